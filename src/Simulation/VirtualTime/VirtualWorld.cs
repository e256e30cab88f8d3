namespace HeavySim.Simulation;

/// <summary>
/// Runs production code in virtual time: on the calling thread, under a <see cref="SynchronizationContext"/> that executes posted work in
/// order and, when nothing is ready, jumps the clock to the next timer. A day of waiting takes as long as the work in it.
/// </summary>
/// <remarks>
/// What the code inside must keep to: wait only through the <see cref="TimeProvider"/> it is given, and stay on the world's thread (no
/// <c>ConfigureAwait(false)</c>, no <c>Task.Run</c>). Work that really happens outside (a file, a socket) is counted with
/// <see cref="SynchronizationContext.OperationStarted"/> before it is awaited and <see cref="SynchronizationContext.OperationCompleted"/>
/// after: while such work is out, the clock stands still. Everything else that comes in from another thread is an escape and
/// ends the world with an exception. docs/virtual-time.md tells why.
/// </remarks>
public static class VirtualWorld
{
    /// <summary>Where every world's clock begins: 1 January 2025, 00:00 UTC.</summary>
    public static DateTimeOffset Epoch { get; } = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Runs <paramref name="body"/> to its end in a new world and returns its result.</summary>
    /// <param name="body">Is given the world's clock. What it starts and does not await is dropped when it ends.</param>
    /// <exception cref="InvalidOperationException">
    /// Work escaped the world's thread, or nothing is left to run and <paramref name="body"/> has not ended (it waits for itself, or for
    /// something outside that was not counted).
    /// </exception>
    public static T Run<T>(Func<TimeProvider, Task<T>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Run((clock, _) => body(clock), CancellationToken.None);
    }

    /// <inheritdoc cref="Run{T}(Func{TimeProvider, Task{T}})"/>
    public static void Run(Func<TimeProvider, Task> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Run((clock, _) => body(clock), CancellationToken.None);
    }

    /// <summary>
    /// Runs <paramref name="body"/> to its end in a new world, under a cancellation that comes from outside it (the user's Ctrl-C).
    /// </summary>
    /// <param name="body">
    /// Is given the world's clock and the token to obey: the caller's cancellation, carried onto the world's thread. Handing the caller's
    /// own token in instead would run its callbacks on a foreign thread.
    /// </param>
    /// <param name="cancellationToken">The caller's cancellation; may be cancelled from any thread.</param>
    /// <exception cref="InvalidOperationException">As for <see cref="Run{T}(Func{TimeProvider, Task{T}})"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="body"/> obeyed the cancellation.</exception>
    public static T Run<T>(Func<TimeProvider, CancellationToken, Task<T>> body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Pump(body, cancellationToken);
    }

    /// <inheritdoc cref="Run{T}(Func{TimeProvider, CancellationToken, Task{T}}, CancellationToken)"/>
    public static void Run(Func<TimeProvider, CancellationToken, Task> body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        Pump(Wrapped, cancellationToken);

        async Task<bool> Wrapped(TimeProvider clock, CancellationToken inner)
        {
            await body(clock, inner);
            return true;
        }
    }

    private static T Pump<T>(Func<TimeProvider, CancellationToken, Task<T>> body, CancellationToken cancellationToken)
    {
        using var inner = new CancellationTokenSource();
        var context = new WorldContext();
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            using var registration = cancellationToken.UnsafeRegister(
                static world => ((WorldContext)world!).RequestCancellation(), context);
            var task = Root(context, body, inner.Token);
            context.RunUntil(task, inner);
            // It has ended: this only hands over its result, or throws what it threw.
            return task.GetAwaiter().GetResult();
        }
        finally
        {
            context.Close();
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <summary>Awaiting under the world's context makes an end on a foreign thread arrive as a foreign post, and so be noticed.</summary>
    private static async Task<T> Root<T>(
        WorldContext context, Func<TimeProvider, CancellationToken, Task<T>> body, CancellationToken token) =>
        await body(context.Clock, token);
}
