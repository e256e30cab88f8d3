using HeavySim.Records.Formats;
using HeavySim.Records.Store;

namespace HeavySim.Records.Samples;

/// <summary>
/// A form of recorded samples. All are in this file: a new one is a reader and a writer in <c>Formats</c>, and an entry here.
/// </summary>
public sealed class SampleForm
{
    private SampleForm(string name, string description, Reading read)
    {
        Name = name;
        Description = description;
        Read = read;
    }

    /// <summary>Streams the samples of a file.</summary>
    internal delegate IAsyncEnumerable<SampledProblem> Reading(SourceFile file, SampleReading reading, CancellationToken cancellationToken);

    /// <summary>Own JSONL: a line for the run, for each problem, attempt and solution (docs/formats.md).</summary>
    public static SampleForm Own { get; } = new("own", "JSON lines with everything recorded", OwnSamples.ReadAsync)
    {
        Sign = "own lines (\"record\")",
        IsRecord = static fields => fields.TryGetProperty("record", out var kind) && kind.ValueKind == JsonValueKind.String,
        RunOfRecord = OwnSamples.RunOf,
        Write = OwnExport.WriteAsync,
    };

    /// <summary>lm-evaluation-harness <c>samples_*.jsonl</c>.</summary>
    public static SampleForm LmEval { get; } = new("lm-eval", "lm-evaluation-harness samples", LmEvalSamples.ReadAsync)
    {
        Sign = "lm-eval samples (\"doc\", \"resps\")",
        IsRecord = static fields => fields.TryGetProperty("resps", out _) && fields.TryGetProperty("doc", out _),
        RunOfRecord = LmEvalSamples.RunOf,
        Write = LmEvalExport.WriteAsync,
    };

    /// <summary>An inspect log: version 2 JSON, or (read only) an <c>.eval</c> archive.</summary>
    public static SampleForm InspectLog { get; } = new("inspect", "an inspect log", InspectSamples.ReadAsync)
    {
        Sign = "an inspect log",
        IsDocument = InspectSamples.IsLogAsync,
        RunOfDocument = InspectSamples.RunOfAsync,
        Write = InspectExport.WriteAsync,
    };

    /// <summary>A line per problem with the list of its answers; read, not written.</summary>
    public static SampleForm Rows { get; } = new("rows", "a line per problem with the list of its answers", PanelSamples.ReadAsync)
    {
        Sign = "rows of answers (\"answers\")",
        IsRecord = static fields => fields.TryGetProperty("answers", out _),
    };

    /// <summary>Every form.</summary>
    public static IReadOnlyList<SampleForm> All { get; } = [Own, LmEval, InspectLog, Rows];

    /// <summary>The forms that a run can be exported in.</summary>
    public static IEnumerable<SampleForm> Written => All.Where(static f => f.Write is not null);

    /// <summary>Its short name: what <c>export --format</c> takes.</summary>
    public string Name { get; }

    /// <summary>What it is, in a few words.</summary>
    public string Description { get; }

    /// <summary>What it is known by, for people whose file is none of them.</summary>
    internal string Sign { get; private init; } = "";

    /// <summary>Tells a file that is one document, or an archive; null for forms of a line per record.</summary>
    internal Func<SourceFile, CancellationToken, Task<bool>>? IsDocument { get; private init; }

    /// <summary>Tells a file from the fields of its first record; null for documents.</summary>
    internal Func<JsonElement, bool>? IsRecord { get; private init; }

    /// <summary>Streams the samples.</summary>
    internal Reading Read { get; }

    /// <summary>What a document says of the run it was exported from, or null.</summary>
    internal Func<SourceFile, CancellationToken, Task<RunRecord?>>? RunOfDocument { get; private init; }

    /// <summary>What the first record of the file at a path says of the run it was exported from, or null.</summary>
    internal Func<SourceRecord, string, RunRecord?>? RunOfRecord { get; private init; }

    /// <summary>Writes a run; null for forms that are read only.</summary>
    internal Func<RunReader, Stream, CancellationToken, Task>? Write { get; private init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
