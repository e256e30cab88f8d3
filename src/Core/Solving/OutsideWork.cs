namespace HeavySim.Core;

/// <summary>
/// Work that happens outside the virtual world: a real process, a real connection. While it is under way a world's clock stands still,
/// so it takes no virtual time, and virtual time limits do not see it: such work needs a real one of its own.
/// </summary>
internal static class OutsideWork
{
    /// <summary>Runs the work off the caller's context, and comes back to it at the end.</summary>
    public static async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var context = SynchronizationContext.Current;
        context?.OperationStarted();
        try
        {
            return await StartWithout(context, work);
        }
        finally
        {
            context?.OperationCompleted();
        }
    }

    /// <summary>
    /// Without a context the work's own awaits go on in the pool, so what several worlds share (a connection) outlives any of them.
    /// </summary>
    private static Task<T> StartWithout<T>(SynchronizationContext? context, Func<Task<T>> work)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return work();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
