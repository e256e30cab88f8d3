using Microsoft.Extensions.AI;

namespace HeavySim.Ensembles.Modes;

/// <summary>A named plan: what a solve does where the command line says nothing else. What it leaves null has its usual default.</summary>
internal sealed record Mode : ModeTerms
{
    private Mode(string name) => Name = name;

    /// <summary>A mode of one's own.</summary>
    /// <param name="name">The name used by <c>--mode</c>.</param>
    /// <param name="terms">What was written down of it.</param>
    public Mode(string name, ModeTerms terms)
        : base(terms) => Name = name;

    /// <summary>One agent, a direct answer, no reasoning asked for.</summary>
    public static Mode Fast { get; } = new("fast")
    {
        Agents = 1,
        HasFixedSize = true,
        Strategies = PromptStrategies.Named(["direct"]),
        Effort = ReasoningEffort.Low,
    };

    /// <summary>One agent, whose reasoning is shown as it comes.</summary>
    public static Mode Thinking { get; } = new("thinking")
    {
        Agents = 1,
        HasFixedSize = true,
        Strategies = PromptStrategies.Named(["step-by-step"]),
        ShowsReasoning = true,
    };

    /// <summary>
    /// All agents, who check each other's distinct answers by verdict and side by side; then everything that is known of each answer is
    /// fused. The default.
    /// </summary>
    public static Mode Heavy { get; } = new("heavy") { Check = "verdict:3+listwise:3", Select = "fusion" };

    /// <summary>All agents, and the answer that most of them gave: self-consistency.</summary>
    public static Mode Vote { get; } = new("vote");

    /// <summary>Follows the difficulty: a fast agent first, then waves of others until the evidence is enough.</summary>
    public static Mode Auto { get; } = new("auto")
    {
        Agents = RosterBuilder.MaxAgents,
        Scouts = 1,
        AsksConfidence = true,
        Stop = "dial:.95",
        Waves = "growing",
    };

    /// <summary>A population of solutions that is aggregated again and again: recursive self-aggregation.</summary>
    public static Mode Rsa { get; } = new("rsa") { Rounds = "rsa:n=16,k=4,steps=10" };

    /// <summary>Rounds of shrinking width that pass conclusions on and nothing else.</summary>
    public static Mode Shrink { get; } = new("shrink") { Rounds = "shrink:16,4,1" };

    /// <summary>Eight trajectories, and one last attempt that looks back on them.</summary>
    public static Mode Reflect { get; } = new("reflect") { Rounds = "reflect:8" };

    /// <summary>The modes that are always there.</summary>
    public static IReadOnlyList<Mode> BuiltIn { get; } = [Fast, Thinking, Heavy, Vote, Auto, Rsa, Shrink, Reflect];

    /// <summary>The name used by <c>--mode</c>.</summary>
    public string Name { get; }

    /// <summary>True when the mode would be another one with more agents.</summary>
    public bool HasFixedSize { get; init; }

    /// <summary>The prompt strategies.</summary>
    public IReadOnlyList<PromptStrategy> Strategies { get; init; } = PromptStrategies.All;

    /// <summary>How much reasoning is asked for; null for the endpoint's own way.</summary>
    public ReasoningEffort? Effort { get; init; }

    /// <summary>What the settings of a run say of the mode: its name, and for one of one's own what it fixes of the agents.</summary>
    public string Description => BuiltIn.Contains(this)
        ? Name
        : $"{Name} ({string.Join('+', Strategies.Select(static s => s.Name))}, effort {Effort?.ToString().ToLowerInvariant() ?? "own"}, "
            + $"{Scouts} scouts{(AsksConfidence ? ", asks confidence" : "")})";

    /// <summary>Finds a mode by its name, built in or in the configuration file.</summary>
    /// <exception cref="HeavySimException">There is no such mode, or the file is wrong.</exception>
    public static Mode Named(string name, ConfigurationFile config)
    {
        if (BuiltIn.FirstOrDefault(mode => mode.Name == name) is { } known)
            return known;

        var own = config.Modes();
        return own.FirstOrDefault(mode => mode.Name == name)
            ?? throw new EnsembleOptionsException(
                "mode",
                $"is {string.Join(", ", BuiltIn.Concat(own).Select(static m => m.Name))}, not '{name}'. "
                + "More can be named under \"modes\" in heavysim.json.");
    }
}
