using HeavySim.Ensembles.Endpoints;
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

    /// <summary>
    /// What the newest run of the same models, tools and cross-check has shown, and which it is; null where none has shown enough.
    /// </summary>
    /// <param name="ensemble">Who is to learn.</param>
    /// <param name="store">The runs.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="HeavySimException">The store cannot be read.</exception>
    public static (LearnedRun Run, TruthMemory Memory)? Teach(Ensemble ensemble, RunStore store, CancellationToken cancellationToken)
    {
        if (!ensemble.Plan.LearnsFromProblems
            || Newest(ensemble, store, LeastTaught, "endpoint", "model", "tools", "check") is not { } run)
            return null;

        var shown = new List<TruthProblem>();
        foreach (var read in run.Candidates().Take(MostTaught))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (read().Solution is { } solved)
                shown.Add(ShownProblems.Of(solved.Solution));
        }

        return (new LearnedRun(run.Summary.Name, shown.Count), TruthMemory.After(shown, TruthModel.Prior));
    }

    /// <summary>The newest run with attempts that is simulated or real as the ensemble is, and like it in these options.</summary>
    /// <param name="ensemble">Whose like is looked for.</param>
    /// <param name="store">The runs.</param>
    /// <param name="leastSolved">How many problems it has solved at least, 0 or more.</param>
    /// <param name="alike">The options, as <see cref="Ensemble.Identity"/> names them.</param>
    public static RunReader? Newest(Ensemble ensemble, RunStore store, int leastSolved, params string[] alike)
    {
        var newest = store.Runs().LastOrDefault(run => run.Settings.IsSimulated == ensemble.IsSimulated
            && run.Attempts > 0 && run.Solutions >= leastSolved
            && Array.TrueForAll(alike, option => AreAlike(ensemble, run, option)));
        return newest is null ? null : store.Read(newest.Name);
    }

    /// <summary>True when the run had this option as the ensemble has it; endpoints are alike however they are written.</summary>
    public static bool AreAlike(Ensemble ensemble, RunSummary run, string option)
    {
        var (was, now) = (run.Settings.Options.GetValueOrDefault(option), ensemble.Identity.GetValueOrDefault(option));
        return string.Equals(was, now, StringComparison.Ordinal)
            || (option == "endpoint" && was is not null && now is not null && EndpointKind.InOneForm(was) == EndpointKind.InOneForm(now));
    }
}
