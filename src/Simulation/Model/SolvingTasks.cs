using HeavySim.Mathematics;

namespace HeavySim.Simulation;

/// <summary>Solving, and solving again after reading what others found.</summary>
internal sealed class SolvingTasks(SimulationProfile profile, AnswerLaw answers, IAnswerEngine engine)
{
    // A solution that the model would hardly find can still be followed once it is shown.
    private const double LeastCredit = 0.01;

    public TaskResult Solve(in TaskContext context)
    {
        var stream = context.Key.With("solve").Open();
        return Write(context, answers.Draw(context.Odds, ref stream), ref stream);
    }

    /// <summary>
    /// With probability Openness chooses among the solutions shown, each weighed by the model's own chance of giving it and the right one
    /// by e^δ more; otherwise solves afresh.
    /// </summary>
    public TaskResult Revise(in TaskContext context)
    {
        var stream = context.Key.With("revise").Open();
        var isOpen = stream.NextDouble() < profile.Revising.Openness;
        List<QuotedAnswer> shown = [];
        foreach (var (label, text) in context.Request.Labelled("solution"))
        {
            if (isOpen && QuotedAnswer.Read(context, label, text, engine) is { } quoted)
                shown.Add(quoted);
        }

        if (shown.Count == 0)
            return Write(context, answers.Draw(context.Odds, ref stream), ref stream);

        var weights = new double[shown.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            var own = shown[i].Class is { } known ? answers.ProbabilityOf(context.Odds, known) : 0;
            weights[i] = shown[i].IsRight
                ? Math.Max(own, LeastCredit) * Math.Exp(profile.Revising.CorrectionBias)
                : Math.Max(own, LeastCredit * (1 - context.Odds.Solve));
        }

        var at = stream.NextDouble() * weights.Sum();
        var chosen = 0;
        while (chosen < weights.Length - 1 && (at -= weights[chosen]) >= 0)
            chosen++;

        return Follow(context, shown[chosen], ref stream);
    }

    /// <summary>A solution of its own that comes to an answer it was shown.</summary>
    public TaskResult Follow(in TaskContext context, QuotedAnswer answer, ref RandomStream stream) =>
        Write(context, answer.Text, answer.IsRight, ref stream);

    private TaskResult Write(in TaskContext context, int answerClass, ref RandomStream stream) =>
        answerClass == AnswerLaw.None
            ? new TaskResult(Prose.Abstention(ref stream), IsWrong: true, Share: 1)
            : Write(context, context.Problem.AnswerOf(answerClass, context.Odds.Key), answerClass == 0, ref stream) with
            {
                Class = answerClass,
            };

    private TaskResult Write(in TaskContext context, string answer, bool isRight, ref RandomStream stream)
    {
        // The confidence is drawn whether it is asked for or not, so that asking changes nothing else.
        var sure = LogOdds.ToProbability(1 + ((isRight ? 1 : -1) * profile.Checker.SelfKnowledge) + stream.NextNormal());
        double? confidence = context.Request.SystemText.Contains("Confidence:", StringComparison.Ordinal) ? sure : null;
        return new TaskResult(Prose.Solution(context.Problem.Problem, answer, confidence, ref stream), !isRight, Share: 1);
    }
}
