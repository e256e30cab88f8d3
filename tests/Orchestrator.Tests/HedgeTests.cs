using HeavySim.Simulation;

namespace HeavySim.Orchestrator.Tests;

public sealed class HedgeTests
{
    private static readonly SolveOptions Hedged = Solve.Options with { Hedge = new HedgeOptions(.9) };

    [Fact]
    public void Solve_OneAgentLags_SecondTryWinsAndBothArePaid()
    {
        // Nine in 1 s, one in 100 s: the tenth is late as soon as the nine are in; its second try takes 1 s.
        var (solution, agents) = Run(Hedged, count: 10, seconds: static (agent, sample) => agent == 9 && sample == 0 ? 100 : 1);

        Assert.Equal(TimeSpan.FromSeconds(2), solution.Elapsed);
        Assert.Equal("second try", solution.Attempts[9].Answer?.Text);
        Assert.Equal((0, 2), (solution.Attempts[9].Sample, solution.Attempts[9].Usage.Calls));
        // 20 of the try that won, and the 7 that the loser had told of when it was cancelled.
        Assert.Equal(27, solution.Attempts[9].Usage.OutputTokens);
        Assert.Equal(1, agents[9].Cancelled);
        Assert.All(solution.Attempts.Take(9), static a => Assert.Equal(1, a.Usage.Calls));
    }

    [Fact]
    public void Solve_FirstTryIsQuickerAfterAll_ItsAnswerStands()
    {
        var (solution, agents) = Run(Hedged, count: 10, seconds: static (agent, sample) => agent != 9 ? 1 : sample == 0 ? 1.5 : 50);

        Assert.Equal("first try", solution.Attempts[9].Answer?.Text);
        Assert.Equal((TimeSpan.FromSeconds(1.5), 2, 1), (solution.Elapsed, solution.Attempts[9].Usage.Calls, agents[9].Cancelled));
    }

    [Fact]
    public void Solve_QuickAgentsEndFirst_DoNotMakeTheOthersLate()
    {
        var (solution, _) = Run(Hedged, count: 10, seconds: static (agent, _) => agent + 1);

        // When the ninth is in, at 9 s, nine tenths are: only the tenth gets a second try, which its first beats.
        Assert.Equal([9], solution.Attempts.Where(static a => a.Usage.Calls > 1).Select(static a => a.Agent.Index));
    }

    [Fact]
    public void Solve_NoSlotFree_NoSecondTry()
    {
        var (solution, agents) = Run(Hedged, count: 10, slots: 1, seconds: static (agent, sample) => agent == 9 && sample == 0 ? 100 : 1);

        Assert.Equal(TimeSpan.FromSeconds(109), solution.Elapsed);
        Assert.Equal(1, agents[9].Calls);
    }

    [Fact]
    public void Solve_EndedWhileFirstTriesAreWaitedFor_EndsAtOnce()
    {
        var (solution, agents) = Run(Hedged with { Deadline = TimeSpan.FromSeconds(5) }, count: 10, seconds: static (_, _) => 100);

        Assert.Equal(TimeSpan.FromSeconds(5), solution.Elapsed);
        Assert.All(agents, static a => Assert.Equal((1, 1), (a.Calls, a.Cancelled)));
    }

    [Fact]
    public void Solve_WithoutHedge_WaitsForTheLast()
    {
        var (solution, _) = Run(Solve.Options, count: 10, seconds: static (agent, sample) => agent == 9 && sample == 0 ? 100 : 1);

        Assert.Equal(TimeSpan.FromSeconds(100), solution.Elapsed);
    }

    [Fact]
    public void Solve_StopRuleFires_CallsBothTriesOff()
    {
        var (solution, agents) = Run(
            Hedged with { Deadline = TimeSpan.FromSeconds(3) }, count: 10, seconds: static (agent, _) => agent == 9 ? 100 : 1);

        Assert.Equal("deadline", solution.Stopped);
        Assert.Equal((2, 2), (agents[9].Calls, agents[9].Cancelled));
        Assert.Equal(2, solution.Attempts[9].Usage.Calls);
    }

