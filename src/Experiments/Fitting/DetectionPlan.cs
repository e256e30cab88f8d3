using HeavySim.Statistics.Planning;

namespace HeavySim.Experiments.Fitting;

/// <summary>
/// What it takes to detect a difference in accuracy (mean over samples) between this system and another on the same problems, with a
/// two-sided test at the level .05 that finds it with a probability of .8.
/// </summary>
/// <param name="Difference">The difference, in 0..1.</param>
/// <param name="Correlation">
/// Assumed correlation over problems of the two systems' chances: the more alike the systems, the less it takes.
/// </param>
/// <param name="Problems">Problems there are.</param>
/// <param name="Samples">Samples per problem there are.</param>
/// <param name="ProblemsNeeded">Problems needed at that many samples of each system.</param>
/// <param name="SamplesNeeded">Samples per problem of each system needed on the problems there are; null where no number will do.</param>
/// <param name="Detectable">The smallest difference that the problems and samples there are would show.</param>
internal sealed record DetectionPlan(
    double Difference, double Correlation, int Problems, int Samples, int ProblemsNeeded, int? SamplesNeeded, double Detectable)
{
    /// <summary>Problems to add.</summary>
    public int MoreProblems => Math.Max(0, ProblemsNeeded - Problems);

    /// <summary>Samples per problem to add; null where no number will do.</summary>
    public int? MoreSamples => SamplesNeeded is { } needed ? Math.Max(0, needed - Samples) : null;

    /// <summary>Plans against a system of the same kind.</summary>
    internal static DetectionPlan Of(IReadOnlyList<AnswerCounts> problems, int samples, double difference, double correlation)
    {
        var several = problems.Where(static p => p.Samples > 1).ToList();
        var within = several.Count > 0
            ? several.Average(Within)
            : problems.Average(static p => (double)p.Right / p.Samples * (1 - ((double)p.Right / p.Samples)));
        double[] shares = [.. problems.Select(static p => (double)p.Right / p.Samples)];
        var mean = shares.Average();
        // What is left of the spread of the observed shares once their sampling noise is taken out: how different the problems are.
        var spread = shares.Length < 2 ? 0 : shares.Sum(s => (s - mean) * (s - mean)) / (shares.Length - 1);
        var between = Math.Max(0, spread - problems.Average(p => within / p.Samples));
        var power = new PowerAnalysis(2 * (1 - correlation) * between, within, within);
        return new DetectionPlan(
            difference,
            correlation,
            problems.Count,
            samples,
            power.ProblemsNeeded(difference, samples, samples),
            power.SamplesNeeded(difference, problems.Count),
            power.DetectableDifference(problems.Count, samples, samples));
    }

    private static double Within(AnswerCounts problem)
    {
        var share = (double)problem.Right / problem.Samples;
        return share * (1 - share) * problem.Samples / (problem.Samples - 1);
    }
}
