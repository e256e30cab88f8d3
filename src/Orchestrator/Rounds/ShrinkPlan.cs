using System.Globalization;

namespace HeavySim.Orchestrator;

/// <summary>
/// Message-only aggregation in rounds of shrinking width (PaCoRe: Hu et al. 2026, arXiv:2601.05593): only what stands after the thinking is
/// passed on, and each attempt of a round sees the conclusions of the whole round before.
/// </summary>
/// <param name="Widths">Attempts of each round, none more than the one before, and the last 1 or more.</param>
internal sealed record ShrinkPlan(IReadOnlyList<int> Widths) : IRoundPlan
{
    public const string Name = "shrink";

    /// <summary>What "shrink" alone means.</summary>
    public static ShrinkPlan Usual { get; } = new([16, 4, 1]);

    public EarlierForm Form => EarlierForm.Conclusions;

    public IReadOnlyList<Attempt> Choose(IReadOnlyList<Attempt> before, RandomKey key) => Drawn.Order(before, key);

    public override string ToString() =>
        $"{Name}:{string.Join(',', Widths.Select(static w => w.ToString(CultureInfo.InvariantCulture)))}";

    /// <summary>Reads "16,4,1".</summary>
    /// <exception cref="HeavySimException">It is no list of at least two widths that never grow.</exception>
    public static ShrinkPlan Parse(string text)
    {
        var widths = text.Split(',', StringSplitOptions.TrimEntries)
            .Select(static w => int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out var width) ? width : 0)
            .ToArray();
        var isPlan = widths.Length is >= 2 and <= RoundPlanCatalog.MostRounds && widths[0] <= EnsembleSolver.MaximumAgents
            && widths[^1] >= 1 && widths.Zip(widths.Skip(1)).All(static pair => pair.First >= pair.Second);
        return isPlan
            ? new ShrinkPlan(widths)
            : throw new HeavySimException(
                $"the plan {Name} is two or more widths from {EnsembleSolver.MaximumAgents} down to 1 that never grow, as in {Usual}; "
                + $"'{text}' is not.");
    }
}