    [Fact]
    public void Solve_SecondTryFails_TheFirstDecides()
    {
        var (solution, _) = Run(
            Hedged, count: 10, seconds: static (agent, sample) => agent == 9 && sample == 0 ? 5 : 1, secondFails: true);

        Assert.Equal(("first try", TimeSpan.FromSeconds(5)), (solution.Attempts[9].Answer?.Text, solution.Elapsed));
    }

    [Fact]
    public void Solve_CallsTakeFractionsOfMilliseconds_WaitsInFewSteps()
    {
        // The tenth begins after the nine and is late 1.0004 s later: when 0.4 ms are left it must wait for them, not ask the time again
        // and again.
        Runner[] agents = [];
        CountedClock? counted = null;
        var solution = VirtualWorld.Run(async time =>
        {
            counted = new CountedClock(time, most: 2_000);
            agents = [.. Enumerable.Range(0, 10).Select(i =>
                new Runner(i, time, static (agent, sample) => agent == 9 && sample == 0 ? 100 : 1.0004, secondFails: false))];
            var solver = new EnsembleSolver(agents, Hedged with { Waves = Waves.Parse("9") }, new CallSlots(32), counted);
            Solution? solved = null;
            await foreach (var happened in solver.SolveAsync(new SolveRequest(Solve.Problem, []), CancellationToken.None))
                solved = (happened as SolveEvent.Solved)?.Solution;

            return solved!;
        });

        Assert.Equal((2, 1), (agents[9].Calls, agents[9].Cancelled));
        Assert.InRange(solution.Elapsed, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3.003));
    }

    private static (Solution Solution, IReadOnlyList<Runner> Agents) Run(
        SolveOptions options, int count, Func<int, int, double> seconds, int slots = 32, bool secondFails = false)
    {
        Runner[] agents = [];
        var (_, solution) = Solve.InVirtualTime(
            options, time => agents = [.. Enumerable.Range(0, count).Select(i => new Runner(i, time, seconds, secondFails))], slots);
        return (solution, agents);
    }

    private sealed class Runner(int index, TimeProvider time, Func<int, int, double> seconds, bool secondFails) : IAgent
    {
        public AgentCard Card { get; } = new(index, "scripted", "test", "none", Temperature: null);

        public int Calls { get; private set; }

        public int Cancelled { get; private set; }

        public async Task<Attempt> AttemptAsync(
            Assignment assignment, IProgress<AttemptProgress>? progress, CancellationToken cancellationToken)
        {
            Calls++;
            progress?.Report(new AttemptProgress(7, "so far", ReasoningDelta: null));
            try
            {
                await PassAsync(TimeSpan.FromSeconds(seconds(index, assignment.Sample)), cancellationToken);
            }
            catch (OperationCanceledException)
            {
                Cancelled++;
                throw;
            }

            var text = assignment.Sample == 0 ? "first try" : "second try";
            return new Attempt
            {
                ProblemId = assignment.Problem.Id,
                Agent = Card,
                Sample = assignment.Sample,
                Outcome = secondFails && assignment.Sample > 0
                    ? new Outcome.Failed(FailureCause.Server, "down")
                    : new Outcome.Answered(new Answer(text, text, AnswerSource.Given)),
                Usage = new Usage { Calls = 1, OutputTokens = 20 },
            };
        }

        /// <summary>To the tick, as simulated endpoints take their time; Task.Delay knows whole milliseconds only.</summary>
        private async Task PassAsync(TimeSpan wait, CancellationToken cancellationToken)
        {
            var done = new TaskCompletionSource();
            using var timer = time.CreateTimer(_ => done.TrySetResult(), state: null, wait, Timeout.InfiniteTimeSpan);
            using var leaving = cancellationToken.Register(() => done.TrySetCanceled(cancellationToken));
            await done.Task;
        }
    }

    /// <summary>A clock that refuses to be asked too often: a wait that does not wait then fails instead of going on for ever.</summary>
    private sealed class CountedClock(TimeProvider inner, int most) : TimeProvider
    {
        private int _asked;

        public override long TimestampFrequency => inner.TimestampFrequency;

        public override long GetTimestamp() => ++_asked <= most ? inner.GetTimestamp()
            : throw new InvalidOperationException($"The time was asked for {most} times.");

        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            inner.CreateTimer(callback, state, dueTime, period);
    }
}
