using HeavySim.Simulation;

namespace HeavySim.Orchestrator.Tests;

public sealed class TreeSolverTests
{
    private static readonly TreeOptions Shape = new() { Breadth = 4, Depth = 2, Beam = 2 };

    [Fact]
    public void Solve_BeamSearch_GoesOnFromTheBestOnly()
    {
        var (solution, _) = Grow(
            Shape, time => new ScriptedTree(time) { Value = static text => text[^1] switch { 'b' => .9, 'd' => .8, _ => .1 } });

        Assert.Equal(
            ["", "1", "1.1", "1.3", "3"], solution.Tree.Where(static n => n.State != NodeState.Left).Select(static n => n.Path)
                .Order(StringComparer.Ordinal));
        Assert.Equal(["bb", "bd"], solution.Attempts.Select(static a => a.Answer?.Text).Order(StringComparer.Ordinal));
        Assert.Equal(1 + 4 + 8, solution.Tree.Count);
        Assert.Equal(.9, solution.Attempts.Single(static a => a.Answer?.Text == "bb").Confidence!.Value, 9);
    }

    [Fact]
    public void Solve_BestFirst_ComesBackToANodeThatBeamSearchLeaves()
    {
        // c looks worse than a and b, but what lies behind those is worthless.
        static double? Value(string text) => text switch { "a" => .9, "b" => .8, "c" => .7, _ when text[0] == 'c' => .6, _ => .0 };

        var (beam, _) = Grow(Shape with { Breadth = 3 }, time => new ScriptedTree(time) { Value = Value });
        var (best, _) = Grow(Shape with { Breadth = 3, IsBestFirst = true }, time => new ScriptedTree(time) { Value = Value });

        Assert.DoesNotContain(beam.Attempts, static a => a.Answer?.Text[0] == 'c');
        Assert.Contains(best.Attempts, static a => a.Answer?.Text[0] == 'c');
    }

    [Fact]
    public void Solve_BestFirst_EndsThoughNoWayIsDeepEnough()
    {
        // Every node is as good as any other: breadth before depth for ever.
        var (solution, tree) = Grow(
            new TreeOptions { Breadth = 2, Depth = 16, Beam = 1, IsBestFirst = true }, static time =>
                new ScriptedTree(time) { Steps = static _ => ["a", "b"], Value = static t => 1.0 / t.Length });

        Assert.Single(solution.Attempts);
        Assert.InRange(tree.Calls, 1, 200);
    }

