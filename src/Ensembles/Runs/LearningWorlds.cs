using HeavySim.Verifier.Truth;

namespace HeavySim.Ensembles.Runs;

/// <summary>
/// Simulated worlds on all cores, each with what it may know. Where a problem is decided with what others have shown, the worlds run in
/// generations: each world knows what all generations before its own have shown, and each generation is as large as all before it. So the
/// number of fits is logarithmic, all cores work in the later ones, and what a world knows depends neither on the cores nor on where a run
/// was cut short.
/// </summary>
internal static class LearningWorlds
{
    /// <summary>Runs the body for every world.</summary>
    /// <param name="ensemble">Whose problems they are.</param>
    /// <param name="worlds">The problems of each world.</param>
    /// <param name="shown">What problems have shown; the body adds to it.</param>
    /// <param name="body">Runs a world with this memory; from any thread.</param>
    /// <param name="cancellationToken">Cancels the worlds.</param>
    public static void ForEach(
        Ensemble ensemble,
        IReadOnlyList<IReadOnlyList<Problem>> worlds,
        ShownProblems shown,
        Action<IReadOnlyList<Problem>, TruthMemory> body,
        CancellationToken cancellationToken)
    {
        var generations = Enumerable.Range(0, worlds.Count)
            .GroupBy(place => !ensemble.Plan.LearnsFromProblems || place == 0 ? 0 : 1 << int.Log2(place));
        foreach (var generation in generations)
        {
            // The first world knows nothing but what is recorded of it, and learns as it goes.
            var known = generation.Key == 0
                ? null
                : TruthMemory.After(shown.Of(worlds.Take(generation.Key).SelectMany(static w => w)));
            ParallelWorlds.ForEach(
                generation,
                place => body(worlds[place], known ?? TruthMemory.Learning(shown.Of(worlds[place]))),
                cancellationToken);
        }
    }
}
