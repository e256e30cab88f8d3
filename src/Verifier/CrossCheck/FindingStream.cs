using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace HeavySim.Verifier;

/// <summary>Runs planned checks side by side and streams what they find, in order of completion, each with its place in the plan.</summary>
internal static class FindingStream
{
    /// <summary>
    /// Runs. Leaving the stream early, or the caller's cancellation, cancels what is in flight and awaits it. Under a budget the calls
    /// begin in the order given as long as the next one fits, and whenever one has ended that is looked at again; the stream ends when none
    /// is in flight and the next one does not fit.
    /// </summary>
    /// <param name="checks">The calls.</param>
    /// <param name="concurrency">Most calls at a time.</param>
    /// <param name="budget">What they are paid from; null for no limit.</param>
    /// <param name="cancellationToken">The caller's cancellation.</param>
    public static async IAsyncEnumerable<(int Place, Finding Finding)> RunAsync(
        IReadOnlyList<PlannedCheck> checks,
        int concurrency,
        ICheckBudget? budget,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (checks.Count == 0)
            yield break;

        // Room for every finding: no call waits for the reader.
        var channel = Channel.CreateBounded<(int Place, Finding Finding)>(new BoundedChannelOptions(checks.Count) { SingleReader = true });
        using var calledOff = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = new Work(checks, concurrency, budget, channel.Writer, calledOff.Token).RunAsync();
        try
        {
            // Reading is not cancelled itself: the calls are, and the channel then ends.
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

    private sealed class Work(
        IReadOnlyList<PlannedCheck> checks,
        int concurrency,
        ICheckBudget? budget,
        ChannelWriter<(int Place, Finding Finding)> findings,
        CancellationToken cancellationToken)
    {
        private readonly Lock _gate = new();
        private int _next;
        private int _inFlight;

        /// <summary>Never throws: an error reaches the reader through the channel.</summary>
        public async Task RunAsync()
        {
            Exception? error = null;
            try
            {
                await BeginAsync();
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
        }

        /// <summary>Begins all calls that may begin now; ends when they have, and those that began as they ended.</summary>
        private async Task BeginAsync()
        {
            var begun = new List<Task>();
            while (TryTake(out var place, out var allowance))
                begun.Add(CallAsync(place, allowance));
            await Task.WhenAll(begun);
        }

        private bool TryTake(out int place, out CheckAllowance? allowance)
        {
            lock (_gate)
            {
                (place, allowance) = (_next, null);
                if (_next == checks.Count || _inFlight == concurrency || cancellationToken.IsCancellationRequested)
                    return false;
                if (budget is not null && (allowance = budget.Reserve(checks[_next].Method)) is null)
                    return false;

                _next++;
                _inFlight++;
                return true;
            }
        }

        private async Task CallAsync(int place, CheckAllowance? allowance)
        {
            using (allowance)
            {
                var finding = await checks[place].CallAsync(allowance?.MostTokens, cancellationToken);
                allowance?.Took(finding.Usage);
                await findings.WriteAsync((place, finding), cancellationToken);
            }

            lock (_gate)
                _inFlight--;
            await BeginAsync();
        }
    }
}
