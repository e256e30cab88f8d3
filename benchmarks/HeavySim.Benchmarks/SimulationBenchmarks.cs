using BenchmarkDotNet.Attributes;
using HeavySim.Agents;
using HeavySim.Experiments.Runs;
using HeavySim.Orchestrator;
using HeavySim.Records.Problems;
using HeavySim.Records.Recorded;
using HeavySim.Records.Store;
using HeavySim.Simulation;
using HeavySim.Verifier;

namespace HeavySim.Benchmarks;

/// <summary>
/// A plain 32-agent vote in virtual time, everything of the production path in it: simulated model, resilience, agents, answers,
/// orchestrator; without a store, and with one. Figures are per attempt.
/// </summary>
[MemoryDiagnoser]
public class SimulationBenchmarks
{
    private const int Problems = 200;
    private const int Agents = 32;

    private static readonly AnswerEngine Answers = new();

    private readonly ProblemSet _set = ProblemSet.Of(
        "bench", Enumerable.Range(0, Problems)
            .Select(static i => new Problem { Id = $"p{i}", Question = $"What is {i} + 1?", Gold = $"{i + 1}" }));
    private string _folder = "";
    private SimulatedModel? _model;
    private int _runs;

    [GlobalSetup]
    public void Open()
    {
        _folder = Directory.CreateTempSubdirectory("heavysim-bench-").FullName;
        _model = new SimulatedModel(ProfileCatalog.Load(""), _set.Problems, Answers, worldSeed: 1);
    }

    [GlobalCleanup]
    public void Close() => Directory.Delete(_folder, recursive: true);

    [Benchmark(OperationsPerInvoke = Problems * Agents)]
    public void VotePerAttempt() => VirtualWorld.Run(async time =>
    {
        var solver = Solver(time);
        foreach (var problem in _set.Problems)
        {
            await foreach (var _ in solver.SolveAsync(new SolveRequest(problem, []), CancellationToken.None))
            {
            }
        }
    });

    [Benchmark(OperationsPerInvoke = Problems * Agents)]
    public void VoteWithStorePerAttempt()
    {
        var store = RunStore.Open(Path.Combine(_folder, $"{_runs++}.db"));
        using var journal = store.Begin(new RunSettings { Name = "bench", Seed = 1, IsSimulated = true }, _set, TimeProvider.System);
        VirtualWorld.Run(time =>
            new RunLoop(Solver(time), journal, new Grader(Answers), window: 2)
                .RunAsync(time, _set.Problems, progress: null, CancellationToken.None));
    }

    private EnsembleSolver Solver(TimeProvider time)
    {
        var client = new ResilientChatClient(
            new SimulatedChatClient(_model!, new SimulatedEndpoint(Capacity.Unlimited, time)),
            new ResilienceOptions { TotalTimeout = TimeSpan.FromHours(1) }, time, seed: 1);
        var roster = RosterBuilder.Build(Agents, [new EndpointBinding("sim", "default", client)], new RosterOptions(), Answers, time);
        return new EnsembleSolver(
            roster, new SolveOptions { Stop = StopRuleCatalog.Parse("all"), Selector = new VoteSelector() }, new CallSlots(Agents), time);
    }
}
