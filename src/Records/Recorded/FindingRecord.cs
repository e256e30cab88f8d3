namespace HeavySim.Records.Recorded;

/// <summary>A finding of a cross-check as JSON: exactly one of the parts is there.</summary>
internal sealed record FindingRecord(
    Verdict? Verdict = null, FindingRecord.ComparisonRecord? Comparison = null, FindingRecord.RevisionRecord? Revision = null)
{
    public static FindingRecord Of(Finding finding) => finding switch
    {
        Verdict verdict => new(Verdict: verdict),
        Comparison comparison => new(Comparison: ComparisonRecord.Of(comparison)),
        Revision revision => new(Revision: RevisionRecord.Of(revision)),
        _ => throw new ArgumentException($"A finding of type {finding.GetType().Name} cannot be recorded.", nameof(finding)),
    };

    /// <summary>The finding, or null when no part is there.</summary>
    public Finding? ToFinding() => (Finding?)Verdict ?? (Finding?)Comparison?.ToComparison() ?? Revision?.ToRevision();

    /// <summary>A comparison; its preference and its margin may be missing.</summary>
    internal sealed record ComparisonRecord(
        AgentCard Checker, string Method, Usage Usage, TimeSpan Elapsed, string? Text, string? Problem, IReadOnlyList<string> AnswerKeys,
        string? PreferredKey, double? Margin = null)
    {
        public static ComparisonRecord Of(Comparison comparison) => new(
            comparison.Checker,
            comparison.Method,
            comparison.Usage,
            comparison.Elapsed,
            comparison.Text,
            comparison.Problem,
            comparison.AnswerKeys,
            comparison.PreferredKey,
            comparison.Margin);

        public Comparison ToComparison() => new()
        {
            Checker = Checker,
            Method = Method,
            Usage = Usage,
            Elapsed = Elapsed,
            Text = Text,
            Problem = Problem,
            AnswerKeys = AnswerKeys,
            PreferredKey = PreferredKey,
            Margin = Margin,
        };
    }

    /// <summary>A revision with its attempt in the recorded form.</summary>
    internal sealed record RevisionRecord(
        AgentCard Checker, string Method, Usage Usage, TimeSpan Elapsed, string? Text, string? Problem, AttemptRecord Attempt,
        string? PreviousKey)
    {
        public static RevisionRecord Of(Revision revision) => new(
            revision.Checker,
            revision.Method,
            revision.Usage,
            revision.Elapsed,
            revision.Text,
            revision.Problem,
            AttemptRecord.Of(revision.Attempt),
            revision.PreviousKey);

        public Revision? ToRevision() => Attempt.ToAttempt() is not { } attempt ? null : new()
        {
            Checker = Checker,
            Method = Method,
            Usage = Usage,
            Elapsed = Elapsed,
            Text = Text,
            Problem = Problem,
            Attempt = attempt,
            PreviousKey = PreviousKey,
        };
    }
}
