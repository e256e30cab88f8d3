using HeavySim.Orchestrator;

namespace HeavySim.Ensembles;

/// <summary>The numbers that the options of an ensemble take.</summary>
internal static class OptionRanges
{
    private const double MaximumSeconds = 7 * 24 * 3600;
    private const double MaximumAttemptSeconds = 24 * 3600;

    public static NumberRange Agents { get; } = NumberRange.Of(1, EnsembleSolver.MaximumAgents);

    public static NumberRange CheckShare { get; } = new("more than 0 and less than 1", static n => n is > 0 and < 1);

    public static NumberRange Rounds { get; } = NumberRange.Of(0, 8);

    public static NumberRange Deadline { get; } =
        new($"more than 0 and at most {MaximumSeconds:0} seconds", static n => n is > 0 and <= MaximumSeconds);

    public static NumberRange AttemptDeadline { get; } = NumberRange.Of(.001, MaximumAttemptSeconds, "seconds");

    public static NumberRange Patience { get; } = NumberRange.Of(0, MaximumSeconds, "seconds");

    public static NumberRange Quorum { get; } = new("more than 0 and at most 1", static n => n is > 0 and <= 1);

    public static NumberRange Hedge { get; } =
        new("a percentile from 50 to below 100, or 0 for never", static n => n is 0 or >= 50 and < 100);

    public static NumberRange Concurrency { get; } = NumberRange.Of(1, 4096);

    public static NumberRange Temperature { get; } = NumberRange.Of(0, 2);

    public static NumberRange Threads { get; } = NumberRange.Of(1, 256);

    public static NumberRange MaxTokens { get; } = NumberRange.AtLeast(1);
}
