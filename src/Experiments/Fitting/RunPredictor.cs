using HeavySim.Experiments.Reports;
using HeavySim.Statistics.Predicting;
using HeavySim.Statistics.Scaling;

namespace HeavySim.Experiments.Fitting;

/// <summary>Predicts a run with more samples per problem from the few it has.</summary>
internal static class RunPredictor
{
    // Few problems are quickly predicted: more futures take the noise of drawing out of their figures. A curve of many samples takes long.
    private const int Curves = 200_000;
    private const int LongCurve = 128;
    private const int MostFutures = 1000;

    /// <summary>Predicts.</summary>
    /// <param name="run">The run.</param>
    /// <param name="agents">The largest k wanted, from 1.</param>
    /// <param name="samples">
    /// Only the first so many samples of each problem are looked at, or null for all. Where members differ, so many are drawn for each
    /// problem: the first members of a panel are no sample of the others.
    /// </param>
    /// <param name="detect">
    /// A difference to plan for, in 0..1, and the assumed correlation over problems of the two systems; or null.
    /// </param>
    /// <param name="key">Names the random futures.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="HeavySimException">The run has no graded samples, or a stop rule chose how many there are.</exception>
    public static RunPrediction Predict(
        RunReader run, int agents, int? samples, (double Difference, double Correlation)? detect, RandomKey key,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(agents, 1);
        var problems = Read(run, samples, key.With("members"), cancellationToken);
        var counts = problems.ConvertAll(static p => AnswerCounts.Of(p.Select(static a => (a.AnswerKey, a.Grade))));
        var curve = CurvePrediction.Of(counts, agents, key, Futures(counts.Count, agents), cancellationToken);
        var tokens = SpendingForecast.Of([.. problems.Select(static p => p.Select(static a => (double?)a.Usage.OutputTokens).ToList())]);
        var cost = SpendingForecast.Of([.. problems.Select(static p => p.Select(static a => (double?)a.Usage.Cost).ToList())]);
        List<int> ks = [.. Enumerable.Range(1, agents).Where(k => int.IsPow2(k) || k == agents)];
        var latency = LatencyForecast.Of(
            [.. problems.Select(static p => p.Select(static a => a.Elapsed.TotalSeconds).ToList())], key)?.At(ks);
        var used = problems.Max(static p => p.Count);
        return new RunPrediction
        {
            Run = run.Summary.Name,
            Simulated = run.Summary.Settings.IsSimulated,
            Problems = problems.Count,
            Samples = used,
            Points =
            [
                .. ks.Select((k, i) => new PredictedAtK(
                    k,
                    curve.Points[k - 1].Majority,
                    curve.Points[k - 1].Pass,
                    tokens?.At(k),
                    cost?.At(k),
                    latency?[i].Median,
                    latency?[i].Slow)),
            ],
            Limits = Limits(counts, curve.Limit, key),
            Detect = detect is { } wanted ? DetectionPlan.Of(counts, used, wanted.Difference, wanted.Correlation) : null,
        };
    }

    private static int Futures(int problems, int agents)
    {
        var length = Math.Max(1, (double)agents / LongCurve);
        var least = length > 1 ? 40 : 150;
        return (int)Math.Clamp(Curves / (problems * length * length * length), least, MostFutures);
    }

    private static PredictedLimits Limits(List<AnswerCounts> problems, Estimate vote, RandomKey key)
    {
        List<(int, int)> counts = [.. problems.Select(static p => (p.Samples, p.Right))];
        var law = PassLaw.Of(counts, key.With("law"));
        var limit = VoteLimit.Of(problems) ?? throw new InvalidOperationException("Graded problems have a limit.");
        return new PredictedLimits(
            vote, limit.Undecided, law.ZeroShare, law.Alpha, law.Fits, law.FitPValue, PowerLaw.Of(counts, key.With("coverage")));
    }

    private static List<List<AttemptOutline>> Read(RunReader run, int? samples, RandomKey key, CancellationToken cancellationToken)
    {
        var report = new RunReportBuilder(run.Summary);
        var problems = new List<(string Id, List<AttemptOutline> Samples)>();
        foreach (var problem in run.Outlines())
        {
            cancellationToken.ThrowIfCancellationRequested();
            report.Add(problem);
            var heard = problem.Attempts.Where(static a => a.IsSample).ToList();
            if (problem.IsGraded && heard.Count > 0)
                problems.Add((problem.Id, heard));
        }

        if (problems.Count == 0)
            throw new HeavySimException($"The run {run.Summary.Name} has no graded samples to predict from.");
        var counted = report.Build(elapsed: null);
        if (counted.Tokens is { Cut: > 0 and var cut })
            throw new HeavySimException(
                $"{cut} attempts of {run.Summary.Name} were cut as they grew unsure: nothing can be predicted from what is left. Run "
                    + "without --cut.");
        if (counted.CurtailedProblems is > 0 and var curtailed)
            throw new HeavySimException(
                $"A stop rule chose how many samples there are at {curtailed} problems of {run.Summary.Name}: nothing can be predicted "
                    + "from those. Run with --stop all.");

        var isPanel = problems.SelectMany(static p => p.Samples).Select(static a => a.Model).Distinct(StringComparer.Ordinal).Skip(1).Any();
        return problems.ConvertAll(
            p => samples is not { } few || p.Samples.Count <= few ? p.Samples : Chosen(p.Samples, few, isPanel, key.With(p.Id)));
    }

    private static List<AttemptOutline> Chosen(List<AttemptOutline> samples, int few, bool isPanel, RandomKey key)
    {
        if (isPanel)
        {
            var random = key.Open();
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(samples));
        }

        return samples[..few];
    }
}
