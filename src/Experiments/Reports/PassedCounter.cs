namespace HeavySim.Experiments.Reports;

/// <summary>
/// Counts what passed where the record has the number and no marks. pass@k needs no more than that; what a vote would have made of the
/// samples is not known.
/// </summary>
internal sealed class PassedCounter
{
    private readonly List<AnswerCounts> _problems = [];

    /// <summary>Adds a problem, if it is one of these.</summary>
    public void Add(ProblemOutline problem)
    {
        var samples = problem.Attempts.Count(static a => a.IsSample);
        if (problem.IsGraded || samples == 0 || problem.Attempts.Any(static a => a.PassedShare is null))
            return;

        // The samples of several rows may have been judged row by row.
        var passed = (int)Math.Round(problem.Attempts.Sum(static a => a.PassedShare!.Value));
        if (passed > samples)
            return;

        var (counts, shares) = passed == 0 ? (new[] { samples }, new[] { 0.0 })
            : passed == samples ? ([samples], [1])
            : ([passed, samples - passed], [1, 0]);
        _problems.Add(new AnswerCounts(counts, shares));
    }

    /// <summary>The curve; empty where there are no such problems.</summary>
    public IReadOnlyList<ReportedPass> Report() =>
        [.. AccuracyCurve.Of(_problems).Points.Select(static p => new ReportedPass(p.K, p.Problems, p.Pass))];
}
