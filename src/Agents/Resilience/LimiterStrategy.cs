using Polly;
using Outcome = Polly.Outcome;

namespace HeavySim.Agents;

/// <summary>
/// Puts the endpoint's limiter into the pipeline: every try needs a permit, and holds none while it waits for the next one.
/// </summary>
internal sealed class LimiterStrategy(EndpointLimiter limiter) : ResilienceStrategy<ChatResponse?>
{
    protected override async ValueTask<Outcome<ChatResponse?>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<ChatResponse?>>> callback, ResilienceContext context, TState state)
    {
        var call = context.Properties.GetValue(ResilientCall.Property, null!);
        EndpointLimiter.Permit permit;
        try
        {
            permit = await limiter.AcquireAsync(call.PromptTokens, context.CancellationToken);
        }
        catch (OperationCanceledException cancelled)
        {
            return Outcome.FromException<ChatResponse?>(cancelled);
        }

        var outcome = await callback(context, state);
        var (verdict, retryAfter) = outcome.Exception switch
        {
            null => (CallVerdict.Succeeded, null),
            ModelCallException { Cause: FailureCause.RateLimited } limited => (CallVerdict.Throttled, limited.RetryAfter),
            _ => (CallVerdict.Neither, (TimeSpan?)null),
        };
        limiter.Release(permit, verdict, retryAfter, call.OutputTokens);
        return outcome;
    }
}
