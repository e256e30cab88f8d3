namespace HeavySim.Simulation;

/// <summary>A foreign tool as the virtual world sees it: outside work, counted, that comes back in the order in which it began.</summary>
internal sealed class ForeignFunction(AIFunction foreign) : DelegatingAIFunction(foreign)
{
    /// <summary>In real time: the limits of the world cannot run out while its clock stands still.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        if (SynchronizationContext.Current is not WorldContext world)
            return await InnerFunction.InvokeAsync(arguments, cancellationToken);

        var before = world.LastReturn;
        var returned = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.LastReturn = returned.Task;
        try
        {
            return await OutsideWork.RunAsync(async () =>
            {
                try
                {
                    return await InnerFunction.InvokeAsync(arguments, cancellationToken).AsTask().WaitAsync(Longest, TimeProvider.System);
                }
                finally
                {
                    await before;
                }
            });
        }
        finally
        {
            // In the world again: all that follows from this result runs before the next one is taken in.
            returned.SetResult();
        }
    }
}
