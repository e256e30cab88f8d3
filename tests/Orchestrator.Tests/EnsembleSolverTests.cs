using HeavySim.Simulation;

namespace HeavySim.Orchestrator.Tests;

public sealed class EnsembleSolverTests
{
    [Fact]
    public void SolveAsync_AllAnswer_MajorityWins()
    {
        var (events, solution) = Solve.InVirtualTime(Solve.Options, Solve.Answers("4", "5", "4"));

        Assert.Equal("4", solution.Selection.Answer?.Key);
        Assert.Equal(2.0 / 3, solution.Selection.Confidence.GetValueOrDefault(), 12);
        Assert.Equal(Solve.Seconds(3), solution.Elapsed);
        Assert.Equal(
            (3, 30L, 60L, 0.03m), (solution.Usage.Calls, solution.Usage.InputTokens, solution.Usage.OutputTokens, solution.Usage.Cost));
        Assert.Empty(solution.Missing);
        Assert.IsType<SolveEvent.Started>(events[0]);
        Assert.Equal(3, events.OfType<SolveEvent.AttemptStarted>().Count());
        Assert.Equal(3, events.OfType<SolveEvent.Voted>().Count());
    }

    [Fact]
    public void SolveAsync_AgentThrows_OthersAreNotSunk()
    {
        var (_, solution) = Solve.InVirtualTime(Solve.Options, time =>
        [
            new ScriptedAgent(0, time, "4", Solve.Seconds(1)),
            new ScriptedAgent(1, time, "4", Solve.Seconds(1)) { Throws = new InvalidOperationException("secret") },
            new ScriptedAgent(2, time, answer: null, Solve.Seconds(1)),
        ]);

        Assert.Equal("4", solution.Selection.Answer?.Key);
        Assert.Equal([1, 2], solution.Missing.Select(static m => m.Agent));
        Assert.Equal("failed: Internal: InvalidOperationException", solution.Missing[0].Cause);
        Assert.Equal("abstained: nothing", solution.Missing[1].Cause);
    }

    [Fact]
    public void SolveAsync_NobodyAnswers_SolutionSaysWhatIsMissing()
    {
        var (_, solution) = Solve.InVirtualTime(Solve.Options, Solve.Answers(null, null));

        Assert.Null(solution.Selection.Answer);
        Assert.Null(solution.Selection.Confidence);
        Assert.Equal(2, solution.Missing.Count);
    }

    [Fact]
    public void SolveAsync_SlowAgent_AttemptDeadlineBecomesItsOutcome()
    {
        var (_, solution) = Solve.InVirtualTime(Solve.Options with { AttemptDeadline = Solve.Seconds(10) }, time =>
        [
            new ScriptedAgent(0, time, "4", Solve.Seconds(1)),
            new ScriptedAgent(1, time, "5", Solve.Seconds(1000)),
        ]);

        Assert.Equal(Solve.Seconds(10), solution.Elapsed);
        Assert.Equal(new Outcome.TimedOut("attempt", Solve.Seconds(10)), solution.Attempts[1].Outcome);
        Assert.Equal(
            (1, 7L, true), (
                solution.Attempts[1].Usage.Calls, solution.Attempts[1].Usage.OutputTokens, solution.Attempts[1].Usage.IsEstimated));
        Assert.Null(solution.Stopped);
    }

    [Fact]
    public void SolveAsync_Deadline_EndsWithWhatIsIn()
    {
        var (events, solution) = Solve.InVirtualTime(
            Solve.Options with { Deadline = Solve.Seconds(2.5) }, Solve.Answers("4", "4", "5", "5", "5"));

        Assert.Equal("4", solution.Selection.Answer?.Key);
        Assert.Equal("deadline", solution.Stopped);
        Assert.Equal(Solve.Seconds(2.5), solution.Elapsed);
        Assert.Equal(new Outcome.TimedOut("solve", Solve.Seconds(2.5)), solution.Attempts[4].Outcome);
        Assert.Equal("deadline", Assert.Single(events.OfType<SolveEvent.Stopped>()).Reason);
    }

