using BenchmarkDotNet.Attributes;
using HeavySim.Orchestrator;
using HeavySim.Simulation;
using HeavySim.Verifier;

namespace HeavySim.Benchmarks;

/// <summary>What the orchestrator itself costs: 32 agents that answer at once, in virtual time; figures are per attempt.</summary>
[MemoryDiagnoser]
public class FanOutBenchmarks
{
    private const int Problems = 100;
    private const int Agents = 32;

    private static readonly SolveOptions Options = new() { Stop = StopRuleCatalog.Parse("all"), Selector = new VoteSelector() };

    [Benchmark(OperationsPerInvoke = Problems * Agents)]
    public int FanOutPerAttempt() => VirtualWorld.Run(async time =>
    {
        var solver = new EnsembleSolver(
            [.. Enumerable.Range(0, Agents).Select(static i => new Instant(i))], Options, new CallSlots(Agents), time);
        var events = 0;
        for (var i = 0; i < Problems; i++)
        {
            await foreach (var _ in solver.SolveAsync(
                new SolveRequest(new Problem { Id = "p", Question = "?" }, []), CancellationToken.None))
                events++;
        }

        return events;
    });

    private sealed class Instant(int index) : IAgent
    {
        private static readonly Answer Answer = new("42", "42", AnswerSource.Given);

        public AgentCard Card { get; } = new(index, "instant", "none", "none", Temperature: null);

        public Task<Attempt> AttemptAsync(
            Assignment assignment, IProgress<AttemptProgress>? progress, CancellationToken cancellationToken) =>
            Task.FromResult(new Attempt { ProblemId = assignment.Problem.Id, Agent = Card, Outcome = new Outcome.Answered(Answer) });
    }
}
