using System.Runtime.CompilerServices;
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
            await new RunLoop(new OneAttemptSolver(), journal, new AnswerEngine(), window: 2)
                .RunAsync(problems.Problems, progress: null, TestContext.Current.CancellationToken);

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
            await new RunLoop(solver, journal, new AnswerEngine(), window: 2)
                .RunAsync(problems.Problems, progress: null, TestContext.Current.CancellationToken);
        }

        Assert.Equal(["p0", "p1", "p2"], solver.Asked.Order(StringComparer.Ordinal));
    }

    /// <summary>Answers each problem with one attempt.</summary>
    private sealed class OneAttemptSolver : ISolver
    {
        public List<string> Asked { get; } = [];

        public IReadOnlyList<AgentCard> Agents => [];

        public async IAsyncEnumerable<SolveEvent> SolveAsync(
            SolveRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            lock (Asked)
                Asked.Add(request.Problem.Id);
            var attempt = RecordedRun.Attempt(request.Problem.Id, 0).Attempt;
            yield return new SolveEvent.AttemptEnded(attempt) { ProblemId = request.Problem.Id, At = TimeSpan.Zero };
            yield return new SolveEvent.Solved(RecordedRun.Solution(request.Problem, [attempt])
                .Solution) { ProblemId = request.Problem.Id, At = TimeSpan.Zero };
        }
    }
}
