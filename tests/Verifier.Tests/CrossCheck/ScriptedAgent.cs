namespace HeavySim.Verifier.Tests;

/// <summary>An agent that answers by a script.</summary>
internal sealed class ScriptedAgent(int index, Func<Assignment, Attempt> script) : IAgent
{
    public AgentCard Card { get; } = Ballots.Card(index);

    public Task<Attempt> AttemptAsync(Assignment assignment, IProgress<AttemptProgress>? progress, CancellationToken cancellationToken) =>
        Task.FromResult(script(assignment));
}
