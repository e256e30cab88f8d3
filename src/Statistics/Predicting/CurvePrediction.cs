namespace HeavySim.Statistics.Predicting;

/// <summary>
/// The accuracy curve beyond the samples recorded. A world is fitted to the run: how the chance of a right sample and of an abstention
/// vary over problems, and how concentrated each problem's right and wrong answers are; then many futures are drawn from it, each
/// completing every problem's recorded samples, and the exact curve of every future is taken.
/// </summary>
/// <remarks>
/// The interval holds what the recorded samples leave open about the world and the luck of the samples to come, on these same problems;
/// it knows nothing of other problems or of a model that changes.
/// </remarks>
/// <param name="Problems">Problems with a gold and at least one sample.</param>
/// <param name="Points">
/// One point for every k from 1 to the number asked for; up to the samples that every problem has, what was recorded.
/// </param>
/// <param name="Limit">
/// Where maj@k goes: the share of problems whose right answer leads when each has <see cref="FarOff"/> samples, ties shared.
/// </param>
public sealed record CurvePrediction(int Problems, IReadOnlyList<CurvePoint> Points, Estimate Limit)
{
    /// <summary>Samples at which the vote is taken to have settled.</summary>
    public const int FarOff = 512;

    private const int FarFutures = 50;

    /// <summary>Futures drawn by default.</summary>
    public const int DefaultFutures = 200;

    /// <summary>Predicts the curve up to k samples.</summary>
    /// <param name="problems">The samples of each problem so far; those without a gold or without samples are left out.</param>
    /// <param name="samples">The largest k wanted.</param>
    /// <param name="key">Names the random futures.</param>
    /// <param name="futures">How many to draw; at least 20.</param>
    /// <param name="cancellationToken">Cancels it between two futures.</param>
    /// <exception cref="ArgumentException">No problem can be used.</exception>
    public static CurvePrediction Of(
        IReadOnlyList<AnswerCounts> problems, int samples, RandomKey key, int futures = DefaultFutures,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(futures, 20);
        var usable = problems.Where(static p => p.IsGraded && p.Samples > 0).ToList();
        if (usable.Count == 0)
            throw new ArgumentException("A prediction needs at least one graded problem with a sample.", nameof(problems));

        var world = new AnswerWorld(usable, key);
        var majority = new double[samples][];
        var pass = new double[samples][];
        for (var k = 0; k < samples; k++)
            (majority[k], pass[k]) = (new double[futures], new double[futures]);

        for (var future = 0; future < futures; future++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var problem in world.Complete(samples, key.With("future").With(future)))
            {
                var curve = ProblemCurve.Of(problem, samples);
                for (var k = 0; k < samples; k++)
                {
                    majority[k][future] += curve.Majority[k] / usable.Count;
                    pass[k][future] += curve.Pass[k] / usable.Count;
                }
            }
        }

        var limit = new double[Math.Min(futures, FarFutures)];
        for (var future = 0; future < limit.Length; future++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            limit[future] = world.Complete(Math.Max(FarOff, samples), key.With("far future").With(future)).Average(VoteLimit.Leading);
        }

        // What every problem has samples of is no prediction: it is what was recorded, whatever is to come.
        var known = usable.Min(static p => p.Samples);
        var recorded = usable.ConvertAll(p => ProblemCurve.Of(p, Math.Min(known, samples)));
        return new CurvePrediction(usable.Count, [.. Enumerable.Range(0, samples).Select(At)], Summarise(limit));

        CurvePoint At(int k) => k < known
            ? new CurvePoint(
                k + 1, usable.Count, Certain(recorded.Average(c => c.Majority[k])), Certain(recorded.Average(c => c.Pass[k])))
            : new CurvePoint(k + 1, usable.Count, Summarise(majority[k]), Summarise(pass[k]));
    }

    private static Estimate Certain(double value) => new(value, value, value, 0);

    private static Estimate Summarise(double[] futures)
    {
        Array.Sort(futures);
        var mean = Intervals.Mean(futures);
        var squares = futures.Sum(value => (value - mean) * (value - mean));
        return new Estimate(mean, Quantile(futures, 0.025), Quantile(futures, 0.975), Math.Sqrt(squares / (futures.Length - 1)));
    }

    /// <summary>
    /// The quantile at level·(n+1): what is measured later is one more draw among the n futures, so an interval between such ranks holds it
    /// with exactly the nominal probability if the world is right.
    /// </summary>
    private static double Quantile(double[] sorted, double level)
    {
        var at = Math.Clamp((level * (sorted.Length + 1)) - 1, 0, sorted.Length - 1);
        var below = (int)at;
        return sorted[below] + ((at - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }
}
