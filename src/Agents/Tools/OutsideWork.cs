namespace HeavySim.Agents.Tools;

/// <summary>
/// Marks work that happens outside the virtual world: a real process, a real connection. While it is under way a world's clock stands
/// still, so it takes no virtual time, and virtual time limits do not see it: such work needs a real one of its own.
/// </summary>
internal static class OutsideWork
{
    public static async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var context = SynchronizationContext.Current;
        context?.OperationStarted();
        try
        {
            return await work();
        }
        finally
        {
            context?.OperationCompleted();
        }
    }
}
