using System.Runtime.CompilerServices;
using HeavySim.Ensembles.Endpoints;

namespace HeavySim.Ensembles;

/// <summary>
/// A solver that says what to do when an endpoint ends all work. The solver knows the cause alone; how its endpoints are set up, which
/// variable holds the key, and until when a limit holds is known here.
/// </summary>
internal sealed class AdvisedSolver(ISolver solver, EndpointFailures failures) : ISolver
{
    public IReadOnlyList<AgentCard> Agents => solver.Agents;

    public async IAsyncEnumerable<SolveEvent> SolveAsync(
        SolveRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var events = solver.SolveAsync(request, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(events))
            yield return events.Current;
    }

    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<SolveEvent> events)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (HeavySimException error) when (failures.ToldBy(error) is { } failure)
        {
            throw new EndpointFailedException(failure, error);
        }
    }
}
