namespace HeavySim.Orchestrator;

/// <summary>The plans of rounds by the names that <c>--rounds</c> takes.</summary>
internal static class RoundPlanCatalog
{
    /// <summary>The most rounds of a plan, the first included.</summary>
    public const int MostRounds = 32;

    private static readonly Entry[] Entries =
    [
        new(
            RsaPlan.Name, new RsaPlan(), RsaPlan.Parse,
            "a population of n; in every step each of n new attempts sees k members and writes an improved solution (RSA)"),
        new(
            ShrinkPlan.Name, ShrinkPlan.Usual, ShrinkPlan.Parse,
            "rounds of so many attempts, each seeing the conclusions, and nothing else, of the whole round before (PaCoRe)"),
        new(
            ReflectPlan.Name, new ReflectPlan(), ReflectPlan.Parse,
            "so many trajectories, and one last attempt that looks back on all of them (Kimi K2's heavy mode)"),
    ];

    /// <summary>Every plan with its usual numbers, in the order of the catalog.</summary>
    public static IReadOnlyList<string> Usual { get; } = [.. Entries.Select(static e => $"{e.Usual}")];

    /// <summary>Every plan and what it does, in a line.</summary>
    public static string Summary { get; } = string.Join("; ", Entries.Select(static e => $"{e.Usual}: {e.Help}"));

    /// <summary>Reads a plan: its name, or its name and its numbers as in "shrink:16,4,1".</summary>
    /// <exception cref="HeavySimException">There is no such plan, or its numbers are wrong.</exception>
    public static IRoundPlan Parse(string text)
    {
        var (name, numbers) = text.Split(':', 2) is [var left, var right] ? (left, right) : (text, null);
        var entry = Entries.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.Ordinal))
            ?? throw new HeavySimException($"there is no plan of rounds '{name}'. Plans: {string.Join(", ", Usual)}.");
        return numbers is null ? entry.Usual : entry.Parse(numbers);
    }

    private sealed record Entry(string Name, IRoundPlan Usual, Func<string, IRoundPlan> Parse, string Help);
}
