using HeavySim.Simulation;

namespace HeavySim.Orchestrator.Tests;

public sealed class AdaptiveTreeTests
{
    [Fact]
    public void Solve_Calls_AreMadeAndValuedAndChosenAmong()
    {
        var (solution, world) = Grow(new AdaptiveOptions { Calls = 12 }, static time => new ScriptedAnswers(time));

        Assert.Equal(12, solution.Attempts.Count);
        Assert.Equal(13, solution.Tree.Count);
        Assert.Equal(24, world.Calls);
        Assert.Equal(24, solution.Usage.Calls);
        Assert.NotNull(solution.Selection.Answer);
        Assert.Equal(12, solution.Attempts.Select(static a => (a.Agent.Index, a.Sample)).Distinct().Count());
        Assert.All(solution.Attempts, static a => Assert.Equal(.5, a.Confidence));
        Assert.All(solution.Tree.Skip(1), static n => Assert.NotNull(n.Model));
    }

    [Fact]
    public void Solve_OneGoodAnswer_IsGoneOnFrom()
    {
        // Fresh answers are poor; whoever sees a draft does well.
        var (solution, _) = Grow(
            new AdaptiveOptions { Calls = 60 },
            static time => new ScriptedAnswers(time) { Value = static (_, draft) => draft is null ? .05 : .95 });

        Assert.True(solution.Tree.Count(static n => n.Depth > 1) > 40);
        var paths = solution.Tree.Select(static n => n.Path).ToHashSet(StringComparer.Ordinal);
        Assert.All(solution.Tree.Skip(1), n => Assert.Contains(n.Depth == 1 ? "" : n.Path[..n.Path.LastIndexOf('.')], paths));
    }

    [Fact]
    public void Solve_GoingOnIsWorthless_StaysWide()
    {
        var (solution, _) = Grow(
            new AdaptiveOptions { Calls = 60 },
            static time => new ScriptedAnswers(time) { Value = static (_, draft) => draft is null ? .95 : .05 });

        Assert.True(solution.Tree.Count(static n => n.Depth == 1) > 40);
    }

    [Theory]
    [InlineData("gaussian")]
    [InlineData("beta")]
    public void Solve_TwoModels_TheBetterOneIsAskedMore(string prior)
    {
        var (solution, _) = Grow(
            (AdaptiveOptions)TreeShape.Parse($"ab:calls=100,prior={prior}"),
            static time => new ScriptedAnswers(time) { Models = 2, Value = static (agent, _) => agent % 2 == 0 ? .8 : .2 });

        var arms = SearchArm.Of(solution.Tree);
        Assert.Equal("model-0", arms[0].Model);
        Assert.True(arms[0].Fresh + arms[0].Improved > 70);
        Assert.Equal(100, arms.Sum(static a => a.Fresh + a.Improved));
        Assert.Equal(.8, arms[0].MeanValue!.Value, 9);
    }

    [Theory]
    [InlineData(8, 5, 5)]
    [InlineData(3, 5, 3)]
    [InlineData(1, 5, 1)]
    public void Solve_Batch_IsAtMostTheAgents(int agents, int batch, int expected)
    {
        var (_, world) = Grow(new AdaptiveOptions { Calls = 11, Batch = batch }, static time => new ScriptedAnswers(time), agents);

        Assert.Equal(expected, world.MostInFlight);
    }

    [Fact]
    public void Solve_OtherLatencies_GrowTheSameTree()
    {
        Assert.Equal(Paths(static i => i + 1), Paths(static i => 9 - i));

        static List<string> Paths(Func<int, double> seconds) =>
        [
            .. Grow(
                new AdaptiveOptions { Calls = 40 },
                time => new ScriptedAnswers(time)
                {
                    Seconds = seconds, Models = 3, Value = static (agent, draft) => draft is null ? .4 : .1 * agent,
                })
                .Solution.Tree.Select(static n => $"{n.Path} {n.Agent} {n.Value}"),
        ];
    }

