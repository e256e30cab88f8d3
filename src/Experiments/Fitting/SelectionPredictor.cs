using HeavySim.Experiments.Comparing;
using HeavySim.Statistics.Predicting;

namespace HeavySim.Experiments.Fitting;

/// <summary>Predicts a selector with more agents from its curve over those recorded.</summary>
internal static class SelectionPredictor
{
    // Of fewer, one problem moves every figure by more than a selector could.
    private const int LeastProblems = 8;

    /// <summary>Adds a selector to a prediction of the vote.</summary>
    /// <param name="prediction">What <see cref="RunPredictor"/> said of the same run.</param>
    /// <param name="run">The run.</param>
    /// <param name="selector">A selector that asks no model and is not the vote.</param>
    /// <param name="samples">Only so many of the run's agents are looked at, or null for all.</param>
    /// <param name="answers">Marks answers that no recorded attempt gave.</param>
    /// <param name="key">Names the random worlds.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="HeavySimException">
    /// There are too few agents or problems, or fewer of the agents are no ensemble of that number.
    /// </exception>
    public static async Task<RunPrediction> WithSelectionAsync(
        this RunPrediction prediction, RunReader run, string selector, int? samples, IAnswerEngine answers, RandomKey key,
        CancellationToken cancellationToken)
    {
        if (run.Summary.Settings.IsTree || run.Summary.Settings.RoundPlan is not null)
            throw new HeavySimException(
                $"Agents of {run.Summary.Name} went on from each other, in a tree or in rounds: fewer of them are no ensemble of that "
                + "number, and no selector can be predicted.");
        if (samples is < SelectorPrediction.LeastAgents)
            throw TooFew(run, samples.Value);

        var outlines = run.Outlines().ToDictionary(static p => p.Id, static p => p.Attempts, StringComparer.Ordinal);
        var isPanel = outlines.Values.SelectMany(static a => a).Select(static a => a.Model).Distinct(StringComparer.Ordinal).Skip(1).Any();
        IReadOnlyList<int> agents = [.. outlines.Values.SelectMany(static a => a).Select(static a => a.Agent).Distinct().Order()];
        var pool = samples is { } few && few < agents.Count ? new AgentPool(few, isPanel ? key.With("members") : null) : null;
        var curves = await SelectorCurves.TrialsAsync(run, [selector], answers, golds: 0, pool, cancellationToken);
        if (curves.Count == 0 || curves[0].Points[^1].Agents < SelectorPrediction.LeastAgents)
            throw TooFew(run, agents.Count);

        var points = curves[0].Points;
        IReadOnlyList<int> sizes = [.. points.Select(static p => p.Agents)];
        var problems = new List<SelectedProblem>();
        var shares = points.Select(static p => p.Shares().ToDictionary(static s => s.Problem.Id, static s => s.Share.Right)).ToList();
        foreach (var id in shares[^1].Keys.Where(id => shares.TrueForAll(s => s.ContainsKey(id))))
        {
            var seats = (pool?.Of(agents, id) ?? agents).ToHashSet();
            var curve = ProblemCurve.Of(AnswerCounts.Of(
                outlines[id].Where(a => a.IsSample && seats.Contains(a.Agent)).Select(static a => (a.AnswerKey, a.Grade))));
            // Where calls failed the vote is that of the samples there are, as the selector chose among those.
            problems.Add(new SelectedProblem(
                [.. shares.Select(s => s[id])],
                [.. sizes.Select(k => curve.Majority[Math.Min(k, curve.Samples) - 1])],
                curve.Pass[^1]));
        }

        if (problems.Count < LeastProblems)
            throw new HeavySimException(
                $"{run.Summary.Name} has too few graded problems to tell the course of '{selector}': {problems.Count}, and at least "
                + $"{LeastProblems} are needed.");

        var law = SelectorPrediction.Of(sizes, problems, key.With("selector"));
        var isChecked = points[^1].HasFindings;
        return prediction with
        {
            Selection = new PredictedSelection(
                curves[0].Method, sizes[^1], problems.Count, isChecked, points[^1].FindingTokens, law.Share,
                [.. prediction.Points.Select(p => At(p, points.FirstOrDefault(r => r.Agents == p.K), law, isChecked, sizes[^1]))]),
        };
    }

    private static PredictedSelectionAtK At(
        PredictedAtK vote, SubsetTrial? recorded, SelectorPrediction law, bool isChecked, int agents) => recorded is not null
        ? new PredictedSelectionAtK(
            vote.K, IsRecorded: true, recorded.ToPoint().Accuracy, isChecked && vote.K == agents ? recorded.ToPoint().Accuracy : null)
        : new PredictedSelectionAtK(
            vote.K,
            IsRecorded: false,
            law.MoreChecks(vote.K, vote.Majority, vote.Pass),
            isChecked && vote.K > agents ? law.SameChecks(vote.K, vote.Majority, vote.Pass) : null);

    private static HeavySimException TooFew(RunReader run, int agents) => new(
        $"{agents} agents of {run.Summary.Name} tell no course of a selector: at least {SelectorPrediction.LeastAgents} with graded "
        + "answers are needed.");
}
