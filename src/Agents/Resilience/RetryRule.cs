namespace HeavySim.Agents;

/// <summary>Which failures are worth another try, and when.</summary>
internal sealed class RetryRule(ResilienceOptions options, EndpointHealth health, TimeProvider time)
{
    /// <summary>Decides about another try; with true it has set the wait before it, with false perhaps the failure that ends it.</summary>
    public bool ShouldRetry(ResilientCall call, Exception? exception)
    {
        if (exception is not ModelCallException { IsTransient: true } failure)
            return false;

        if (!IsWorthIt(call, failure))
            return false;

        call.HeldUpBy = failure;
        if (call.NextDelay > TimeSpan.Zero)
            AttemptScope.LeavePlace();
        return true;
    }

    private bool IsWorthIt(ResilientCall call, ModelCallException failure)
    {
        var (before, at) = (call.LastFailure, call.FailedAt);
        (call.LastFailure, call.FailedAt) = (failure, time.GetTimestamp());
        if (failure.Cause == FailureCause.RateLimited)
        {
            call.End = health.PastPatience(call, failure, failure.RetryAfter ?? TimeSpan.Zero);
            call.NextDelay = failure.RetryAfter is { } asked ? asked + Jitter(call, TimeSpan.FromSeconds(1)) : Backoff(call, call.Waits);
            call.Waits++;
            return call.End is null;
        }

        if (call.MetOutage)
        {
            // The gate says when, and for how long.
            call.NextDelay = TimeSpan.Zero;
            return true;
        }

        // Many servers answer a wrong request with 500: the same words twice are an answer, where others were served in between.
        var isSameAgain = IsServerFault(failure) && before is not null && IsServerFault(before) && before.Message == failure.Message
            && (health.LastServed > at || !health.HasServed);
        if (isSameAgain || call.Retries >= options.MaxRetries)
        {
            call.End = health.Losses.Loses(call, failure);
            return false;
        }

        if (failure.Cause == FailureCause.Malformed && (call.End = health.Losses.Disappoints(call, failure)) is not null)
            return false;

        var backoff = Backoff(call, call.Retries);
        call.NextDelay = failure.RetryAfter is { } wish && wish > backoff ? wish + Jitter(call, options.BaseDelay) : backoff;
        call.Retries++;
        return failure.RetryAfter is null || (call.End = health.PastPatience(call, failure, failure.RetryAfter.Value)) is null;
    }

    private static bool IsServerFault(ModelCallException failure) => failure is { Cause: FailureCause.Server, Status: 500 or 501 };

    /// <summary>Half of the doubled wait for certain, the other half at random ("equal jitter").</summary>
    private TimeSpan Backoff(ResilientCall call, int doublings)
    {
        var full = Math.Min((double)options.BaseDelay.Ticks * (1L << Math.Min(doublings, 30)), options.LongestDelay.Ticks);
        return TimeSpan.FromTicks((long)(full / 2)) + Jitter(call, TimeSpan.FromTicks((long)(full / 2)));
    }

    private static TimeSpan Jitter(ResilientCall call, TimeSpan most) =>
        most * call.Key.With(call.Retries + call.Waits).Open().NextDouble();
}