    [Fact]
    public void Solve_FailuresAndAbstentions_AreNodesWithoutAnswer()
    {
        var (solution, _) = Grow(new AdaptiveOptions { Calls = 20 }, static time => new ScriptedAnswers(time)
        {
            End = static (agent, _) => agent switch
            {
                0 => new Outcome.Failed(FailureCause.Server, "down"),
                1 => new Outcome.Abstained("no idea"),
                _ => null,
            },
        });

        var ended = solution.Tree.Where(static n => n.State == NodeState.Ended).ToList();
        Assert.Contains(ended, static n => n.End == "no idea");
        Assert.Contains(ended, static n => n.End!.Contains("down", StringComparison.Ordinal));
        Assert.All(ended, n => Assert.DoesNotContain(solution.Tree, c => c.Path.StartsWith(n.Path + ".", StringComparison.Ordinal)));
        Assert.NotNull(solution.Selection.Answer);
    }

    [Fact]
    public void Solve_NobodyCanValue_StillAnswers()
    {
        var (solution, _) = Grow(
            new AdaptiveOptions { Calls = 10 }, static time => new ScriptedAnswers(time) { Value = static (_, _) => null });

        Assert.Equal(10, solution.Attempts.Count);
        Assert.All(solution.Tree.Skip(1), static n => Assert.Equal(1, n.Depth));
        Assert.NotNull(solution.Selection.Answer);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Solve_CallBudget_IsNeverPassed(int calls)
    {
        var options = Solve.Options with { Budget = new SpendingLimits { Calls = calls } };

        var (solution, world) = Grow(new AdaptiveOptions { Calls = 500 }, static time => new ScriptedAnswers(time), options: options);

        Assert.Equal(calls, world.Calls);
        Assert.Equal(calls, solution.Usage.Calls);
        Assert.InRange(solution.Tree.Count, 2, 12);
        Assert.Equal(Budgets.StoppedByProblem, solution.Stopped);
    }

    [Fact]
    public void Solve_Deadline_EndsWithWhatThereIs()
    {
        var options = Solve.Options with { Deadline = TimeSpan.FromSeconds(4.5) };

        var (solution, _) = Grow(new AdaptiveOptions { Calls = 500 }, static time => new ScriptedAnswers(time), options: options);

        Assert.Equal("deadline", solution.Stopped);
        Assert.Equal(TimeSpan.FromSeconds(4.5), solution.Elapsed);
        Assert.NotNull(solution.Selection.Answer);
    }

    [Fact]
    public void Solve_WrongKey_ThrowsOneClearMessage() => Assert.Throws<HeavySimException>(() => Grow(
        new AdaptiveOptions(),
        static time => new ScriptedAnswers(time) { End = static (_, _) => new Outcome.Failed(FailureCause.Unauthorized, "no") }));

    [Theory]
    [InlineData("ab", 32, 5)]
    [InlineData("ab:calls=8", 8, 5)]
    [InlineData("ab:batch=2, calls=512,prior=beta", 512, 2)]
    public void Parse_Adaptive_IsReadAndWrittenBack(string text, int calls, int batch)
    {
        var shape = Assert.IsType<AdaptiveOptions>(TreeShape.Parse(text));

        Assert.Equal((calls, batch), (shape.Calls, shape.Batch));
        Assert.Equal(shape, TreeShape.Parse(shape.ToString()));
    }

    [Theory]
    [InlineData("ab:")]
    [InlineData("ab:calls=0")]
    [InlineData("ab:calls=513")]
    [InlineData("ab:prior=normal")]
    [InlineData("ab:breadth=2")]
    public void Parse_Wrong_SaysWhatIsRight(string text) => Assert.Contains(
        "ab:calls=1..512", Assert.Throws<HeavySimException>(() => TreeShape.Parse(text)).Message, StringComparison.Ordinal);

    private static (Solution Solution, ScriptedAnswers World) Grow(
        AdaptiveOptions shape, Func<TimeProvider, ScriptedAnswers> script, int agents = 6, SolveOptions? options = null) =>
        VirtualWorld.Run(async time =>
        {
            var world = script(time);
            var growth = new AdaptiveGrowth(world.Agents(agents), world, shape, options ?? Solve.Options);
            var solver = new TreeSolver(growth, options ?? Solve.Options, new CallSlots(32), time);
            Solution? solution = null;
            await foreach (var happened in solver.SolveAsync(new SolveRequest(Solve.Problem, []), CancellationToken.None))
                solution = (happened as SolveEvent.Solved)?.Solution;

            return (solution!, world);
        });
}
