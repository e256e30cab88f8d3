using HeavySim.Statistics.Comparing;

namespace HeavySim.Experiments.Comparing;

/// <summary>What a stop rule would have made of a run's samples, had they come one at a time in random order.</summary>
/// <param name="Rule">Its name.</param>
/// <param name="Problems">
/// The denominator: problems with at least <paramref name="Budget"/> samples, and with a gold where any has one.
/// </param>
/// <param name="Budget">The most samples drawn.</param>
/// <param name="Accuracy">Expected accuracy of the vote at the stop; unknown without golds.</param>
/// <param name="Samples">Expected samples per problem; not a share.</param>
/// <param name="Change">The difference to the vote over all samples, on the same problems; null without golds.</param>
/// <param name="Changed">
/// The share of problems at which the vote at the stop has another winner than the vote over all recorded samples.
/// </param>
/// <param name="Saved">The share of the samples it saves.</param>
/// <param name="Tokens">Expected tokens per problem, in and out; null where some are not known.</param>
/// <param name="OutputTokens">Expected output tokens per problem; null where some are not known.</param>
/// <param name="SimulationError">
/// What of the accuracy's error is due to drawing orders instead of counting all; 0 where all were counted.
/// </param>
public sealed record ReportedStopRule(
    string Rule,
    int Problems,
    int Budget,
    Estimate? Accuracy,
    Estimate Samples,
    ReportedDifference? Change,
    double Changed,
    double Saved,
    double? Tokens,
    double? OutputTokens,
    double SimulationError)
{
    /// <summary>Adds up what a rule makes of each problem.</summary>
    internal static ReportedStopRule Of(string rule, int budget, IEnumerable<ReplayedProblem> replayed, bool isGraded, RandomKey key)
    {
        List<ReplayedProblem> problems = [.. replayed];
        double[] accuracy = [.. problems.Select(static p => p.Outcome.Accuracy)];
        var right = Intervals.OfShares(accuracy);
        var drawn = Intervals.OfMean([.. problems.Select(static p => p.Outcome.Samples)]);
        return new ReportedStopRule(
            rule,
            problems.Count,
            budget,
            isGraded ? right : null,
            drawn with { Low = Math.Max(1, drawn.Low), High = Math.Min(budget, drawn.High) },
            isGraded ? ReportedDifference.Of(PairedComparison.Of(accuracy, [.. problems.Select(static p => p.Full)], key)) : null,
            problems.Average(static p => p.Outcome.Changed),
            Math.Max(0, 1 - (drawn.Value / budget)),
            Mean(problems, static p => p.Tokens),
            Mean(problems, static p => p.OutputTokens),
            Math.Sqrt(problems.Sum(static p => p.Outcome.AccuracyError * p.Outcome.AccuracyError)) / problems.Count);
    }

    private static double? Mean(List<ReplayedProblem> problems, Func<ReplayedProblem, double?> price) =>
        problems.TrueForAll(p => price(p) is not null) ? problems.Average(price) : null;
}
