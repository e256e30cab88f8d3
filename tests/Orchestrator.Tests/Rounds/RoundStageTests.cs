namespace HeavySim.Orchestrator.Tests.Rounds;

public sealed class RoundStageTests
{
    [Fact]
    public void SolveAsync_Shrink_EachRoundSeesTheOneBeforeAndTheLastOneVotes()
    {
        var (agents, events, solution) = Run("shrink:4,2,1", 4, static (task, agent) => $"{task.Sample}");

        Assert.Equal(
            [(0, 0), (1, 0), (2, 0), (3, 0), (0, 1), (1, 1), (0, 2)],
            solution.Attempts.Select(static a => (a.Agent.Index, a.Round)));
        Assert.All(solution.Attempts, static a => Assert.Equal(a.Round, a.Sample));
        Assert.Null(agents[0].Assignments[0].Earlier);
        Assert.Equal(
            ["by 0 in 0: 0", "by 1 in 0: 0", "by 2 in 0: 0", "by 3 in 0: 0"],
            agents[1].Assignments[1].Earlier!.Texts.Order(StringComparer.Ordinal));
        Assert.Equal(["by 0 in 1: 1", "by 1 in 1: 1"], agents[0].Assignments[2].Earlier!.Texts.Order(StringComparer.Ordinal));
        Assert.Equal(EarlierForm.Conclusions, agents[0].Assignments[2].Earlier!.Form);
        Assert.Equal(("2", 1), (solution.Selection.Answer?.Key, solution.Ballot.Votes));
        Assert.Equal((7, 70L), (solution.Usage.Calls, solution.Usage.OutputTokens));
        Assert.Equal([(1, 2), (2, 1)], events.OfType<SolveEvent.RoundStarted>().Select(static r => (r.Round, r.Attempts)));
        Assert.Equal(Solve.Seconds(3), solution.Elapsed);
    }

    [Fact]
    public void SolveAsync_Rsa_EachAttemptSeesKOfThePopulation()
    {
        var (agents, _, solution) = Run("rsa:n=5,k=2,steps=3", 5, static (task, agent) => task.Earlier is null ? $"{agent}" : "right");

        Assert.Equal(15, solution.Attempts.Count);
        Assert.All(agents.SelectMany(static a => a.Assignments.Skip(1)), static a => Assert.Equal(2, a.Earlier!.Texts.Distinct().Count()));
        Assert.Equal((5, "right"), (solution.Ballot.LeaderVotes, solution.Selection.Answer?.Key));
    }

