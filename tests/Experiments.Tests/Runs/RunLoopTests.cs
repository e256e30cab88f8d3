using System.Runtime.CompilerServices;
using HeavySim.Experiments.Reports;
using HeavySim.Experiments.Runs;
using HeavySim.Records.Store;
using HeavySim.Verifier;

namespace HeavySim.Experiments.Tests;

public sealed class RunLoopTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_NobodyListens_EverythingIsRecorded()
    {
        var store = RunStore.Open(_folder.File("runs.db"));
        var problems = RecordedRun.Problems(3);

        await using (var journal = store.Begin(RecordedRun.Settings(), problems, TimeProvider.System))
            await new RunLoop(new OneAttemptSolver(), journal, new Grader(new AnswerEngine()), window: 2)
                .RunAsync(TimeProvider.System, problems.Problems, progress: null, TestContext.Current.CancellationToken);

        Assert.All(store.Read("first").Problems(), static problem => Assert.NotNull(problem.Solution));
        Assert.Equal(3, store.Read("first").Problems().Sum(static problem => problem.Attempts.Count));
    }

    [Fact]
    public async Task RunAsync_SolvedBefore_IsNotAskedAgain()
    {
        var store = RunStore.Open(_folder.File("runs.db"));
        var problems = RecordedRun.Problems(3);
        var solver = new OneAttemptSolver();
        for (var time = 0; time < 2; time++)
        {
            await using var journal = store.Begin(RecordedRun.Settings(), problems, TimeProvider.System);
            await new RunLoop(solver, journal, new Grader(new AnswerEngine()), window: 2)
                .RunAsync(TimeProvider.System, problems.Problems, progress: null, TestContext.Current.CancellationToken);
        }

        Assert.Equal(["p0", "p1", "p2"], solver.Asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task RunAsync_EndpointFailed_IsATryThatIsMadeAgainAndPaidForTwice()
    {
        var store = RunStore.Open(_folder.File("runs.db"));
        var problems = RecordedRun.Problems(2);
        var solver = new OneAttemptSolver { Outcome = new Outcome.Failed(FailureCause.Network, "connection refused") };
        var endings = new List<RunEnding>();
        for (var time = 0; time < 3; time++)
        {
            await using var journal = store.Begin(RecordedRun.Settings(), problems, TimeProvider.System);
            endings.Add(await new RunLoop(solver, journal, new Grader(new AnswerEngine()), window: 2)
                .RunAsync(TimeProvider.System, problems.Problems, progress: null, TestContext.Current.CancellationToken));
            solver.Outcome = null;
        }

        Assert.Equal([2, 0, 0], endings.Select(static e => e.Lost));
        Assert.Equal(["p0", "p0", "p1", "p1"], solver.Asked.Order(StringComparer.Ordinal));
        var report = RunReportBuilder.Build(store.Read("first"), null, TestContext.Current.CancellationToken);
        Assert.Equal((2L, 0L, 0), (report.Samples, report.Failed, report.Unanswered));
        Assert.Equal([new ReportedFailure("network", 0, 2, "connection refused")], report.Failures);
        Assert.All(store.Read("first").Problems(), static problem =>
        {
            Assert.Equal(2, Assert.Single(problem.Attempts).Attempt.Usage.Calls);
            Assert.NotNull(problem.Solution);
        });
    }

    [Theory]
    [InlineData(FailureCause.ContextLength, true)]
    [InlineData(FailureCause.ContentFilter, true)]
    [InlineData(FailureCause.Server, false)]
    public async Task RunAsync_Failure_SettlesOnlyWhereItIsTheProblems(FailureCause cause, bool settles)
    {
        var store = RunStore.Open(_folder.File("runs.db"));
        var problems = RecordedRun.Problems(1);
        var solver = new OneAttemptSolver { Outcome = new Outcome.Failed(cause, "said so") };
        for (var time = 0; time < 2; time++)
        {
            await using var journal = store.Begin(RecordedRun.Settings(), problems, TimeProvider.System);
            await new RunLoop(solver, journal, new Grader(new AnswerEngine()), window: 1)
                .RunAsync(TimeProvider.System, problems.Problems, progress: null, TestContext.Current.CancellationToken);
        }

        Assert.Equal(settles ? 1 : 2, solver.Asked.Count);
    }

    /// <summary>Answers each problem with one attempt, or ends it as told.</summary>
    private sealed class OneAttemptSolver : ISolver
    {
        public List<string> Asked { get; } = [];

        public Outcome? Outcome { get; set; }

        public IReadOnlyList<AgentCard> Agents => [];

        public async IAsyncEnumerable<SolveEvent> SolveAsync(
            SolveRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            lock (Asked)
                Asked.Add(request.Problem.Id);
            var attempt = RecordedRun.Attempt(request.Problem.Id, 0).Attempt;
            if (Outcome is not null)
                attempt = attempt with { Outcome = Outcome };
            yield return new SolveEvent.AttemptEnded(attempt) { ProblemId = request.Problem.Id, At = TimeSpan.Zero };
            yield return new SolveEvent.Solved(RecordedRun.Solution(request.Problem, [attempt])
                .Solution) { ProblemId = request.Problem.Id, At = TimeSpan.Zero };
        }
    }
}
