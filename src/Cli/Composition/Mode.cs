using HeavySim.Agents;
using HeavySim.Core;
using Microsoft.Extensions.AI;

namespace HeavySim.Cli.Composition;

/// <summary>A named plan: what a solve does where the command line says nothing else. What it leaves null has its usual default.</summary>
/// <param name="Name">The name used by <c>--mode</c>.</param>
internal sealed record Mode(string Name)
{
    /// <summary>One agent, a direct answer, no reasoning asked for.</summary>
    public static Mode Fast { get; } = new("fast") { Agents = 1, HasFixedSize = true, Strategies = PromptStrategies.Named(["direct"]), Effort = ReasoningEffort.Low };

    /// <summary>One agent, whose reasoning is shown as it comes.</summary>
    public static Mode Thinking { get; } = new("thinking") { Agents = 1, HasFixedSize = true, Strategies = PromptStrategies.Named(["step-by-step"]), ShowsReasoning = true };

    /// <summary>All agents, as the options say.</summary>
    public static Mode Heavy { get; } = new("heavy");

    /// <summary>Follows the difficulty: a fast agent first, then waves of others until the evidence is enough.</summary>
    public static Mode Auto { get; } = new("auto") { Agents = RosterBuilder.MaxAgents, Scouts = 1, AsksConfidence = true, Stop = "dial:.95", Waves = "growing" };

    /// <summary>The modes that are always there.</summary>
    public static IReadOnlyList<Mode> BuiltIn { get; } = [Fast, Thinking, Heavy, Auto];

    /// <summary>The size of the ensemble.</summary>
    public int? Agents { get; init; }

    /// <summary>True when the mode would be another one with more agents.</summary>
    public bool HasFixedSize { get; init; }

    /// <summary>The prompt strategies.</summary>
    public IReadOnlyList<PromptStrategy> Strategies { get; init; } = PromptStrategies.All;

    /// <summary>How much reasoning is asked for; null for the endpoint's own way.</summary>
    public ReasoningEffort? Effort { get; init; }

    /// <summary>How many agents at the head of the roster answer directly.</summary>
    public int Scouts { get; init; }

    /// <summary>True to ask the agents how sure they are.</summary>
    public bool AsksConfidence { get; init; }

    /// <summary>True when <c>solve</c> shows the reasoning as it comes.</summary>
    public bool ShowsReasoning { get; init; }

    /// <summary>The stop rule.</summary>
    public string? Stop { get; init; }

    /// <summary>The launch policy.</summary>
    public string? Waves { get; init; }

    /// <summary>The selector.</summary>
    public string? Select { get; init; }

    /// <summary>The cross-check.</summary>
    public string? Check { get; init; }

    /// <summary>Rounds of comparing notes.</summary>
    public int? Rounds { get; init; }

    /// <summary>What the settings of a run say of the mode: its name, and for one of one's own what it fixes of the agents.</summary>
    public string Description => BuiltIn.Contains(this)
        ? Name
        : $"{Name} ({string.Join('+', Strategies.Select(static s => s.Name))}, effort {Effort?.ToString().ToLowerInvariant() ?? "own"}, {Scouts} scouts{(AsksConfidence ? ", asks confidence" : "")})";

    /// <summary>Finds a mode by its name, built in or in the configuration file.</summary>
    /// <exception cref="UsageException">There is no such mode, or the file is wrong.</exception>
    public static Mode Named(string name, string configFile, bool isConfigGiven)
    {
        if (BuiltIn.FirstOrDefault(mode => mode.Name == name) is { } known)
            return known;

        try
        {
            var own = ConfigurationFile.Read(configFile, isConfigGiven).Modes();
            return own.FirstOrDefault(mode => mode.Name == name)
                ?? throw new UsageException($"--mode is {string.Join(", ", BuiltIn.Concat(own).Select(static m => m.Name))}, not '{name}'. More can be named under \"modes\" in heavysim.json.");
        }
        catch (HeavySimException error) when (error is not UsageException)
        {
            throw new UsageException(error.Message);
        }
    }
}
