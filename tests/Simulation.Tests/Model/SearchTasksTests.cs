namespace HeavySim.Simulation.Tests;

public sealed class SearchTasksTests
{
    private static readonly PlainAnswers Engine = new();

    [Fact]
    public void Propose_ChainOfSingleSteps_IsRightAsOftenAsASolution()
    {
        var problems = Worlds.Sums(2000);
        var model = Worlds.Model(Worlds.Flat(0.2) with { Searching = new Searching { Depth = 3, Proposals = 1 } }, problems);

        var right = problems.Average(p => IsRight(p, Walk(model, p, breadth: 1)) ? 1.0 : 0);

        Assert.Equal(0.2, right, 0.035);
    }

    [Fact]
    public void ProposeAndValue_TreeOfSteps_BeatsTheChainByWhatTheParametersImply()
    {
        var problems = Worlds.Sums(1000);
        var model = Worlds.Model(Worlds.Flat(0.064) with
        {
            Searching = new Searching { Depth = 3, Proposals = 5, TruePositive = 0.95, FalsePositive = 0.05 },
        }, problems);

        var right = problems.Average(p => IsRight(p, Walk(model, p, breadth: 1)) ? 1.0 : 0);

        // A step is right with probability .4: one of five is with .922, so a perfect valuation would give .922³ = .785.
        Assert.InRange(right, 0.5, 0.785 + 0.04);
    }

    [Fact]
    public void Finish_FromNothing_IsRightAsOftenAsASolution()
    {
        var problems = Worlds.Sums(2000);
        var model = Worlds.Model(Worlds.Flat(0.3) with { Searching = new Searching { Depth = 3 } }, problems);

        var right = problems.Average(p => IsRight(p, Worlds.Reply(model, ModelTask.Finish, Worlds.Quote(p, ("partial", "")))) ? 1.0 : 0);

        Assert.Equal(0.3, right, 0.035);
    }

    [Fact]
    public void Value_PerfectJudge_TellsSoundFromUnsound()
    {
        var problem = Worlds.Sums(1)[0];
        var profile = Worlds.Flat(1) with { Searching = new Searching { Proposals = 1, TruePositive = 1, FalsePositive = 0 } };
        var model = Worlds.Model(profile, [problem]);
        var sound = Steps(Worlds.Reply(model, ModelTask.Propose, Worlds.Quote(problem, ("partial", "")))).Single();

        var right = Worlds.Reply(model, ModelTask.Value, Worlds.Quote(problem, ("partial", sound)));
        var wrong = Worlds.Reply(model, ModelTask.Value, Worlds.Quote(problem, ("partial", "Step 1: follow route 998.")));

        Assert.Contains("Judgement: sure", right, StringComparison.Ordinal);
        Assert.Contains("Judgement: impossible", wrong, StringComparison.Ordinal);
    }

    /// <summary>Depth by depth: proposes from the best states, values what comes, keeps the best.</summary>
    private static string Walk(SimulatedModel model, Problem problem, int breadth)
    {
        List<string> frontier = [""];
        for (var depth = 0; ; depth++)
        {
            List<(string State, double Value)> next = [];
            foreach (var state in frontier)
            {
                var reply = Worlds.Reply(model, ModelTask.Propose, Worlds.Quote(problem, ("partial", state)), depth);
                if (Engine.Extract(problem, reply) is not null)
                    return reply;

                foreach (var step in Steps(reply))
                {
                    var longer = state.Length == 0 ? step : $"{state}\n{step}";
                    var value = Worlds.Reply(model, ModelTask.Value, Worlds.Quote(problem, ("partial", longer)), depth);
                    next.Add((longer, double.Parse(
                        value.Split("Value: ")[1].Split('\n')[0], System.Globalization.CultureInfo.InvariantCulture)));
                }
            }

            frontier = [.. next.OrderByDescending(n => n.Value).Take(breadth).Select(n => n.State)];
        }
    }

    private static IEnumerable<string> Steps(string reply) =>
        reply.Split('\n').Where(l => l.StartsWith("Next: ", StringComparison.Ordinal)).Select(l => l["Next: ".Length..]);

    private static bool IsRight(Problem problem, string text) => Engine.Grade(problem, Engine.Extract(problem, text)) == Grade.Correct;
}
