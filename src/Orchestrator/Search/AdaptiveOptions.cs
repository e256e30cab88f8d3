using System.Globalization;

namespace HeavySim.Orchestrator;

/// <summary>The shape of an adaptive tree of answers.</summary>
internal sealed record AdaptiveOptions : TreeShape
{
    /// <summary>What the shape's text begins with.</summary>
    public const string Name = "ab";

    /// <summary>How many answers are asked for in all, 1 to 512; default 32. Each is valued in a call of its own on top.</summary>
    public int Calls { get; init; } = 32;

    /// <summary>
    /// Most answers that are asked for at a time, 1 to 32, and never more than there are agents; default 5. All of a batch are chosen by
    /// what was known before it, and a large one makes the tree wide (treequest's README advises 5 or fewer).
    /// </summary>
    public int Batch { get; init; } = 5;

    /// <summary>What is believed of rewards before there are any.</summary>
    public RewardPrior Prior { get; init; } = RewardPrior.Gaussian;

    /// <summary>Reads "calls=32,batch=5,prior=beta", any of them in any order.</summary>
    /// <exception cref="HeavySimException">A part is not of that form or out of range.</exception>
    public static new AdaptiveOptions Parse(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries).Aggregate(new AdaptiveOptions(), static (tree, part) => tree.With(part));

    /// <summary>The form that <see cref="TreeShape.Parse"/> reads.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name}:calls={Calls},batch={Batch},prior={(Prior == RewardPrior.Beta ? "beta" : "gaussian")}");

    private AdaptiveOptions With(string part)
    {
        var (name, value) = part.Split('=', 2) is [var left, var right] ? (left.TrimEnd(), right.TrimStart()) : (part, "");
        var number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        return (name, value) switch
        {
            ("calls", _) when number is >= 1 and <= 512 => this with { Calls = number },
            ("batch", _) when number is >= 1 and <= 32 => this with { Batch = number },
            ("prior", "gaussian") => this with { Prior = RewardPrior.Gaussian },
            ("prior", "beta") => this with { Prior = RewardPrior.Beta },
            _ => throw new HeavySimException(
                "An adaptive tree is ab:calls=1..512, batch=1..32 and prior=gaussian or beta, joined by commas, as in "
                + $"ab:calls=32,prior=beta; '{part}' is none of these."),
        };
    }
}

/// <summary>What is believed of rewards in 0..1 before there are any.</summary>
internal enum RewardPrior
{
    /// <summary>Normal with unknown mean and variance.</summary>
    Gaussian,

    /// <summary>A share of successes.</summary>
    Beta,
}
