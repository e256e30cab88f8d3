using HeavySim.Simulation;
using HeavySim.Verifier;

namespace HeavySim.Orchestrator.Tests;

/// <summary>Runs one solve in virtual time and keeps all that happened.</summary>
internal static class Solve
{
    public static Problem Problem { get; } = new() { Id = "p", Question = "?" };

    public static SolveOptions Options { get; } = new()
    {
        Stop = StopRuleCatalog.Parse("all"),
        Selector = new VoteSelector(),
        AttemptDeadline = null,
    };

    public static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    public static (IReadOnlyList<SolveEvent> Events, Solution Solution) InVirtualTime(
        SolveOptions options, Func<TimeProvider, IReadOnlyList<IAgent>> roster, int slots = 32, IReadOnlyList<Attempt>? recorded = null) =>
        VirtualWorld.Run(async time =>
        {
            var solver = new EnsembleSolver(roster(time), options, new CallSlots(slots), time);
            var events = new List<SolveEvent>();
            await foreach (var happened in solver.SolveAsync(new SolveRequest(Problem, recorded ?? []), CancellationToken.None))
                events.Add(happened);

            return ((IReadOnlyList<SolveEvent>)events, ((SolveEvent.Solved)events[^1]).Solution);
        });

    /// <summary>Agents that answer after 1, 2, 3, ... seconds.</summary>
    public static Func<TimeProvider, IReadOnlyList<IAgent>> Answers(params string?[] answers) =>
        time => [.. answers.Select((answer, i) => new ScriptedAgent(i, time, answer, Seconds(i + 1)))];
}
