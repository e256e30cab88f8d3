using System.Runtime.ExceptionServices;

namespace HeavySim.Orchestrator;

/// <summary>Structured concurrency for stages that run side by side.</summary>
internal static class StageTasks
{
    /// <summary>
    /// Awaits all stages. When one fails the others are cancelled, and awaited too; then the first failure that is not a mere
    /// consequence (a cancellation) is thrown.
    /// </summary>
    public static async Task JoinAsync(CancellationTokenSource abort, params IReadOnlyList<Task> stages)
    {
        var gate = new Lock();
        Exception? first = null;
        await Task.WhenAll(stages.Select(WatchAsync));
        if (first is not null)
            ExceptionDispatchInfo.Throw(first);

        async Task WatchAsync(Task stage)
        {
            try
            {
                await stage;
            }
            catch (Exception error)
            {
                lock (gate)
                {
                    if (first is null || (first is OperationCanceledException && error is not OperationCanceledException))
                        first = error;
                }

                abort.Cancel();
            }
        }
    }
}
