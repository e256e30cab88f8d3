using HeavySim.Records.Recorded;
using HeavySim.Records.Store;
using HeavySim.Verifier.Truth;

namespace HeavySim.Ensembles.Runs;

/// <summary>What a store holds of the same agents.</summary>
internal static class EarlierRuns
{
    // As many as teach most of what there is to learn, and are read and fitted within a second or so. Assumed.
    private const int MostTaught = 256;
    private const int LeastTaught = 8;

    /// <summary>What the newest run of the same models and tools has shown, and its name; null where there is none of use.</summary>
    /// <param name="ensemble">Who is to learn.</param>
    /// <param name="store">The runs.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="HeavySimException">The store cannot be read.</exception>
    public static (string Run, TruthMemory Memory)? Teach(Ensemble ensemble, RunStore store, CancellationToken cancellationToken)
    {
        if (!ensemble.Plan.LearnsFromProblems || Newest(ensemble, store, "endpoint", "model", "tools") is not { } run)
            return null;

        var shown = new List<TruthProblem>();
        foreach (var problem in run.Problems().Take(MostTaught))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (problem.Solution is { } solved)
                shown.Add(ShownProblems.Of(solved.Solution));
        }

        return shown.Count < LeastTaught ? null : (run.Summary.Name, TruthMemory.After(shown, TruthModel.Prior));
    }

    /// <summary>The newest run that has attempts, is simulated or real as the ensemble is, and has these options like it.</summary>
    public static RunReader? Newest(Ensemble ensemble, RunStore store, params string[] alike)
    {
        var newest = store.Runs().LastOrDefault(run => run.Settings.IsSimulated == ensemble.IsSimulated && run.Attempts > 0
            && Array.TrueForAll(alike, option => AreAlike(ensemble, run, option)));
        return newest is null ? null : store.Read(newest.Name);
    }

    /// <summary>True when the run had this option as the ensemble has it.</summary>
    public static bool AreAlike(Ensemble ensemble, RunSummary run, string option) =>
        string.Equals(
            run.Settings.Options.GetValueOrDefault(option), ensemble.Identity.GetValueOrDefault(option), StringComparison.Ordinal);
}
