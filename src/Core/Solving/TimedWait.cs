namespace HeavySim.Core;

/// <summary>Waits for whatever comes first, on the thread that brings it.</summary>
internal static class TimedWait
{
    /// <summary>Waits until one of the tasks has ended, the time has passed, or the caller cancels. Throws for none of these.</summary>
    /// <param name="time">The clock of the world.</param>
    /// <param name="within">The longest wait, or null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="tasks">What is waited for.</param>
    /// <remarks>
    /// A delay whose token is cancelled tells a WhenAny by way of the thread pool, where it would have left a virtual world.
    /// So the caller's token completes a task of its own, and the delay is cancelled when nobody listens to it any more.
    /// </remarks>
    public static async Task AnyAsync(
        TimeProvider time, TimeSpan? within, CancellationToken cancellationToken, params IReadOnlyList<Task> tasks)
    {
        var cancelled = new TaskCompletionSource();
        using var leaving = cancellationToken.UnsafeRegister(static c => ((TaskCompletionSource)c!).TrySetResult(), cancelled);
        using var alarm = new CancellationTokenSource();
        await Task.WhenAny([.. tasks, cancelled.Task, Task.Delay(within ?? Timeout.InfiniteTimeSpan, time, alarm.Token)]);
        alarm.Cancel();
    }
}
