namespace HeavySim.Experiments.Reports;

/// <summary>Counts failures by cause.</summary>
internal sealed class FailureCounter
{
    private readonly SortedDictionary<string, ReportedFailure> _causes = new(StringComparer.Ordinal);

    /// <summary>Counts an attempt that stands as failed.</summary>
    public void Add(FailureNote note) => Add(note, attempts: 1, madeAgain: 0);

    /// <summary>Counts tries that were made again.</summary>
    public void AddTries(FailureNote note, long count) => Add(note, attempts: 0, count);

    /// <summary>The causes, the most frequent first.</summary>
    public IReadOnlyList<ReportedFailure> Report() => [.. _causes.Values.OrderByDescending(static f => f.Attempts + f.MadeAgain)];

    private void Add(FailureNote note, long attempts, long madeAgain)
    {
        var before = _causes.GetValueOrDefault(note.Cause) ?? new ReportedFailure(note.Cause, 0, 0, null);
        _causes[note.Cause] = before with
        {
            Attempts = before.Attempts + attempts,
            MadeAgain = before.MadeAgain + madeAgain,
            Example = before.Example ?? note.Message,
        };
    }
}
