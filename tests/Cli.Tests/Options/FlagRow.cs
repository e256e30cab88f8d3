namespace HeavySim.Cli.Tests.Options;

/// <summary>One flag of <c>run</c> and <c>solve</c>, and what it becomes.</summary>
/// <param name="Flag">The flag.</param>
/// <param name="Text">A value as it is written.</param>
/// <param name="Property">Where it goes.</param>
/// <param name="Value">What it becomes there.</param>
internal sealed record FlagRow(string Flag, string Text, string Property, object Value)
{
    /// <summary>Every flag that becomes an option of an ensemble.</summary>
    public static IReadOnlyList<FlagRow> All { get; } =
    [
        new("--agents", "12", nameof(EnsembleOptions.Agents), 12),
        new("--endpoint", "sim:hle-like", nameof(EnsembleOptions.Endpoints), new[] { "sim:hle-like" }),
        new("--model", "large", nameof(EnsembleOptions.Models), new[] { "large" }),
        new("--seed", "9000000000", nameof(EnsembleOptions.Seed), 9_000_000_000),
        new("--mode", "fast", nameof(EnsembleOptions.Mode), "fast"),
        new("--strategy", "plain", nameof(EnsembleOptions.Strategies), new[] { "plain" }),
        new("--prompt-file", "own.txt", nameof(EnsembleOptions.PromptFile), "own.txt"),
        new("--tools", "calculator,python", nameof(EnsembleOptions.Tools), "calculator,python"),
        new("--tree", "breadth=2", nameof(EnsembleOptions.Tree), "breadth=2"),
        new("--select", "fusion", nameof(EnsembleOptions.Select), "fusion"),
        new("--check", "verdict+notes", nameof(EnsembleOptions.Check), "verdict+notes"),
        new("--rounds", "2", nameof(EnsembleOptions.Rounds), "2"),
        new("--check-share", "0.2", nameof(EnsembleOptions.CheckShare), 0.2),
        new("--stop", "beta:.9", nameof(EnsembleOptions.Stop), "beta:.9"),
        new("--waves", "4,4,8", nameof(EnsembleOptions.Waves), "4,4,8"),
        new("--deadline", "2.5", nameof(EnsembleOptions.Deadline), 2.5),
        new("--attempt-deadline", "30", nameof(EnsembleOptions.AttemptDeadline), 30.0),
        new("--patience", "10m", nameof(EnsembleOptions.Patience), 600.0),
        new("--quorum", "0.75", nameof(EnsembleOptions.Quorum), 0.75),
        new("--hedge", "95", nameof(EnsembleOptions.Hedge), 95.0),
        new("--budget", "tokens=1000,cost=2.50", nameof(EnsembleOptions.Budget), "tokens=1000,cost=2.50"),
        new("--problem-budget", "calls=9", nameof(EnsembleOptions.ProblemBudget), "calls=9"),
        new("--concurrency", "64", nameof(EnsembleOptions.Concurrency), 64),
        new("--temperature", "0.3", nameof(EnsembleOptions.Temperature), 0.3),
        new("--max-tokens", "512", nameof(EnsembleOptions.MaxTokens), 512),
        new("--threads", "2", nameof(EnsembleOptions.Threads), 2),
        new("--template", "chatml", nameof(EnsembleOptions.Template), "chatml"),
        new("--logprobs", "5,window=512", nameof(EnsembleOptions.Logprobs), "5,window=512"),
        new("--cut", "deepconf:high", nameof(EnsembleOptions.Cut), "deepconf:high"),
        new("--config", "own.json", nameof(EnsembleOptions.Config), "own.json"),
    ];
}
