using HeavySim.Cli.Composition;
using HeavySim.Orchestrator;

namespace HeavySim.Cli.Options;

/// <summary>What the shared options say, checked.</summary>
internal sealed record SolvingSettings
{
    public required int Agents { get; init; }

    public required bool AreAgentsGiven { get; init; }

    public required IReadOnlyList<string> Endpoints { get; init; }

    public required IReadOnlyList<string> Models { get; init; }

    public required long Seed { get; init; }

    public required string Store { get; init; }

    public required Mode Mode { get; init; }

    /// <summary>The tools by name, or null for none.</summary>
    public required string? Tools { get; init; }

    /// <summary>The search tree, or null when the agents answer as they are.</summary>
    public required TreeOptions? Tree { get; init; }

    public required string Select { get; init; }

    public required string Check { get; init; }

    public required int Rounds { get; init; }

    public required string Stop { get; init; }

    public required string Waves { get; init; }

    public required double? DeadlineSeconds { get; init; }

    public required double AttemptDeadlineSeconds { get; init; }

    public required double? QuorumShare { get; init; }

    /// <summary>The percentile of an endpoint's latencies past which an agent gets a second try, or null.</summary>
    public required double? HedgePercentile { get; init; }

    public required SpendingLimits Budget { get; init; }

    public required SpendingLimits ProblemBudget { get; init; }

    public required int Concurrency { get; init; }

    public required double? Temperature { get; init; }

    public required int? MaxOutputTokens { get; init; }

    public required string ConfigFile { get; init; }

    public required bool IsConfigGiven { get; init; }

    public required bool IsJson { get; init; }

    /// <summary>True when something that was chosen wants to know how sure the agents are.</summary>
    public bool AsksConfidence => Mode.AsksConfidence || Select == "confidence" || Stop.Split(':')[0] is "confidence" or "dial";

    /// <exception cref="UsageException">Names every value that is out of its range.</exception>
    public void Validate()
    {
        var errors = new List<string>();
        Require(Agents is >= 1 and <= EnsembleSolver.MaximumAgents, $"--agents is 1 to {EnsembleSolver.MaximumAgents}, not {Agents}.");
        Require(DeadlineSeconds is null or > 0 and <= MaximumSeconds, $"--deadline is more than 0 and at most {MaximumSeconds} seconds.");
        Require(AttemptDeadlineSeconds is >= 0.001 and <= MaximumAttemptSeconds, $"--attempt-deadline is 0.001 to {MaximumAttemptSeconds} seconds.");
        Require(QuorumShare is null or > 0 and <= 1, "--quorum is more than 0 and at most 1.");
        Require(HedgePercentile is null or >= 50 and < 100, "--hedge is a percentile from 50 to below 100.");
        Require(Rounds is >= 0 and <= 8, $"--rounds is 0 to 8, not {Rounds}.");
        Require(Concurrency is >= 1 and <= 4096, $"--concurrency is 1 to 4096, not {Concurrency}.");
        Require(Temperature is null or >= 0 and <= 2, "--temperature is 0 to 2.");
        Require(MaxOutputTokens is null or >= 1, "--max-tokens is at least 1.");
        if (errors.Count > 0)
            throw new UsageException(string.Join(Environment.NewLine, errors));

        void Require(bool isMet, string message)
        {
            if (!isMet)
                errors.Add(message);
        }
    }

    private const double MaximumAttemptSeconds = 24 * 3600;
    private const double MaximumSeconds = 7 * 24 * 3600;
}
