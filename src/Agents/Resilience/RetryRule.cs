using Polly.CircuitBreaker;

namespace HeavySim.Agents;

/// <summary>Which failures are worth another try, and when.</summary>
internal sealed class RetryRule(ResilienceOptions options, TimeProvider time)
{
    /// <summary>Decides about another try; with true it has set the wait before it.</summary>
    public bool ShouldRetry(ResilientCall call, Exception? exception) => IsWorthIt(call, exception) && (call.IsHeldUp = true);

    private bool IsWorthIt(ResilientCall call, Exception? exception)
    {
        switch (exception)
        {
            case ModelCallException { Cause: FailureCause.RateLimited, IsTransient: true } limited:
                call.LastFailure = limited;
                call.NextDelay = limited.RetryAfter is { } asked
                    ? asked + Jitter(call, TimeSpan.FromSeconds(1))
                    : Backoff(call, call.Waits);
                call.Waits++;
                call.LimitedSince ??= time.GetTimestamp();
                return time.GetElapsedTime(call.LimitedSince.Value) + call.NextDelay <= options.RateLimitPatience;

            case ModelCallException { IsTransient: true } failure:
                var isSameAgain = IsServerFault(failure)
                    && call.LastFailure is { } last && IsServerFault(last) && last.Message == failure.Message;
                call.LastFailure = failure;
                return !isSameAgain && ShouldRetry(call, failure.RetryAfter);

            case BrokenCircuitException broken:
                return ShouldRetry(call, broken.RetryAfter);

            default:
                return false;
        }
    }

    // Many servers answer a wrong request with 500: the same words twice are an answer.
    private static bool IsServerFault(ModelCallException failure) => failure is { Cause: FailureCause.Server, Status: 500 or 501 };

    private bool ShouldRetry(ResilientCall call, TimeSpan? asked)
    {
        if (call.Retries >= options.MaxRetries || asked > options.RateLimitPatience)
            return false;

        var backoff = Backoff(call, call.Retries);
        call.NextDelay = asked > backoff ? asked.Value + Jitter(call, options.BaseDelay) : backoff;
        call.Retries++;
        return true;
    }

    /// <summary>Half of the doubled wait for certain, the other half at random ("equal jitter").</summary>
    private TimeSpan Backoff(ResilientCall call, int doublings)
    {
        var full = Math.Min((double)options.BaseDelay.Ticks * (1L << Math.Min(doublings, 30)), options.MaxDelay.Ticks);
        return TimeSpan.FromTicks((long)(full / 2)) + Jitter(call, TimeSpan.FromTicks((long)(full / 2)));
    }

    private static TimeSpan Jitter(ResilientCall call, TimeSpan most) =>
        most * call.Key.With(call.Retries + call.Waits).Open().NextDouble();
}
