using HeavySim.Records.Formats;
using HeavySim.Records.Problems;
using HeavySim.Records.Store;

namespace HeavySim.Records.Samples;

/// <summary>Makes a run of a file of recorded samples.</summary>
public static class SampleImport
{
    /// <summary>
    /// Imports a file in two passes, the problems first, in memory that does not grow with the samples' texts. Importing the same file
    /// under the same name again adds nothing.
    /// </summary>
    /// <param name="store">Where to.</param>
    /// <param name="path">The file, in any form that <see cref="SampleFile"/> reads.</param>
    /// <param name="options">The run's name, and what of the file counts.</param>
    /// <param name="engine">Reads and marks answers where the file does not say.</param>
    /// <param name="clock">The wall clock, for the time of the import.</param>
    /// <param name="cancellationToken">Cancels the import; what is written stays, and the same import completes it.</param>
    /// <returns>The run as it is afterwards, and what to know about the file.</returns>
    /// <exception cref="HeavySimException">
    /// The file cannot be used, has not the scorer or filter asked for, or the name is taken by another run.
    /// </exception>
    public static async Task<ImportedRun> ImportAsync(
        RunStore store, string path, ImportOptions options, IAnswerEngine engine, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        string stem;
        using (var file = SourceFile.Open(path))
            stem = file.Stem;

        // The first pass also finds every malformed line, so that nothing is half-written, and which of repeated samples is the last.
        var problems = new Dictionary<string, Problem>(StringComparer.Ordinal);
        var survey = new SampleReading(engine, options.Scorer, options.Filter);
        await foreach (var sampled in SampleFile.ReadAsync(path, survey, cancellationToken))
            problems.TryAdd(sampled.Problem.Id, sampled.Problem);

        var run = await SampleFile.RunOfAsync(path, cancellationToken);
        var settings = new RunSettings
        {
            Name = options.Name ?? run?.Name ?? stem,
            Seed = run?.Seed ?? 0,
            IsSimulated = run?.Simulated ?? false,
            Options = run?.Options ?? OptionsOf(stem, options),
        };
        var set = ProblemSet.Of(run?.ProblemSet ?? stem, problems.Values);
        var reading = survey.Again();
        await using (var journal = store.Begin(settings, set, clock))
        {
            await foreach (var sampled in SampleFile.ReadAsync(path, reading, cancellationToken))
            {
                foreach (var attempt in sampled.Attempts)
                    journal.Append(attempt);
                if (sampled.Solution is { } solution)
                    journal.Append(solution);
            }
        }

        return new ImportedRun(store.Read(settings.Name).Summary, reading.Remarks);
    }

    /// <summary>What was chosen is a setting of the run: the same file read otherwise is another run.</summary>
    private static Dictionary<string, string> OptionsOf(string stem, ImportOptions options)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["import"] = stem };
        if (options.Scorer is { } scorer)
            settings["scorer"] = scorer;
        if (options.Filter is { } filter)
            settings["filter"] = filter;
        return settings;
    }
}
