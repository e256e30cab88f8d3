using HeavySim.Agents;

namespace HeavySim.Cli.Composition;

/// <summary>A named plan: what a mode fixes of the options. What it leaves null, the command line decides.</summary>
/// <param name="Name">The name used by <c>--mode</c>.</param>
/// <param name="Agents">The size of the ensemble.</param>
/// <param name="Strategies">The prompt strategies.</param>
internal sealed record Mode(string Name, int? Agents, IReadOnlyList<PromptStrategy> Strategies)
{
    /// <summary>One agent, answers at once.</summary>
    public static Mode Fast { get; } = new("fast", 1, PromptStrategies.Named(["direct"]));

    /// <summary>One agent, reasons first and shows its steps.</summary>
    public static Mode Thinking { get; } = new("thinking", 1, PromptStrategies.Named(["step-by-step"]));

    /// <summary>The whole roster.</summary>
    public static Mode Heavy { get; } = new("heavy", Agents: null, PromptStrategies.All);

    /// <summary>Finds a mode by its name.</summary>
    /// <exception cref="UsageException">There is no such mode.</exception>
    public static Mode Named(string name) =>
        new[] { Fast, Thinking, Heavy }.FirstOrDefault(mode => string.Equals(mode.Name, name, StringComparison.Ordinal))
        ?? throw new UsageException($"--mode is fast, thinking or heavy, not '{name}'.");
}
