namespace HeavySim.Statistics.Planning;

/// <summary>
/// How many problems, or samples per problem, a paired comparison needs to detect a difference
/// (Miller 2024, arXiv:2411.00640, sample-size formula): N = (z_{α/2} + z_β)²·(ω² + σ_A²/K_A + σ_B²/K_B)/δ².
/// </summary>
/// <param name="Between">ω²: the variance over problems of the true difference between the two systems.</param>
/// <param name="WithinFirst">σ_A²: the mean variance of one sample of the first system about its problem's mean.</param>
/// <param name="WithinSecond">σ_B²: likewise for the second.</param>
internal sealed record PowerAnalysis(double Between, double WithinFirst, double WithinSecond)
{
    /// <summary>The two-sided level of the test.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>The probability with which the difference is to be found.</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>Problems needed to detect a difference when each has that many samples of each system, averaged.</summary>
    /// <param name="difference">δ, not 0.</param>
    /// <param name="samplesFirst">K_A.</param>
    /// <param name="samplesSecond">K_B.</param>
    public int ProblemsNeeded(double difference, int samplesFirst, int samplesSecond) =>
        (int)Math.Min(int.MaxValue, Math.Ceiling(Squared * Variance(samplesFirst, samplesSecond) / (difference * difference)));

    /// <summary>The smallest difference that so many problems detect.</summary>
    public double DetectableDifference(int problems, int samplesFirst, int samplesSecond) =>
        Math.Sqrt(Squared * Variance(samplesFirst, samplesSecond) / problems);

    /// <summary>
    /// Samples per problem of each system needed to detect a difference, or null when no number of samples of so few problems will do.
    /// </summary>
    public int? SamplesNeeded(double difference, int problems)
    {
        var left = (problems * difference * difference / Squared) - Between;
        return left > 0 ? (int)Math.Max(1, Math.Ceiling((WithinFirst + WithinSecond) / left)) : null;
    }

    /// <summary>
    /// The variances of a recorded pair of runs on the same problems, for accuracy with one sample: σ² from p(1-p), unbiased within each
    /// problem, and ω² what is left of the variance of the observed differences. Problems with fewer than two samples are left out.
    /// </summary>
    /// <exception cref="ArgumentException">Fewer than two problems have two samples in both runs.</exception>
    public static PowerAnalysis Of(IReadOnlyList<(AnswerCounts First, AnswerCounts Second)> problems)
    {
        var differences = new List<double>();
        double withinFirst = 0, withinSecond = 0, noise = 0;
        foreach (var (first, second) in problems)
        {
            if (first.Samples < 2 || second.Samples < 2)
                continue;
            differences.Add(((double)first.Right / first.Samples) - ((double)second.Right / second.Samples));
            var (varianceFirst, varianceSecond) = (Within(first), Within(second));
            withinFirst += varianceFirst;
            withinSecond += varianceSecond;
            noise += (varianceFirst / first.Samples) + (varianceSecond / second.Samples);
        }

        var count = differences.Count;
        if (count < 2)
            throw new ArgumentException("A plan needs at least two problems with two samples in both runs.", nameof(problems));

        var error = Intervals.StandardError([.. differences]) ?? 0;
        return new PowerAnalysis(Math.Max(0, (error * error * count) - (noise / count)), withinFirst / count, withinSecond / count);
    }

    private double Squared => Math.Pow(Quantiles.Normal(1 - Alpha) + Quantiles.Normal((2 * Power) - 1), 2);

    private double Variance(int samplesFirst, int samplesSecond) => Between + (WithinFirst / samplesFirst) + (WithinSecond / samplesSecond);

    private static double Within(AnswerCounts problem)
    {
        var share = (double)problem.Right / problem.Samples;
        return share * (1 - share) * problem.Samples / (problem.Samples - 1);
    }
}