    [Fact]
    public void SolveAsync_WaitForFirstSlot_IsNotTheDeadlinesTime()
    {
        var elapsed = VirtualWorld.Run(async time =>
        {
            var slots = new CallSlots(1);
            var solver = new EnsembleSolver(Solve.Answers("4")(time), Solve.Options with { Deadline = Solve.Seconds(1.5) }, slots, time);
            var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => LastAsync(solver, i)));
            return all;
        });

        Assert.All(elapsed, static solution => Assert.Null(solution.Stopped));
        Assert.All(elapsed, static solution => Assert.Equal(Solve.Seconds(1), solution.Elapsed));
    }

    [Fact]
    public void SolveAsync_Quorum_StragglersGetAsLongAgain()
    {
        var options = Solve.Options with { Quorum = new QuorumOptions { Share = 0.75, GraceFactor = 1, MinimumGrace = TimeSpan.Zero } };

        var (_, solution) = Solve.InVirtualTime(options, time =>
        [
            .. Solve.Answers("4", "4", "5")(time),
            new ScriptedAgent(3, time, "5", Solve.Seconds(3600)),
        ]);

        Assert.Equal(Solve.Seconds(6), solution.Elapsed);
        Assert.Equal("quorum", solution.Stopped);
        Assert.Equal(new Outcome.TimedOut("quorum", Solve.Seconds(6)), solution.Attempts[3].Outcome);
    }

    [Fact]
    public void SolveAsync_LeadRule_CancelsAndAwaitsTheRest()
    {
        ScriptedAgent[] agents = [];

        var (events, solution) = Solve.InVirtualTime(Solve.Options with { Stop = StopRuleCatalog.Parse("lead") }, time =>
            agents = [.. Enumerable.Range(0, 7).Select(i => new ScriptedAgent(i, time, i == 1 ? "5" : "4", Solve.Seconds(i + 1)))]);

        // After five: 4 votes to 1 with two still out; no outcome of those can change the winner.
        Assert.Equal("lead", solution.Stopped);
        Assert.Equal(Solve.Seconds(5), solution.Elapsed);
        Assert.All(agents, static agent => Assert.Equal(0, agent.InFlight));
        Assert.Equal(new Outcome.Cancelled("stop rule lead"), solution.Attempts[6].Outcome);
        Assert.Single(events.OfType<SolveEvent.Stopped>());
    }

    [Fact]
    public void SolveAsync_LeadRule_NeverChangesTheWinnerOfTheFullVote()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = RandomKey.Of(seed).Open();
            var size = 1 + random.NextInt(32);
            var answers = new string?[size];
            for (var i = 0; i < size; i++)
                answers[i] = random.NextInt(6) == 0 ? null : "abc"[random.NextInt(3)].ToString();

            var full = Solve.InVirtualTime(Solve.Options, Solve.Answers(answers)).Solution;
            var curtailed = Solve.InVirtualTime(Solve.Options with { Stop = StopRuleCatalog.Parse("lead") }, Solve.Answers(answers))
                .Solution;

            Assert.Equal(full.Selection.Answer?.Key, curtailed.Selection.Answer?.Key);
        }
    }

    [Fact]
    public void SolveAsync_WrongKey_StopsWithOneClearMessage()
    {
        var error = Assert.Throws<HeavySimException>(() => Solve.InVirtualTime(Solve.Options, time =>
        [
            new ScriptedAgent(0, time, "4", Solve.Seconds(100)),
            new ScriptedAgent(1, time, "4", Solve.Seconds(1)) { Outcome = new Outcome.Failed(FailureCause.Unauthorized, "bad key") },
        ]));

        Assert.Contains("'test' refuses the key (bad key)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SolveAsync_Recorded_AreCountedAndNotAskedAgain()
    {
        ScriptedAgent[] agents = [];
        var recorded = new Attempt
        {
            ProblemId = "p",
            Agent = new AgentCard(1, "scripted", "test", "none", Temperature: null),
            Outcome = new Outcome.Answered(new Answer("5", "5", AnswerSource.Given)),
        };

        var (events, solution) = Solve.InVirtualTime(
            Solve.Options,
            time => agents = [.. Enumerable.Range(0, 3).Select(i => new ScriptedAgent(i, time, "4", Solve.Seconds(1)))],
            recorded: [recorded]);

        Assert.Equal([1, 0, 1], agents.Select(static a => a.Calls));
        Assert.Equal("5", solution.Attempts[1].Answer?.Key);
        Assert.Equal(3, solution.Ballot.Votes);
        Assert.Equal(2, events.OfType<SolveEvent.AttemptEnded>().Count());
    }

    [Theory]
    [InlineData("all", 3)]
    [InlineData("one", 6)]
    [InlineData("2,1", 5)]
    public void SolveAsync_Waves_EachBeginsWhenTheLastHasEnded(string waves, double seconds)
    {
        var (_, solution) = Solve.InVirtualTime(Solve.Options with { Waves = Waves.Parse(waves) }, Solve.Answers("4", "4", "4"));

        Assert.Equal(Solve.Seconds(seconds), solution.Elapsed);
    }

    [Fact]
    public void SolveAsync_WavesAndStop_TheRestNeverBegins()
    {
        var (events, solution) = Solve.InVirtualTime(
            Solve.Options with { Waves = Waves.OneByOne, Stop = StopRuleCatalog.Parse("lead") }, Solve.Answers("4", "4", "4", "5", "5"));

        Assert.Equal(3, events.OfType<SolveEvent.AttemptStarted>().Count());
        Assert.Equal(0, solution.Attempts[4].Usage.Calls);
        Assert.Equal("cancelled: not started: lead", solution.Missing[1].Cause);
    }

    [Theory]
    [InlineData("tokens=50", 2)]
    [InlineData("calls=3", 3)]
    [InlineData("cost=0.035", 4)]
    [InlineData("time=2.5", 3)]
    public void SolveAsync_Budget_NothingBeginsAfterTheCap(string budget, int calls)
    {
        var options = Solve.Options with { Budget = SpendingLimits.Parse(budget), Waves = Waves.OneByOne };

        var (_, solution) = Solve.InVirtualTime(options, time =>
            [.. Enumerable.Range(0, 6).Select(i => new ScriptedAgent(i, time, "4", Solve.Seconds(1)))]);

        Assert.Equal(calls, solution.Usage.Calls);
        Assert.Equal("budget", solution.Stopped);
        Assert.Equal("4", solution.Selection.Answer?.Key);
        Assert.Equal(6 - calls, solution.Attempts.Count(static a => a.Outcome is Outcome.OverBudget));
    }

    [Fact]
    public void SolveAsync_RunBudget_IsSharedByItsProblems()
    {
        var spent = VirtualWorld.Run(async time =>
        {
            var run = new Spending(SpendingLimits.Parse("calls=10"), time);
            var agents = Enumerable.Range(0, 8).Select(i => new ScriptedAgent(i, time, "4", Solve.Seconds(1))).ToArray();
            var solver = new EnsembleSolver(agents, Solve.Options with { RunSpending = run }, new CallSlots(4), time);
            await Task.WhenAll(Enumerable.Range(0, 5).Select(i => LastAsync(solver, i)));
            return run.Spent.Calls;
        });

        // Four slots: up to three more were in flight when the tenth call ended.
        Assert.InRange(spent, 10, 13);
    }

    [Fact]
    public void SolveAsync_ManyProblems_CallsInFlightNeverPassTheSlots()
    {
        var most = VirtualWorld.Run(async time =>
        {
            var agents = Enumerable.Range(0, 32).Select(i => new ScriptedAgent(i, time, "4", Solve.Seconds(1 + (i % 3)))).ToArray();
            var solver = new EnsembleSolver(agents, Solve.Options, new CallSlots(5), time);
            var solving = Task.WhenAll(Enumerable.Range(0, 4).Select(i => LastAsync(solver, i)));
            var most = 0;
            while (!solving.IsCompleted)
            {
                most = Math.Max(most, agents.Sum(static a => a.InFlight));
                await Task.Delay(TimeSpan.FromMilliseconds(250), time);
            }

            await solving;
            return most;
        });

        Assert.Equal(5, most);
    }

    [Fact]
    public void SolveAsync_CallerCancels_ThrowsAndLeavesNothingRunning()
    {
        ScriptedAgent[] agents = [];

        VirtualWorld.Run(async time =>
        {
            agents = [.. Enumerable.Range(0, 4).Select(i => new ScriptedAgent(i, time, "4", Solve.Seconds(100)))];
            using var caller = new CancellationTokenSource(Solve.Seconds(1), time);
            var solver = new EnsembleSolver(agents, Solve.Options, new CallSlots(2), time);

            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                await foreach (var _ in solver.SolveAsync(new SolveRequest(Solve.Problem, []), caller.Token))
                {
                }
            });
        });

        Assert.All(agents, static agent => Assert.Equal(0, agent.InFlight));
    }

    [Fact]
    public void SolveAsync_ReaderLeavesEarly_LeavesNothingRunning()
    {
        ScriptedAgent[] agents = [];

        VirtualWorld.Run(async time =>
        {
            agents = [.. Enumerable.Range(0, 4).Select(i => new ScriptedAgent(i, time, "4", Solve.Seconds(100)))];
            var solver = new EnsembleSolver(agents, Solve.Options, new CallSlots(4), time);
            await foreach (var happened in solver.SolveAsync(new SolveRequest(Solve.Problem, []), CancellationToken.None))
            {
                if (happened is SolveEvent.AttemptStarted)
                    break;
            }
        });

        Assert.All(agents, static agent => Assert.Equal(0, agent.InFlight));
    }

    [Fact]
    public void SolveAsync_EndpointAway_IsNobodysTime()
    {
        // Both wait for 60 s from their first second on, and one for 30 s more while the other works.
        var (_, solution) = Solve.InVirtualTime(Solve.Options, static time =>
            [new WaitingAgent(0, time, waits: 60, works: 40), new WaitingAgent(1, time, waits: 90, works: 1)]);

        Assert.Equal([Solve.Seconds(41), Solve.Seconds(2)], solution.Attempts.Select(static a => a.Elapsed));
        Assert.Equal(Solve.Seconds(41), solution.Elapsed);
    }

    private sealed class WaitingAgent(int index, TimeProvider time, double waits, double works) : IAgent
    {
        public AgentCard Card { get; } = new(index, "waiting", "test", "none", Temperature: null);

        public async Task<Attempt> AttemptAsync(
            Assignment assignment, IProgress<AttemptProgress>? progress, CancellationToken cancellationToken)
        {
            await Task.Delay(Solve.Seconds(1), time, cancellationToken);
            using (AttemptScope.Suspend())
                await Task.Delay(Solve.Seconds(waits), time, cancellationToken);
            await Task.Delay(Solve.Seconds(works), time, cancellationToken);
            return new Attempt { ProblemId = assignment.Problem.Id, Agent = Card, Outcome = new Outcome.Abstained("nothing") };
        }
    }

    private static async Task<Solution> LastAsync(EnsembleSolver solver, int number)
    {
        Solution? solution = null;
        var problem = new Problem { Id = $"p{number}", Question = "?" };
        await foreach (var happened in solver.SolveAsync(new SolveRequest(problem, []), CancellationToken.None))
            solution = (happened as SolveEvent.Solved)?.Solution;

        return solution!;
    }
}
