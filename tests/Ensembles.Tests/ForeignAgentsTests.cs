using System.Diagnostics;
using System.Globalization;
using HeavySim.Agents;
using HeavySim.Orchestrator;
using HeavySim.Simulation;
using HeavySim.Verifier;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace HeavySim.Ensembles.Tests;

/// <summary>
/// Eight agents on Microsoft's own stack of clients (telemetry, logging, tool loop), which awaits with ConfigureAwait(false) throughout,
/// through the airlock and inside of a whole solve, in virtual time.
/// </summary>
public sealed class ForeignAgentsTests
{
    private static readonly SolveOptions All = new()
    {
        Seed = 3,
        Stop = StopRuleCatalog.Parse("all"),
        Selector = new VoteSelector(),
        AttemptDeadline = null,
        ReportsProgress = true,
    };

    [Fact]
    public void Solve_Twice_TheSameToTheTickOnTheWorldsThread()
    {
        var first = Solve(All, Waiting);
        var second = Solve(All, Waiting);

        Assert.Equal(8, first.Solution.Attempts.Count(static a => a.Outcome is Outcome.Answered));
        Assert.Equal(8, first.ToolCalls);
        Assert.Equal(first.Digest, second.Digest);
        Assert.Equal(first.Solution.Elapsed, second.Solution.Elapsed);
        // Thinking twice, the tool, six pieces.
        Assert.All(first.Solution.Attempts, static a => Assert.InRange(a.Elapsed.TotalSeconds, 10 + (8 * .5), 10 + (8 * 1.5)));
        Assert.Contains("said found it", first.Solution.Attempts[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Solve_AllLayersAreAtWork_SpansAndLogsComeForth()
    {
        var run = Solve(All, Waiting);

        // Two requests of an agent, one answer.
        Assert.Equal(8, run.Spans);
        Assert.Contains(run.Lines, static line => line.Contains("GetStreamingResponseAsync", StringComparison.Ordinal));
    }

    [Fact]
    public void Solve_ToolThrows_TheModelHearsOfItAndAnswers()
    {
        static async ValueTask<string> Broken(TimeProvider clock, CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.FromSeconds(2), clock, cancellationToken);
            throw new InvalidOperationException("no such thing");
        }

        var first = Solve(All, Broken);

        Assert.All(first.Solution.Attempts, static a => Assert.IsType<Outcome.Answered>(a.Outcome));
        Assert.All(first.Solution.Attempts, static a => Assert.Contains("Error", a.Text, StringComparison.Ordinal));
        Assert.Equal(first.Digest, Solve(All, Broken).Digest);
    }

    [Fact]
    public void Solve_DeadlineWhileToolsWait_CancelsThemAtThatTime()
    {
        var run = Solve(All with { AttemptDeadline = TimeSpan.FromSeconds(5) }, Waiting);

        Assert.All(run.Solution.Attempts, static a => Assert.Equal(new Outcome.TimedOut("attempt", TimeSpan.FromSeconds(5)), a.Outcome));
        Assert.Equal(TimeSpan.FromSeconds(5), run.Solution.Elapsed);
        Assert.Equal((8, 8), (run.ToolCalls, run.ToolsCancelled));
        Assert.Equal(run.Digest, Solve(All with { AttemptDeadline = TimeSpan.FromSeconds(5) }, Waiting).Digest);
    }

    [Fact]
    public void Solve_StopRuleWhileOthersStream_EndsTheirStreams()
    {
        var options = All with { Stop = StopRuleCatalog.Parse("lead") };

        var run = Solve(options, Waiting);

        Assert.Equal("lead", run.Solution.Stopped);
        Assert.NotEmpty(run.Solution.Attempts.Where(static a => a.Outcome is Outcome.Cancelled));
        Assert.Equal(0, run.OpenStreams);
        Assert.Equal(run.Digest, Solve(options, Waiting).Digest);
    }

    [Fact]
    public void Solve_WithoutTheAirlock_LeavesTheWorld() =>
        Assert.Throws<InvalidOperationException>(() => Solve(All, Waiting, isAirlocked: false));

    private static async ValueTask<string> Waiting(TimeProvider clock, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(10), clock, cancellationToken);
        return "found it";
    }

    private static Run Solve(SolveOptions options, Func<TimeProvider, CancellationToken, ValueTask<string>> tool, bool isAirlocked = true)
    {
        var source = Guid.NewGuid().ToString();
        var run = new Run();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == source,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = _ => run.Spans++,
        };
        ActivitySource.AddActivityListener(listener);
        var pump = Environment.CurrentManagedThreadId;
        return VirtualWorld.Run(async time =>
        {
            var lookUp = AIFunctionFactory.Create(
                async (string what, CancellationToken cancellationToken) =>
                {
                    run.ToolCalls++;
                    using var ending = cancellationToken.Register(() => run.ToolsCancelled++);
                    return await tool(time, cancellationToken);
                },
                ForeignModel.Tool);
            var model = new ForeignModel(time);
            IChatClient Foreign(IChatClient inner) => new OpenTelemetryChatClient(
                new LoggingChatClient(new FunctionInvokingChatClient(inner) { AdditionalTools = [isAirlocked ? Airlock.Tool(lookUp)
                : lookUp] }, run), sourceName: source);
            var client = isAirlocked ? Airlock.Around(Foreign, model) : Foreign(model);
            var roster = RosterBuilder.Build(8, [new EndpointBinding("e", "m", client)], new RosterOptions(), Ensemble.Answers, time);
            var solver = new EnsembleSolver(roster, options, new CallSlots(8), time);
            await foreach (var happened in solver.SolveAsync(new SolveRequest(new Problem { Id = "p", Question = "2 + 2?" }, []),
                CancellationToken.None))
            {
                Assert.Equal(pump, Environment.CurrentManagedThreadId);
                run.Note(happened);
            }

            run.OpenStreams = model.OpenStreams;
            return run;
        });
    }

    /// <summary>All that was seen of a solve; a logger that takes everything.</summary>
    private sealed class Run : ILogger
    {
        private readonly List<string> _events = [];

        public Solution Solution { get; private set; } = null!;

        public int Spans { get; set; }

        public int ToolCalls { get; set; }

        public int ToolsCancelled { get; set; }

        public int OpenStreams { get; set; }

        public List<string> Lines { get; } = [];

        /// <summary>Everything that happened, in order and with its time.</summary>
        public string Digest => string.Join('\n', _events);

        public void Note(SolveEvent happened)
        {
            var what = happened switch
            {
                SolveEvent.AttemptEnded { Attempt: var a } => $"{a.Agent.Index} {a.Outcome} {a.Started} {a.Elapsed} {a.Usage} {a.Text}",
                SolveEvent.Solved { Solution: var s } => $"{s.Selection.Answer?.Key} {s.Elapsed} {s.Usage}",
                SolveEvent.Progress { Tokens: var p } => $"{p}",
                _ => "",
            };
            _events.Add(string.Create(CultureInfo.InvariantCulture, $"{happened.GetType().Name} {happened.At} {what}"));
            Solution = (happened as SolveEvent.Solved)?.Solution!;
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
