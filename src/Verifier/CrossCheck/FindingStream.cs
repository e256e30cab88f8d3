using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace HeavySim.Verifier;

/// <summary>Runs planned checks side by side and streams what they find, in order of completion, each with its place in the plan.</summary>
internal static class FindingStream
{
    /// <summary>Runs. Leaving the stream early, or the caller's cancellation, cancels what is in flight and awaits it.</summary>
    /// <param name="checks">The calls.</param>
    /// <param name="concurrency">Most calls at a time.</param>
    /// <param name="cancellationToken">The caller's cancellation.</param>
    public static async IAsyncEnumerable<(int Place, Finding Finding)> RunAsync(
        IReadOnlyList<PlannedCheck> checks, int concurrency, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (checks.Count == 0)
            yield break;

        // Room for every finding: a worker never waits for the reader.
        var channel = Channel.CreateBounded<(int Place, Finding Finding)>(new BoundedChannelOptions(checks.Count) { SingleReader = true });
        using var calledOff = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = WorkAsync(checks, Math.Min(concurrency, checks.Count), channel.Writer, calledOff.Token);
        try
        {
            // Reading is not cancelled itself: the workers are, and the channel then ends.
            while (await channel.Reader.WaitToReadAsync(CancellationToken.None))
            {
                while (channel.Reader.TryRead(out var finding))
                    yield return finding;
            }
        }
        finally
        {
            // Not CancelAsync: it runs the callbacks on the pool, out of the virtual world.
            calledOff.Cancel();
            await work;
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Never throws: an error reaches the reader through the channel.</summary>
    private static async Task WorkAsync(
        IReadOnlyList<PlannedCheck> checks, int workers, ChannelWriter<(int Place, Finding Finding)> findings,
        CancellationToken cancellationToken)
    {
        var next = -1;
        Exception? error = null;
        try
        {
            await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkerAsync()));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Called off: the reader has left, or tells its caller itself.
        }
        catch (Exception e)
        {
            error = e;
        }
        finally
        {
            findings.Complete(error);
        }

        async Task WorkerAsync()
        {
            for (var i = Interlocked.Increment(ref next); i < checks.Count; i = Interlocked.Increment(ref next))
            {
                cancellationToken.ThrowIfCancellationRequested();
                await findings.WriteAsync((i, await checks[i](cancellationToken)), cancellationToken);
            }
        }
    }
}
