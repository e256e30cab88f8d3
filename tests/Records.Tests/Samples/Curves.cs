using HeavySim.Records.Store;
using HeavySim.Statistics;

namespace HeavySim.Records.Tests;

/// <summary>The mean curve of a run, by the exact estimators.</summary>
internal static class Curves
{
    public static (double Majority, double Pass) Of(RunReader run, int k)
    {
        var curves = run.Outlines().Select(problem =>
        {
            var samples = problem.Attempts.Where(static a => a.IsSample).ToList();
            var classes = samples.Where(static a => a.AnswerKey is not null).GroupBy(static a => a.AnswerKey, StringComparer.Ordinal)
                .ToList();
            var counts = new AnswerCounts(
                [.. classes.Select(static c => c.Count())],
                [.. classes.Select(static c => c.Count(static a => a.Grade == Grade.Correct) / (double)c.Count())],
                samples.Count(static a => a.AnswerKey is null));
            return ProblemCurve.Of(counts, k);
        }).ToList();

        return (curves.Average(c => c.Majority[k - 1]), curves.Average(c => c.Pass[k - 1]));
    }
}
