namespace HeavySim.Records.Recorded;

/// <summary>A run's settings as JSON: the first line of the own form.</summary>
internal sealed record RunRecord
{
    public string Record { get; init; } = OwnRecords.Run;

    /// <summary>The version of the form.</summary>
    public int Format { get; init; } = 1;

    public string? Name { get; init; }

    public long Seed { get; init; }

    public bool Simulated { get; init; }

    public string? ProblemSet { get; init; }

    public IReadOnlyDictionary<string, string>? Options { get; init; }

    public static RunRecord Of(RunSummary run) => new()
    {
        Name = run.Name,
        Seed = run.Settings.Seed,
        Simulated = run.Settings.IsSimulated,
        ProblemSet = run.ProblemSet,
        Options = run.Settings.Options,
    };
}
