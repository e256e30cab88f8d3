using System.Globalization;

namespace HeavySim.Orchestrator;

/// <summary>
/// The launch policy: how many agents begin before the vote is looked at again. All at once is fastest; one by one spends the fewest
/// tokens under a stop rule; growing waves lie between.
/// </summary>
/// <param name="Sizes">Sizes of the waves, each at least 1; the last one repeats. Empty: all at once.</param>
public sealed record Waves(IReadOnlyList<int> Sizes)
{
    /// <summary>Every agent at once: the shortest wall time.</summary>
    public static Waves All { get; } = new([]);

    /// <summary>One agent after the other: the fewest tokens.</summary>
    public static Waves OneByOne { get; } = new([1]);

    /// <summary>1, 3, 4, 8, 16: each wave doubles the total (4, 8, 16, 32).</summary>
    public static Waves Growing { get; } = new([1, 3, 4, 8, 16]);

    /// <summary>Reads "all", "one", "growing" or a list of sizes such as "4,4,8".</summary>
    /// <exception cref="HeavySimException">The text is none of these.</exception>
    public static Waves Parse(string text) => text switch
    {
        "all" => All,
        "one" => OneByOne,
        "growing" => Growing,
        _ => new([.. text.Split(',').Select(ParseSize)]),
    };

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString() =>
        Sizes.Count == 0 ? "all" : string.Join(',', Sizes.Select(static s => s.ToString(CultureInfo.InvariantCulture)));

    internal int SizeOf(int wave, int agents) => Sizes.Count == 0 ? agents : Sizes[Math.Min(wave, Sizes.Count - 1)];

    private static int ParseSize(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= 32
            ? size
            : throw new HeavySimException(
                $"Waves are 'all', 'one', 'growing' or sizes from 1 to 32 such as '4,4,8'; '{text}' is none of these.");
}
