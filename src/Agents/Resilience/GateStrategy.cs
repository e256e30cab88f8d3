using Polly;
using Outcome = Polly.Outcome;

namespace HeavySim.Agents;

/// <summary>
/// Puts the endpoint's health into the pipeline: no try begins while the endpoint is away, but for one at a time that looks.
/// </summary>
internal sealed class GateStrategy(EndpointHealth health) : ResilienceStrategy<ChatResponse?>
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<ChatResponse?>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<ChatResponse?>>> callback, ResilienceContext context, TState state)
    {
        var call = context.Properties.GetValue(ResilientCall.Property, null!);
        try
        {
            await health.EnterAsync(call, context.CancellationToken);
        }
        catch (Exception error) when (error is OperationCanceledException or ModelCallException)
        {
            return Outcome.FromException<ChatResponse?>(error);
        }

        var outcome = await callback(context, state);
        switch (outcome.Exception)
        {
            case null:
                health.Serves(isWhole: true);
                break;
            case ModelCallException { Cause: FailureCause.Network or FailureCause.Server } failure:
                call.MetOutage = health.Fails(call, failure);
                break;
            case ModelCallException { Cause: FailureCause.RateLimited } refusal:
                health.Asks(refusal);
                break;
            case ModelCallException { Cause: FailureCause.Rejected } rejection:
                call.End = health.Losses.Loses(call, rejection);
                break;
        }

        health.LookedAt(call);
        return outcome;
    }
}
