using HeavySim.Experiments.Runs;
using HeavySim.Records.Store;

namespace HeavySim.Ensembles.Runs;

/// <summary>
/// Runs problems in their world: real ones on the real clock; simulated ones in virtual time, cut into blocks by a fixed rule, each a world
/// of its own, so that all cores can work and the result does not depend on how many do. Where problems share a limited endpoint there is
/// one world; likewise where they share a budget.
/// </summary>
internal static class RunScheduler
{
    /// <summary>Problems to a simulated world: enough to keep its calls busy, few enough for every core to get some.</summary>
    private const int BlockSize = 256;

    /// <returns>
    /// The time it took, on the clock of the problems' world (worlds that do not touch count as if one followed the other), and how many
    /// problems the budget left unfinished.
    /// </returns>
    public static async Task<(TimeSpan Elapsed, int Unfinished)> RunAsync(
        Ensemble ensemble, RunJournal journal, int window, IProgress<Solution>? progress, CancellationToken cancellationToken)
    {
        var budget = ensemble.Plan.Budget;
        var problems = journal.Problems.Problems;
        if (!ensemble.IsSimulated)
            return await TimedAsync(TimeProvider.System, problems, cancellationToken);

        long ticks = 0;
        var unfinished = 0;
        var blocks = ensemble.SharesLimitedEndpoint || budget != SpendingLimits.None ? [[.. problems]] : problems.Chunk(BlockSize);
        ParallelWorlds.ForEach(
            blocks,
            block =>
            {
                var (elapsed, left) = VirtualWorld.Run((time, inner) => TimedAsync(time, block, inner), cancellationToken);
                Interlocked.Add(ref ticks, elapsed.Ticks);
                Interlocked.Add(ref unfinished, left);
            },
            cancellationToken);
        return (TimeSpan.FromTicks(ticks), unfinished);

        async Task<(TimeSpan, int)> TimedAsync(TimeProvider time, IReadOnlyList<Problem> block, CancellationToken token)
        {
            var start = time.GetTimestamp();
            var loop = new RunLoop(
                ensemble.Create(time, new Spending(budget, time), reportsProgress: false), journal, Ensemble.Answers, window);
            await loop.RunAsync(block, progress, token);
            return (time.GetElapsedTime(start), loop.Unfinished);
        }
    }
}
