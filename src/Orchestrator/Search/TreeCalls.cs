namespace HeavySim.Orchestrator;

/// <summary>
/// Makes the calls of one tree: each waits for one of the tree's own slots (as many as there are agents) and for one of the run's, and is not
/// made once a budget is used up.
/// </summary>
internal sealed class TreeCalls(CallSlots own, CallSlots shared, SolveOptions options, SolveClock clock, StopSignal stop, SolveBudget budget)
{
    private long _begun;

    /// <summary>Makes a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="billOf">Reads what it cost.</param>
    /// <param name="ended">What stands in for its result when it was not made, or was cut off, and whether it was begun.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<T> MakeAsync<T>(
        Func<CancellationToken, Task<T>> call, Func<T, Usage> billOf, Func<Outcome, bool, T> ended, CancellationToken cancellationToken)
    {
        try
        {
            using var mine = await own.EnterAsync(stop.Token);
            using var ours = await shared.EnterAsync(stop.Token);
            clock.Begin();
            if (budget.ReachedCap() is { } cap)
                return ended(new Outcome.OverBudget(cap), false);
            // What is in flight is not paid yet, so calls are counted as they begin.
            if (Interlocked.Increment(ref _begun) > options.Budget.Calls)
                return ended(new Outcome.OverBudget("calls"), false);

            if (options.Deadline is { } limit)
                stop.StartDeadline(limit);
            var result = await AskAsync(call, ended, cancellationToken);
            budget.Add(billOf(result));
            return result;
        }
        catch (OperationCanceledException) when (stop.Outcome is not null && !cancellationToken.IsCancellationRequested)
        {
            return ended(stop.Outcome, false);
        }
    }

    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> call, Func<Outcome, bool, T> ended, CancellationToken cancellationToken)
    {
        using var deadline = options.AttemptDeadline is { } limit ? new CancellationTokenSource(limit, clock.Time) : null;
        using var either = deadline is null ? null : CancellationTokenSource.CreateLinkedTokenSource(stop.Token, deadline.Token);
        try
        {
            return await call(either?.Token ?? stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && stop.Outcome is not null)
        {
            return ended(stop.Outcome, true);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested
            && deadline is { IsCancellationRequested: true })
        {
            return ended(Outcome.AtLimit("attempt", options.AttemptDeadline.GetValueOrDefault(), late), true);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Whoever is asked promises not to throw; one who does must not sink the others. Its message may hold anything: only its type is shown.
            return ended(new Outcome.Failed(FailureCause.Internal, error.GetType().Name), true);
        }
    }
}
