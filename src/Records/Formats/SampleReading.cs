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

    public IAnswerEngine Engine { get; } = engine;

    public MarkSources Scorers { get; } = new("scorer", scorer);

    public MarkSources Filters { get; } = new("filter", filter);

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
            if (_textsRead > 0)
                remarks.Add($"{Counted(_textsRead, "attempt")} with a text and no answer: the answer was looked for in the text");
            if (_shares.Count > 0)
                remarks.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"the file marks no sample by itself, only their share: mean pass@1 {100 * _shares.Average():0.00} % over "
                        + $"{Counted(_shares.Count, "problem")}"));
            return remarks;
        }
    }

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