    [Fact]
    public void SolveAsync_MoreAgentsThanThePlan_TheOthersAreNotGoneOnWith()
    {
        var (agents, _, solution) = Run("reflect:3", 6, static (_, agent) => $"{agent}");

        Assert.Equal(7, solution.Attempts.Count);
        Assert.Equal(
            ["by 0 in 0: 0", "by 1 in 0: 1", "by 2 in 0: 2"], agents[0].Assignments[1].Earlier!.Texts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SolveAsync_LastRoundSilent_TheRoundBeforeVotes()
    {
        var (_, _, solution) = Run("shrink:3,2,1", 3, static (task, _) => task.Sample == 2 ? null : $"{task.Sample}");

        Assert.Equal(("1", 2), (solution.Selection.Answer?.Key, solution.Ballot.Votes));
        Assert.Empty(solution.Missing);
        Assert.Equal(6, solution.Attempts.Count);
    }

    [Fact]
    public void SolveAsync_NobodyAnswers_NoFurtherRoundBegins()
    {
        var (_, events, solution) = Run("shrink:3,2,1", 3, static (_, _) => null);

        Assert.Equal((3, 3), (solution.Attempts.Count, solution.Missing.Count));
        Assert.Empty(events.OfType<SolveEvent.RoundStarted>());
    }

    [Fact]
    public void SolveAsync_RecordedRounds_OnlyTheRestIsAskedAndOfTheSame()
    {
        var (before, _, whole) = Run("rsa:n=4,k=2,steps=3", 4, static (task, agent) => $"{agent}.{task.Sample}");
        var recorded = whole.Attempts.Where(static a => a.Round == 0 || a is { Round: 1, Agent.Index: < 2 }).ToList();

        var (after, _, solution) = Run("rsa:n=4,k=2,steps=3", 4, static (task, agent) => $"{agent}.{task.Sample}", recorded: recorded);

        Assert.Equal([1, 1, 2, 2], after.Select(static a => a.Assignments.Count));
        Assert.Equal(before[3].Assignments[1].Earlier!.Texts, after[3].Assignments[0].Earlier!.Texts);
        Assert.Equal(before[0].Assignments[2].Earlier!.Texts, after[0].Assignments[0].Earlier!.Texts);
        Assert.Equal(
            whole.Attempts.Select(static a => (a.Agent.Index, a.Round, a.Answer?.Key)),
            solution.Attempts.Select(static a => (a.Agent.Index, a.Round, a.Answer?.Key)));
    }

    [Fact]
    public void SolveAsync_BudgetUsedUpInARound_TheLastAnsweredOneVotes()
    {
        var (_, _, solution) = Run(
            "shrink:4,2,1", 4, static (task, _) => $"{task.Sample}",
            Solve.Options with { Budget = new SpendingLimits { Calls = 5 } }, slots: 1);

        // The cap is reached with the first attempt of the second round.
        Assert.Equal(("budget", "1"), (solution.Stopped, solution.Selection.Answer?.Key));
        Assert.Equal(5, solution.Usage.Calls);
        Assert.IsType<Outcome.OverBudget>(solution.Attempts[5].Outcome);
    }

    [Fact]
    public void SolveAsync_Deadline_IsOfTheWholeSolve()
    {
        var (_, _, solution) = Run(
            "shrink:4,2,1", 4, static (task, _) => $"{task.Sample}", Solve.Options with { Deadline = Solve.Seconds(1.5) });

        Assert.Equal(("deadline", "0", Solve.Seconds(1.5)), (solution.Stopped, solution.Selection.Answer?.Key, solution.Elapsed));
        Assert.All(
            solution.Attempts.Where(static a => a.Round == 1),
            static a => Assert.Equal(new Outcome.TimedOut("solve", Solve.Seconds(1.5)), a.Outcome));
        Assert.DoesNotContain(solution.Attempts, static a => a.Round == 2);
    }

    [Fact]
    public void SolveAsync_Quorum_EndsARoundAndNotTheSolve()
    {
        var options = Solve.Options with { Quorum = new QuorumOptions { Share = .5, GraceFactor = 1, MinimumGrace = TimeSpan.Zero } };

        var (_, _, solution) = Run(
            "shrink:2,2", 2, static (task, _) => $"{task.Sample}", options, seconds: static agent => agent == 0 ? 1 : 100);

        // Each round waits one second for the first and one for the straggler.
        Assert.Equal((Solve.Seconds(4), "1", "quorum"), (solution.Elapsed, solution.Selection.Answer?.Key, solution.Stopped));
        Assert.Equal([new Outcome.TimedOut("quorum", Solve.Seconds(2))], solution.Attempts.Skip(3).Select(static a => a.Outcome));
    }

    [Fact]
    public void EnsembleSolver_FewerAgentsThanThePlan_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Run("reflect:3", 2, static (_, _) => "1"));

    private static (IReadOnlyList<LearningAgent> Agents, IReadOnlyList<SolveEvent> Events, Solution Solution) Run(
        string plan, int agents, Func<Assignment, int, string?> answer, SolveOptions? options = null, int slots = 32,
        IReadOnlyList<Attempt>? recorded = null, Func<int, double>? seconds = null)
    {
        LearningAgent[] roster = [];
        var (events, solution) = Solve.InVirtualTime(
            (options ?? Solve.Options) with { Plan = RoundPlanCatalog.Parse(plan) },
            time => roster =
                [.. Enumerable.Range(0, agents).Select(i => new LearningAgent(i, time, answer, seconds?.Invoke(i) ?? 1))],
            slots, recorded);
        return (roster, events, solution);
    }
}
