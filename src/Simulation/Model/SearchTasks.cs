using System.Globalization;
using System.Text;
using HeavySim.Mathematics;

namespace HeavySim.Simulation;

/// <summary>
/// Working in steps. A partial solution is the list of its steps, one to a line; each step names a route, and at every depth one route of
/// the problem is the right one. So whether a partial solution is sound can be told from its text alone, whoever wrote it and over whatever
/// wire it came.
/// </summary>
internal sealed class SearchTasks(SimulationProfile profile)
{
    private const int Routes = 997;
    private readonly JudgeLaw _law = JudgeLaw.Of(profile.Searching, profile.Checker);

    /// <summary>
    /// Lines "Next: ..." with different next steps; once all steps are there, the answer that they lead to: right when all are. A step is
    /// the right one with probability p^(1/depth), so that a chain of single steps is right with probability p.
    /// </summary>
    public TaskResult Propose(in TaskContext context)
    {
        var partial = PartialOf(context.Request);
        var steps = StepsOf(partial);
        var isSound = IsSound(context.Odds.Key, steps);
        var stream = context.Key.With("propose").With(partial).Open();
        if (steps.Count >= profile.Searching.Depth)
            return End(context, partial, isSound, context.Odds.Key);

        var chance = StepChance(context);
        var right = RightRoute(context.Odds.Key, steps.Count);
        var text = new StringBuilder("From here these steps are possible.\n");
        var hasRight = false;
        for (var i = 0; i < profile.Searching.Proposals; i++)
        {
            var isRight = stream.NextDouble() < chance;
            hasRight |= isRight;
            // Never the right route by chance: a wrong step is some other one.
            var route = isRight ? right : (right + 1 + stream.NextInt(Routes - 1)) % Routes;
            text.Append(CultureInfo.InvariantCulture, $"\nNext: Step {steps.Count + 1}: follow route {route}.");
        }

        return new TaskResult(text.ToString(), !(isSound && hasRight), profile.Tokens.CheckFactor);
    }

    /// <summary>
    /// The answer, whatever steps are left: right when the steps so far are and each of those left is, with the chance that a proposed one
    /// has.
    /// </summary>
    public TaskResult Finish(in TaskContext context)
    {
        var partial = PartialOf(context.Request);
        var steps = StepsOf(partial);
        var stream = context.Key.With("finish").With(partial).Open();
        var left = Math.Max(0, profile.Searching.Depth - steps.Count);
        var isSound = IsSound(context.Odds.Key, steps) && stream.NextDouble() < Math.Pow(StepChance(context), left);
        // Complete steps lead to one answer, whoever reads it off; missing ones may be taken this way or that.
        return End(context, partial, isSound, left == 0 ? context.Odds.Key : context.Key);
    }

    /// <summary>"Value: 0.83", how likely the partial solution is to lead to the right answer, and the same in a word.</summary>
    public TaskResult Value(in TaskContext context)
    {
        var partial = PartialOf(context.Request);
        var isSound = IsSound(context.Odds.Key, StepsOf(partial));
        var score = _law.Score(context.Odds.Key, "value", partial, isSound, isAttractor: false, context.Seed);
        var word = score > 1 ? "sure" : score > -1 ? "likely" : "impossible";
        return new TaskResult(
            $"I look at what is left to do from here.\n\nValue: {LogOdds.ToProbability(1.7 * score):0.00}\nJudgement: {word}",
            score > 0 != isSound, profile.Tokens.CheckFactor);
    }

    /// <summary>All wrong ways of one problem do not lead to one wrong answer, but the same way always leads to the same.</summary>
    private TaskResult End(in TaskContext context, string partial, bool isSound, RandomKey key)
    {
        var wrong = key.With("end").With(partial).Open().NextInt(context.Odds.Wrong);
        var answer = context.Problem.AnswerOf(isSound ? 0 : 1 + wrong, context.Odds.Key);
        return new TaskResult(
            $"The steps are complete.\n\n{Prose.Final(context.Problem.Problem, answer)}", !isSound, profile.Tokens.CheckFactor);
    }

    private double StepChance(in TaskContext context) => Math.Pow(context.Odds.Solve, 1.0 / profile.Searching.Depth);

    private static string PartialOf(ModelRequest request) => request.Labelled("partial").FirstOrDefault().Text?.Trim() ?? "";

    private static List<int> StepsOf(string partial)
    {
        List<int> routes = [];
        foreach (var line in partial.Split('\n'))
        {
            const string Marker = "follow route ";
            var at = line.IndexOf(Marker, StringComparison.Ordinal);
            if (at >= 0)
            {
                var number = line.AsSpan(at + Marker.Length).TrimEnd().TrimEnd('.');
                routes.Add(int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var route) ? route : -1);
            }
        }

        return routes;
    }

    private static bool IsSound(RandomKey problem, List<int> steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] != RightRoute(problem, i))
                return false;
        }

        return true;
    }

    private static int RightRoute(RandomKey problem, int depth) => problem.With("route").With(depth).Open().NextInt(Routes);
}
