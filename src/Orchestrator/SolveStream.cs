using System.Runtime.CompilerServices;

namespace HeavySim.Orchestrator;

/// <summary>A solve as a stream of its events: the work runs beside its reader, and never outlives it.</summary>
internal static class SolveStream
{
    /// <param name="problem">What is solved.</param>
    /// <param name="time">The clock of its world.</param>
    /// <param name="solve">The work: writes events, may cancel all of itself, gives the solution.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public static async IAsyncEnumerable<SolveEvent> RunAsync(
        Problem problem,
        TimeProvider time,
        Func<ChannelWriter<SolveEvent>, CancellationTokenSource, Task<Solution>> solve,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var events = Channel.CreateBounded<SolveEvent>(new BoundedChannelOptions(256) { SingleReader = true });
        var solving = RunAsync(problem, time, solve, events.Writer, abort);
        try
        {
            while (await events.Reader.WaitToReadAsync(cancellationToken))
            {
                while (events.Reader.TryRead(out var happened))
                    yield return happened;
            }
        }
        finally
        {
            // Also when the reader leaves early: nothing is left running behind its back.
            abort.Cancel();
            await Task.WhenAny(solving);
        }

        await solving;
    }

    private static async Task RunAsync(
        Problem problem,
        TimeProvider time,
        Func<ChannelWriter<SolveEvent>, CancellationTokenSource, Task<Solution>> solve,
        ChannelWriter<SolveEvent> events,
        CancellationTokenSource abort)
    {
        try
        {
            var solution = await SolveSpan.AroundAsync(problem, time, () => solve(events, abort));
            await events.WriteAsync(new SolveEvent.Solved(solution) { ProblemId = problem.Id, At = solution.Elapsed }, abort.Token);
        }
        finally
        {
            // Errors reach the reader through the awaited task, after the events that led to them.
            events.Complete();
        }
    }
}
