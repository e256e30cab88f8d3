using Polly;
using Outcome = Polly.Outcome;

namespace HeavySim.Agents;

/// <summary>
/// Puts the endpoint's limiter into the pipeline: every try needs a permit, and holds none while it waits for the next one.
/// </summary>
internal sealed class LimiterStrategy(EndpointLimiter limiter) : ResilienceStrategy<ChatResponse?>
{
    /// <summary>What the endpoint said when it last asked to slow down; null once it has served again.</summary>
    private volatile ModelCallException? _refusal;

    /// <inheritdoc/>
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
            // Whom another's rate limit kept from even trying has the same cause to tell.
            if (limiter.IsPaused && _refusal is { } refusal)
                call.HeldUpBy ??= refusal;

            return Outcome.FromException<ChatResponse?>(cancelled);
        }

        var outcome = await callback(context, state);
        var (verdict, retryAfter) = outcome.Exception switch
        {
            null => (CallVerdict.Succeeded, null),
            ModelCallException { Cause: FailureCause.RateLimited } limited => (CallVerdict.Throttled, limited.RetryAfter),
            _ => (CallVerdict.Neither, (TimeSpan?)null),
        };
        if (verdict != CallVerdict.Neither)
            _refusal = outcome.Exception as ModelCallException;
        limiter.Release(permit, verdict, retryAfter, call.OutputTokens);
        return outcome;
    }
}
