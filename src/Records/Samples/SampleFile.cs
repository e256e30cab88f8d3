using System.Runtime.CompilerServices;
using System.Text.Json;
using HeavySim.Records.Files;
using HeavySim.Records.Formats;
using HeavySim.Records.Recorded;

namespace HeavySim.Records.Samples;

/// <summary>
/// Reads recorded samples in any of the forms known: own JSONL, rows of answers to a problem, lm-evaluation-harness samples, inspect logs
/// (JSON or .eval); each gzipped or not. Which it is is told from the content. Large files stream.
/// </summary>
internal static class SampleFile
{
    /// <summary>Streams the samples of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="engine">Reads and marks answers where the file itself does not say which answer a sample gave, or whether it was right.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="HeavySimException">The file cannot be used; the message names file and line.</exception>
    public static async IAsyncEnumerable<SampledProblem> ReadAsync(string path, IAnswerEngine engine, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var file = SourceFile.Open(path);
        var form = file.IsZip ? SampleForm.InspectLog : await RecognisedAsync(path, cancellationToken);
        var samples = form switch
        {
            SampleForm.Own => OwnSamples.ReadAsync(file, engine, cancellationToken),
            SampleForm.LmEval => LmEvalSamples.ReadAsync(file, engine, cancellationToken),
            SampleForm.InspectLog => InspectSamples.ReadAsync(file, engine, cancellationToken),
            _ => PanelSamples.ReadAsync(file, engine, cancellationToken),
        };
        var isEmpty = true;
        await foreach (var sampled in samples)
        {
            isEmpty = false;
            yield return sampled;
        }

        if (isEmpty)
            throw new HeavySimException($"{path} holds no samples");
    }

    /// <summary>The settings that a file of an exported run says the run had, or null.</summary>
    internal static async Task<RunRecord?> RunOfAsync(string path, CancellationToken cancellationToken)
    {
        using var file = SourceFile.Open(path);
        if (file.IsZip)
            return null;

        // A log is one document, which is not to be held as a whole.
        var form = await RecognisedAsync(path, cancellationToken);
        if (form == SampleForm.InspectLog)
            return await InspectSamples.RunOfAsync(file, cancellationToken);

        await foreach (var record in RecordFile.ReadAsync(file, cancellationToken))
            return form switch { SampleForm.Own => OwnSamples.RunOf(record, path), SampleForm.LmEval => LmEvalSamples.RunOf(record, path), _ => null };

        return null;
    }

    private static async Task<SampleForm> RecognisedAsync(string path, CancellationToken cancellationToken)
    {
        using var file = SourceFile.Open(path);
        if (await InspectSamples.IsLogAsync(file, cancellationToken))
            return SampleForm.InspectLog;

        using var again = SourceFile.Open(path);
        await foreach (var record in RecordFile.ReadAsync(again, cancellationToken))
        {
            var fields = record.Fields;
            if (fields.TryGetProperty("record", out var kind) && kind.ValueKind == JsonValueKind.String)
                return SampleForm.Own;
            if (fields.TryGetProperty("resps", out _) && fields.TryGetProperty("doc", out _))
                return SampleForm.LmEval;
            if (fields.TryGetProperty("answers", out _))
                return SampleForm.Rows;
            throw SourceError.At(path, record.Line, "not recorded samples: rows of answers (\"answers\"), own lines (\"record\"), lm-eval samples (\"doc\", \"resps\") or an inspect log are known");
        }

        throw new HeavySimException($"{path} holds no samples");
    }
}
