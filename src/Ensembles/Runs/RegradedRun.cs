using HeavySim.Experiments.Runs;
using HeavySim.Records.Store;

namespace HeavySim.Ensembles.Runs;

/// <summary>A recorded run with its answers read and marked anew, as a run of its own beside the first.</summary>
internal static class RegradedRun
{
    /// <summary>The setting that tells who marked it anew.</summary>
    private const string Setting = "regraded";

    /// <summary>
    /// Marks a run anew by the answer engine and, where its code problems can be tested, by their tests. The new run's name is the old one
    /// and those who marked it; what is there already of it stays.
    /// </summary>
    /// <returns>The new run, what is otherwise than in the first, and why programs were not run, if so.</returns>
    /// <exception cref="HeavySimException">The store cannot be written, or the sandbox has failed.</exception>
    public static async Task<(RunReader Run, RegradedMarks Marks, string? Refusal)> MakeAsync(
        RunStore store, RunReader run, CancellationToken cancellationToken)
    {
        var problems = run.ProblemSet();
        var (programs, refusal) = await ProgramTesting.OpenAsync(problems.Problems, cancellationToken);
        string[] checkers = [Ensemble.Answers.Version, .. programs is null ? (string[])[] : [programs.Version]];
        var settings = run.Summary.Settings with
        {
            Name = string.Join('.', checkers.Select(ShortName).Prepend(run.Summary.Settings.Name)),
            Options = new Dictionary<string, string>(run.Summary.Settings.Options, StringComparer.Ordinal)
            {
                [Setting] = string.Join(' ', checkers),
            },
        };
        var regrading = new Regrading(Ensemble.Answers, new Grader(Ensemble.Answers, programs), programs);
        await using (var journal = store.Begin(settings, problems, TimeProvider.System))
            await regrading.RunAsync(run, journal, cancellationToken);

        return (store.Read(settings.Name), regrading.Marks, refusal);
    }

    private static string ShortName(string checker) => checker.Replace("heavysim-", "", StringComparison.Ordinal).Replace('/', '-');
}
