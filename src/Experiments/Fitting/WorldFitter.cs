using HeavySim.Statistics.Scaling;

namespace HeavySim.Experiments.Fitting;

/// <summary>Fits the world of the simulated model to a recorded run: a fit of what was seen, not a prediction of anything else.</summary>
internal static class WorldFitter
{
    // A model that is always right, or never, is not infinitely able.
    private const double Edge = .002;

    /// <summary>Fits a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="key">Names the bootstrap worlds that judge the fit.</param>
    /// <param name="cancellationToken">Cancels the fit.</param>
    /// <exception cref="HeavySimException">The run has no graded samples.</exception>
    public static FittedWorld Fit(RunReader run, RandomKey key, CancellationToken cancellationToken)
    {
        var problems = new List<AnswerCounts>();
        var samples = new List<FittedSample>();
        foreach (var problem in run.Outlines())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var heard = problem.Attempts.Where(static a => a.IsSample).ToList();
            if (!problem.IsGraded || heard.Count == 0)
                continue;

            problems.Add(AnswerCounts.Of(heard.Select(static a => (a.AnswerKey, a.Grade))));
            samples.AddRange(heard.Select(a => new FittedSample(a, 1 - ((double)problems[^1].Right / heard.Count))));
        }

        if (problems.Count == 0)
            throw new HeavySimException($"The run {run.Summary.Name} has no graded samples to fit a profile to.");

        var answered = problems.Where(static p => p.Samples > p.Abstained).ToList();
        if (answered.Count == 0)
            throw new HeavySimException($"No sample of the run {run.Summary.Name} has an answer: there is nothing to fit a profile to.");

        var law = PassLaw.Of(answered.Select(static p => (p.Samples - p.Abstained, p.Right)), key);
        return new FittedWorld
        {
            Problems = problems.Count,
            Samples = samples.Count,
            Difficulty = law.Model,
            FitPValue = law.FitPValue,
            IsDifficultyTrusted = law.Fits,
            Abstain = (double)problems.Sum(static p => p.Abstained) / samples.Count,
            WrongAnswers = WrongAnswerFit.Of(problems),
            Tokens = TokenFit.Of(samples),
            Speed = SpeedFit.Of(samples),
            Prices = PriceFit.Of(samples),
            Models = Shifts(samples),
            Recorded = [.. Chosen(AccuracyCurve.Of(problems).Points)],
        };
    }

    private static IEnumerable<CurvePoint> Chosen(IReadOnlyList<CurvePoint> points)
    {
        // Where the last points rest on few of the problems they tell of those, not of the set.
        var whole = points.Where(p => p.Problems * 2 >= points[0].Problems).ToList();
        return whole.Where(p => int.IsPow2(p.K) || p.K == whole.Count);
    }

    private static Dictionary<string, double> Shifts(List<FittedSample> samples)
    {
        var shifts = new Dictionary<string, double>(StringComparer.Ordinal);
        var models = samples.GroupBy(static s => s.Attempt.Model, StringComparer.Ordinal).ToList();
        if (models.Count < 2)
            return shifts;

        var all = LogOdds(samples.Average(Mark));
        foreach (var model in models.OrderBy(static m => m.Key, StringComparer.Ordinal))
            shifts[model.Key] = LogOdds(model.Average(Mark)) - all;
        return shifts;

        static double Mark(FittedSample sample) => sample.Attempt.Grade == Grade.Correct ? 1 : 0;

        static double LogOdds(double share) => Math.Log(Math.Clamp(share, Edge, 1 - Edge) / (1 - Math.Clamp(share, Edge, 1 - Edge)));
    }
}