    [Theory]
    [InlineData(32, 64, 32)]
    [InlineData(8, 64, 8)]
    [InlineData(32, 5, 5)]
    [InlineData(1, 64, 1)]
    public void Solve_WideTree_InFlightStaysWithinAgentsAndSlots(int agents, int slots, int expected)
    {
        var (_, tree) = Grow(
            new TreeOptions { Breadth = 32, Depth = 3, Beam = 32 }, static time =>
                new ScriptedTree(time) { Steps = static _ => [.. Enumerable.Range(0, 32).Select(static i => $"s{i}")] }, agents, slots);

        Assert.Equal(expected, tree.MostInFlight);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20)]
    public void Solve_CallBudget_IsNeverPassed(int calls)
    {
        var (solution, tree) = Grow(
            Shape with { Beam = 4, Depth = 3 }, static time =>
                new ScriptedTree(time), options: Solve.Options with { Budget = new SpendingLimits { Calls = calls } });

        Assert.Equal(calls, tree.Calls);
        Assert.Equal(calls, solution.Usage.Calls);
        Assert.Equal(Budgets.StoppedByProblem, solution.Stopped);
    }

    [Fact]
    public void Solve_Usage_CountsEveryCallOnce()
    {
        var (solution, tree) = Grow(Shape, static time => new ScriptedTree(time));

        var proposals = solution.Tree.Count(static n => n.Agent is not null);
        Assert.Equal(tree.Calls, solution.Usage.Calls);
        Assert.Equal((10 * proposals) + solution.Tree.Count - 1, solution.Usage.OutputTokens);
    }

    [Fact]
    public void Solve_AnswerBeforeTheDepth_IsALeaf()
    {
        var (solution, _) = Grow(
            Shape with { Depth = 9 }, static time =>
                new ScriptedTree(time) { Steps = static partial => partial.Steps.Count == 1 ? [] : ["a", "b"] });

        Assert.Equal(["a", "b"], solution.Attempts.Select(static a => a.Answer?.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Solve_OneWayFails_TheOtherIsChosenAndTheFailureNamed()
    {
        var (solution, _) = Grow(Shape with { Depth = 1 }, static time => new ScriptedTree(time)
        {
            Value = static text => text is "a" or "b" ? .9 : .1,
            End = static text => text == "a"
                ? new Outcome.Failed(FailureCause.Server, "down")
                : new Outcome.Answered(new Answer(text, text, AnswerSource.Given)),
        });

        Assert.Equal("b", solution.Selection.Answer?.Text);
        Assert.Contains("down", Assert.Single(solution.Missing).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Solve_WrongKey_ThrowsOneClearMessage() =>
        Assert.Throws<HeavySimException>(() => Grow(Shape, static time => new ScriptedTree(time)
    {
        Steps = static _ => [],
        End = static _ => new Outcome.Failed(FailureCause.Unauthorized, "no"),
    }));

    [Fact]
    public void Solve_Deadline_EndsWithWhatThereIs()
    {
        var (solution, tree) = Grow(
            Shape, static time => new ScriptedTree(time), options: Solve.Options with { Deadline = TimeSpan.FromSeconds(2.5) });

        Assert.Equal("deadline", solution.Stopped);
        Assert.Null(solution.Selection.Answer);
        Assert.Equal(TimeSpan.FromSeconds(2.5), solution.Elapsed);
        Assert.Equal(0, tree.InFlight);
    }

    [Fact]
    public void Solve_ReaderLeaves_NothingRunsOn() => VirtualWorld.Run(async time =>
    {
        var tree = new ScriptedTree(time);
        var solver = new TreeSolver(
            new StepGrowth(tree.Agents(4), tree.Valuer, Shape, Solve.Options), Solve.Options, new CallSlots(32), time);

        await foreach (var happened in solver.SolveAsync(new SolveRequest(Solve.Problem, []), CancellationToken.None))
        {
            if (happened is SolveEvent.Grown)
                break;
        }

        Assert.Equal(0, tree.InFlight);
        return true;
    });

    [Fact]
    public void Solve_ManyAgents_SameTreeAsWithOne()
    {
        var (one, _) = Grow(Shape, static time => new ScriptedTree(time), agents: 1);
        var (many, _) = Grow(Shape, static time => new ScriptedTree(time), agents: 32);

        Assert.Equal(one.Tree.Select(static n => (n.Path, n.Step, n.State)), many.Tree.Select(static n => (n.Path, n.Step, n.State)));
        Assert.True(many.Elapsed < one.Elapsed);
    }

    [Theory]
    [InlineData("breadth=5,depth=2,beam=1", 5, 2, 1, false)]
    [InlineData("best-first", 4, 3, 2, true)]
    [InlineData("beam=32, best-first", 4, 3, 32, true)]
    [InlineData("default", 4, 3, 2, false)]
    public void Parse_Shape_IsReadAndWrittenBack(string text, int breadth, int depth, int beam, bool isBestFirst)
    {
        var shape = TreeOptions.Parse(text);

        Assert.Equal(new TreeOptions { Breadth = breadth, Depth = depth, Beam = beam, IsBestFirst = isBestFirst }, shape);
        Assert.Equal(shape, TreeOptions.Parse(shape.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("breadth=0")]
    [InlineData("depth=17")]
    [InlineData("beam=33")]
    [InlineData("width=3")]
    [InlineData("breadth=4;depth=2")]
    public void Parse_WrongShape_SaysWhatItIs(string text) =>
        Assert.Contains("breadth=1..32", Assert.Throws<HeavySimException>(() => TreeOptions.Parse(text)).Message, StringComparison.Ordinal);

    private static (Solution Solution, ScriptedTree Tree) Grow(
        TreeOptions shape, Func<TimeProvider, ScriptedTree> script, int agents = 8, int slots = 32, SolveOptions? options = null) =>
        VirtualWorld.Run(async time =>
        {
            var tree = script(time);
            var growth = new StepGrowth(tree.Agents(agents), tree.Valuer, shape, options ?? Solve.Options);
            var solver = new TreeSolver(growth, options ?? Solve.Options, new CallSlots(slots), time);
            Solution? solution = null;
            await foreach (var happened in solver.SolveAsync(new SolveRequest(Solve.Problem, []), CancellationToken.None))
                solution = (happened as SolveEvent.Solved)?.Solution;

            return (solution!, tree);
        });
}
