namespace HeavySim.Simulation;

/// <summary>
/// Lets foreign code that uses <c>ConfigureAwait(false)</c> run inside a virtual world. Outward, the foreign code starts with no
/// <see cref="SynchronizationContext"/>, so its continuations run inline, on the thread of whoever completes what they wait for. Inward,
/// our clients and tools run under the world's context again and complete with none set, so that thread is the world's. Where there is no
/// virtual world, everything is passed through.
/// </summary>
/// <remarks>Code that changes threads on purpose (<c>Task.Run</c>, <c>Task.Yield</c>) still escapes, and still ends the world.</remarks>
public static class Airlock
{
    /// <summary>
    /// The world that foreign code was started from; it flows with the execution context, through ConfigureAwait(false) too.
    /// </summary>
    private static readonly AsyncLocal<WorldContext?> World = new();

    /// <summary>Puts a foreign stack of chat clients around one of ours, safe for a virtual world.</summary>
    /// <param name="foreign">Builds the foreign stack on the client that it is given.</param>
    /// <param name="ours">Where the calls end: it may wait on the virtual clock.</param>
    public static IChatClient Around(Func<IChatClient, IChatClient> foreign, IChatClient ours)
    {
        ArgumentNullException.ThrowIfNull(foreign);
        ArgumentNullException.ThrowIfNull(ours);
        return new AirlockedChatClient(foreign(new WorldChatClient(ours)));
    }

    /// <summary>A tool of ours that foreign code inside of an airlock may call: it may wait on the virtual clock.</summary>
    public static AIFunction Tool(AIFunction ours)
    {
        ArgumentNullException.ThrowIfNull(ours);
        return new WorldFunction(ours);
    }

    /// <summary>
    /// A foreign tool as our code calls it: it may await as it likes, on real things only. While it works the world's clock stands still;
    /// results come back in the order in which the calls began, so the world is the same whatever the machine does.
    /// </summary>
    public static AIFunction ForeignTool(AIFunction foreign)
    {
        ArgumentNullException.ThrowIfNull(foreign);
        return new ForeignFunction(foreign);
    }

    /// <summary>Starts foreign code without a context and comes back to the world with its result.</summary>
    internal static async Task<T> OutAsync<T>(Func<Task<T>> foreign)
    {
        if (SynchronizationContext.Current is not WorldContext world)
            return await foreign();

        Task<T> work;
        World.Value = world;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            work = foreign();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(world);
        }

        return await work;
    }

    /// <summary>Runs our code, called by foreign code, in the world again; the foreign code goes on where ours ended.</summary>
    internal static Task<T> InAsync<T>(Func<Task<T>> ours)
    {
        var before = SynchronizationContext.Current;
        if (World.Value is not { } world || before == world)
            return ours();

        if (!world.IsInside)
            throw world.ReportEscape("Foreign code called back from another thread.");

        var done = new TaskCompletionSource<T>();
        SynchronizationContext.SetSynchronizationContext(world);
        try
        {
            _ = CompleteAsync(ours(), done);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        return done.Task;
    }

    private static async Task CompleteAsync<T>(Task<T> work, TaskCompletionSource<T> done)
    {
        // WhenAny never throws: result, exception and cancellation are handed over as they are.
        await Task.WhenAny(work);
        var world = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            done.SetFromTask(work);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(world);
        }
    }
}
