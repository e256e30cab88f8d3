using System.Globalization;

namespace HeavySim.Records.Formats;

/// <summary>One pass over a file of recorded samples: how it is read, and what was noticed on the way. Not for several files.</summary>
/// <param name="engine">Reads and marks answers where the file itself does not say.</param>
/// <param name="scorer">The scorer of an inspect log whose marks count, or null for the first that marks.</param>
/// <param name="filter">The filter of an lm-eval file that counts, or null for the first in the file.</param>
internal sealed class SampleReading(IAnswerEngine engine, string? scorer = null, string? filter = null)
{
    private readonly List<double> _shares = [];
    private int _textsRead;
    private int _errors;

    public IAnswerEngine Engine { get; } = engine;

    public MarkSources Scorers { get; } = new("scorer", scorer);

    public MarkSources Filters { get; } = new("filter", filter);

    /// <summary>Samples that the file has more than once, as far as it was read by this pass and those before it.</summary>
    public RepeatedSamples Repeated { get; private init; } = new();

    /// <summary>Members of an archive in the place of which a later one of the same name counts.</summary>
    public int ReplacedMembers { get; set; }

    /// <summary>What a user should hear about the file before relying on it, a sentence each.</summary>
    public IReadOnlyList<string> Remarks
    {
        get
        {
            var remarks = new List<string>();
            if (Scorers.Remark is { } scorers)
                remarks.Add(scorers);
            if (Filters.Remark is { } filters)
                remarks.Add(filters);
            if (Repeated.Count + ReplacedMembers is > 0 and var repeated)
                remarks.Add($"{Counted(repeated, "sample")} written again: the last of each counts");
            if (_errors > 0)
                remarks.Add(
                    $"{Counted(_errors, "sample")} failed (an error, or no response): neither right nor wrong, whatever the scores say");
            if (_textsRead > 0)
                remarks.Add($"{Counted(_textsRead, "attempt")} with a text and no answer: the answer was looked for in the text");
            if (_shares.Count > 0)
                remarks.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"the file tells how many samples of a problem passed, not which: mean pass@1 {100 * _shares.Average():0.00} % over "
                        + $"{Counted(_shares.Count, "problem")}"));
            return remarks;
        }
    }

    /// <summary>The same reading from the start of the file, which knows what this pass has found.</summary>
    public SampleReading Again() => new(Engine, scorer, filter) { Repeated = Repeated };

    /// <summary>Notes a sample that ended by an error, whatever its score says.</summary>
    public void NoteError() => _errors++;

    /// <summary>Notes an attempt whose answer the engine looked for, as the record had only its text.</summary>
    public void NoteText() => _textsRead++;

    /// <summary>Notes the share of a problem's samples that passed, of which the file does not say which they are.</summary>
    public void NoteShare(double share) => _shares.Add(share);

    /// <summary>Makes sure that what was asked for was there.</summary>
    /// <exception cref="HeavySimException">A scorer or filter is not in the file.</exception>
    public void Check(string path)
    {
        Scorers.Check(path);
        Filters.Check(path);
    }

    private static string Counted(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
