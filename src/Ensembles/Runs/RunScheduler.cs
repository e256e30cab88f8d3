using HeavySim.Experiments.Runs;
using HeavySim.Records.Store;
using HeavySim.Verifier.Truth;

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

    /// <summary>
    /// How often an attempt is made that is lost to a failing endpoint. Three times the tries of a call: where a third of all calls fail,
    /// one attempt in ten million is lost for good.
    /// </summary>
    private const int MaxTries = 3;

    /// <summary>
    /// Makes ready to go on with a simulated run: a world that was cut short, or that has got more problems, is made anew from its
    /// beginning, which costs nothing. So a run that was killed, or made in pieces, comes to what it would have come to. Not where it goes
    /// on with more agents, nor where a budget ended it: then what is recorded stays.
    /// </summary>
    public static void Prepare(Ensemble ensemble, RunJournal journal)
    {
        if (!ensemble.IsSimulated || !journal.IsResumed || journal.HasMoreAgents || ensemble.Plan.Budget != SpendingLimits.None)
            return;

        foreach (var world in Worlds(ensemble, journal))
            journal.ForgetUnlessWhole(world);
    }

    private static IEnumerable<IReadOnlyList<Problem>> Worlds(Ensemble ensemble, RunJournal journal) =>
        ensemble.SharesLimitedEndpoint || ensemble.Plan.Budget != SpendingLimits.None
            ? [journal.Problems.Problems]
            : journal.Problems.Problems.Chunk(BlockSize);

    public static async Task<RunEnding> RunAsync(
        Ensemble ensemble,
        RunJournal journal,
        int window,
        IReadOnlyList<TruthProblem> recorded,
        IProgress<Solution>? progress,
        CancellationToken cancellationToken)
    {
        var budget = ensemble.Plan.Budget;
        if (!ensemble.IsSimulated)
        {
            return await LoopAsync(
                TimeProvider.System, journal.Problems.Problems, TruthMemory.Learning(recorded), progress, cancellationToken);
        }

        var gate = new Lock();
        var ending = new RunEnding(TimeSpan.Zero, 0, 0);
        var shown = new ShownProblems(recorded, progress);
        LearningWorlds.ForEach(
            ensemble,
            [.. Worlds(ensemble, journal)],
            shown,
            (world, memory) =>
            {
                var one = VirtualWorld.Run((time, inner) => LoopAsync(time, world, memory, shown, inner), cancellationToken);
                lock (gate)
                    ending += one;
            },
            cancellationToken);
        return ending;

        Task<RunEnding> LoopAsync(
            TimeProvider time, IReadOnlyList<Problem> block, TruthMemory memory, IProgress<Solution>? told, CancellationToken token)
        {
            var solver = ensemble.Create(time, new Spending(budget, time), reportsProgress: false, MaxTries, memory);
            var grader = new Grader(Ensemble.Answers, ensemble.Programs);
            return new RunLoop(solver, journal, grader, window).RunAsync(time, block, told, token);
        }
    }
}
