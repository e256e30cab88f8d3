using HeavySim.Mathematics;

namespace HeavySim.Simulation;

/// <summary>Judging one answer, choosing among several, and composing a final one.</summary>
internal sealed class JudgingTasks(SimulationProfile profile, IAnswerEngine engine, SolvingTasks solving)
{
    private readonly JudgeLaw _law = JudgeLaw.Of(profile.Checker);
    private readonly RatingLaw _ratings = new(profile.Checker);

    public TaskResult Verify(in TaskContext context, string method)
    {
        var quoted = Quoted(context).FirstOrDefault();
        if (quoted is null)
            return new TaskResult("There is no answer here that I could judge.", IsWrong: false, profile.Tokens.CheckFactor);

        var score = ScoreOf(context, method, quoted);
        var verdict = Math.Abs(score) < profile.Checker.UnsureWithin ? "unsure" : score > 0 ? "correct" : "incorrect";
        var confidence = JudgeLaw.Confidence(score);
        var opening = method == "reverse" ? "I put the answer back into the problem." : "I go through the solution step by step.";
        var text = score > 0
            ? $"{opening} Every condition holds.\n\nVerdict: {verdict}\nConfidence: {confidence:0.00}"
            : $"{opening} One condition is not met.\n\nVerdict: {verdict}\nConfidence: {confidence:0.00}\nFirst wrong step: the step "
                + $"that leads to {quoted.Text}";
        return new TaskResult(text, score > 0 != quoted.IsRight, profile.Tokens.CheckFactor);
    }

    /// <summary>The answer with the best score: the better the judge, the more often the right one.</summary>
    public TaskResult Choose(in TaskContext context) =>
        Best(context) is ({ } best, _)
            ? new TaskResult(
                $"I compare the answers where they part ways. One of them holds in every step.\n\nBest: {best.Label}",
                !best.IsRight, profile.Tokens.CheckFactor)
            : new TaskResult("There is nothing here to choose from.", IsWrong: false, profile.Tokens.CheckFactor);

    /// <summary>Two answers rated side by side, 1..10 each.</summary>
    public TaskResult Rate(in TaskContext context)
    {
        if (Quoted(context) is not [var first, var second])
            return new TaskResult("There are not two answers here that I could rate.", IsWrong: false, profile.Tokens.CheckFactor);

        var one = _ratings.Rate(context.Odds.Key, first, first.IsAttractor(context.Odds), isFirst: true, context.Seed);
        var two = _ratings.Rate(context.Odds.Key, second, second.IsAttractor(context.Odds), isFirst: false, context.Seed);
        var isWrong = first.IsRight != second.IsRight && (first.IsRight ? one <= two : two <= one);
        return new TaskResult(
            $"I compare the answers where they part ways and look which step holds.\n\nRating 1: {one}\nRating 2: {two}",
            isWrong, profile.Tokens.CheckFactor);
    }

    /// <summary>Takes over the best answer shown; when even that one looks wrong, solves afresh.</summary>
    public TaskResult Synthesize(in TaskContext context)
    {
        if (Best(context) is not ({ } best, > 0))
            return solving.Solve(context);

        var text =
            $"The solutions agree on the set-up; I follow solution {best.Label}, whose steps "
                + $"hold.\n\n{Prose.Final(context.Problem.Problem, best.Text)}";
        return new TaskResult(text, !best.IsRight, Share: 1);
    }

    /// <summary>
    /// Gives the solution's answer again when it judges it right; else solves anew, the better for knowing what does not hold.
    /// </summary>
    public TaskResult Improve(in TaskContext context)
    {
        if (Quoted(context) is not [var draft, ..])
            return solving.Solve(context);
        if (ScoreOf(context, "improve", draft) <= 0)
        {
            var odds = context.Odds with { Solve = LogOdds.Shift(context.Odds.Solve, profile.Revising.RepairGain) };
            return solving.Solve(context with { Odds = odds });
        }

        var text = $"I go through the solution; every step holds.\n\n{Prose.Final(context.Problem.Problem, draft.Text)}";
        return new TaskResult(text, !draft.IsRight, Share: 1);
    }

    private (QuotedAnswer? Best, double Score) Best(in TaskContext context)
    {
        (QuotedAnswer? Best, double Score) found = (null, double.NegativeInfinity);
        foreach (var quoted in Quoted(context))
        {
            var score = ScoreOf(context, "compare", quoted);
            if (score > found.Score)
                found = (quoted, score);
        }

        return found;
    }

    private double ScoreOf(in TaskContext context, string method, QuotedAnswer quoted) =>
        _law.Score(context.Odds.Key, method, quoted.Key, quoted.IsRight, quoted.IsAttractor(context.Odds), context.Seed);

    private List<QuotedAnswer> Quoted(in TaskContext context)
    {
        var blocks = context.Request.Labelled("answer").ToList();
        if (blocks.Count == 0)
            blocks = context.Request.Labelled("solution").ToList();

        List<QuotedAnswer> quoted = [];
        foreach (var (label, text) in blocks)
        {
            if (QuotedAnswer.Read(context, label, text, engine) is { } answer)
                quoted.Add(answer);
        }

        return quoted;
    }
}
