namespace HeavySim.Orchestrator;

/// <summary>
/// Gives an attempt that lags a second try beside the first (hedged requests: Dean and Barroso, The Tail at Scale, 2013). The first answer
/// wins; the other try is cancelled, awaited, and paid for. Never where no call slot is free: under load a second try would only make
/// others late.
/// </summary>
internal sealed class Hedge(CallSlots slots, EndpointLatencies latencies, HedgeOptions? options, TimeProvider time)
{
    /// <summary>The sample number of second tries: their draws are their own, and no round of comparing notes comes this far.</summary>
    private const int SecondTry = 1_000_000;

    /// <param name="endpoint">Whose latencies count.</param>
    /// <param name="ask">
    /// Makes a try: the number of the sample, and a token that ends with the race. Throws only when the caller cancels.
    /// </param>
    /// <param name="isWorthIt">False once no second try may begin.</param>
    /// <param name="cancellationToken">Ends both tries.</param>
    public async Task<Attempt> AskAsync(
        string endpoint, Func<int, CancellationToken, Task<Attempt>> ask, Func<bool> isWorthIt, CancellationToken cancellationToken)
    {
        if (options is null)
            return await ask(0, cancellationToken);

        using var race = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var call = latencies.Begin(endpoint);
        var first = TimedAsync(call, ask(0, race.Token));
        Task<Attempt>? second = null;
        try
        {
            if (!await IsLateAsync(first, call, endpoint, options, race.Token) || !isWorthIt() || slots.TryEnter() is not { } slot)
                return await first;

            using (slot)
            {
                second = TimedAsync(latencies.Begin(endpoint), ask(SecondTry, race.Token));
                return await QuickerAsync(first, second, race);
            }
        }
        finally
        {
            race.Cancel();
            await Task.WhenAny(second is null ? first : Task.WhenAll(first, second));
        }
    }

    /// <summary>Waits until the try has ended (false) or has taken longer than it may (true).</summary>
    private async Task<bool> IsLateAsync(
        Task first, EndpointLatencies.Call call, string endpoint, HedgeOptions hedge, CancellationToken cancellationToken)
    {
        // A cancelled wait ends at once: to wait on would be to spin, until the first try has noticed as well.
        while (!first.IsCompleted && !call.IsOver && !cancellationToken.IsCancellationRequested)
        {
            var (within, changed) = latencies.Within(endpoint, hedge.Share);
            var left = hedge.Patience(within) - call.Age;
            if (left <= TimeSpan.Zero)
                return true;

            await TimedWait.AnyAsync(time, left is { } rest ? WholeMilliseconds(rest) : null, cancellationToken, first, changed);
        }

        return false;
    }

    /// <summary>
    /// Rounded up. Task.Delay drops what is less than a millisecond: to wait for that little would be not to wait at all, again and again,
    /// while a virtual clock stands still.
    /// </summary>
    private static TimeSpan WholeMilliseconds(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds));

    private static async Task<Attempt> QuickerAsync(Task<Attempt> first, Task<Attempt> second, CancellationTokenSource race)
    {
        var quicker = await Task.WhenAny(first, second);
        // Who fails first has won nothing: then the other one decides. What was cut has been judged.
        if (IsDecided(await quicker))
            race.Cancel();
        var (one, other) = (await first, await second);
        var won = quicker == first
            ? IsDecided(one) || !IsDecided(other) ? one : other
            : IsDecided(other) ? other : one;
        return won with { Sample = one.Sample, Usage = one.Usage + other.Usage };
    }

    private static bool IsDecided(Attempt attempt) => attempt.Answer is not null || attempt.Outcome is Outcome.Cut;

    private static async Task<Attempt> TimedAsync(EndpointLatencies.Call call, Task<Attempt> attempt)
    {
        using (call)
            return await attempt;
    }
}
