using HeavySim.Records.Problems;
using HeavySim.Records.Store;

namespace HeavySim.Records.Samples;

/// <summary>Makes a run of a file of recorded samples.</summary>
public static class SampleImport
{
    /// <summary>
    /// Imports a file in two passes, the problems first, in memory that does not grow with the samples. Importing the same file under the
    /// same name again adds nothing.
    /// </summary>
    /// <param name="store">Where to.</param>
    /// <param name="path">The file, in any form that <see cref="SampleFile"/> reads.</param>
    /// <param name="name">The run's name, or null for the file's.</param>
    /// <param name="engine">Reads and marks answers where the file does not say.</param>
    /// <param name="clock">The wall clock, for the time of the import.</param>
    /// <param name="cancellationToken">Cancels the import; what is written stays, and the same import completes it.</param>
    /// <returns>The run as it is afterwards.</returns>
    /// <exception cref="HeavySimException">The file cannot be used, or the name is taken by another run.</exception>
    public static async Task<RunSummary> ImportAsync(
        RunStore store, string path, string? name, IAnswerEngine engine, TimeProvider clock, CancellationToken cancellationToken)
    {
        string stem;
        using (var file = SourceFile.Open(path))
            stem = file.Stem;

        // The first pass also finds every malformed line, so that nothing is half-written.
        var problems = new Dictionary<string, Problem>(StringComparer.Ordinal);
        await foreach (var sampled in SampleFile.ReadAsync(path, engine, cancellationToken))
            problems.TryAdd(sampled.Problem.Id, sampled.Problem);

        var run = await SampleFile.RunOfAsync(path, cancellationToken);
        var settings = new RunSettings
        {
            Name = name ?? run?.Name ?? stem,
            Seed = run?.Seed ?? 0,
            IsSimulated = run?.Simulated ?? false,
            Options = run?.Options ?? new Dictionary<string, string>(StringComparer.Ordinal) { ["import"] = stem },
        };
        var set = ProblemSet.Of(run?.ProblemSet ?? stem, problems.Values);
        await using (var journal = store.Begin(settings, set, clock))
        {
            await foreach (var sampled in SampleFile.ReadAsync(path, engine, cancellationToken))
            {
                foreach (var attempt in sampled.Attempts)
                    journal.Append(attempt);
                if (sampled.Solution is { } solution)
                    journal.Append(solution);
            }
        }

        return store.Read(settings.Name).Summary;
    }
}
