using System.Globalization;

namespace HeavySim.Orchestrator;

/// <summary>
/// The online cut of DeepConf (Fu et al. 2025, arXiv:2508.15260): the first attempts at a problem run whole; a later one is ended as soon
/// as the token confidence of a window falls below what the given share of the first ones stayed above.
/// </summary>
public sealed record ConfidenceCut
{
    private const string Family = "deepconf";

    /// <summary>The share of attempts that is kept, in (0, 1): 0.1 (the default, "low" of the paper) or 0.9 ("high").</summary>
    public double Keep { get; init; } = .1;

    /// <summary>How many attempts run whole, 1 to 31; default 16, as in the paper.</summary>
    public int WarmUp { get; init; } = 16;

    /// <summary>Tokens in a window, 1 to 1,000,000; default 2,048, as in the paper.</summary>
    public int Window { get; init; } = 2048;

    /// <summary>Reads "deepconf", "deepconf:high", "deepconf:low,warmup=16,window=2048" or "deepconf:keep=.25".</summary>
    /// <exception cref="HeavySimException">The text is no cut; the message says what one is.</exception>
    public static ConfidenceCut Parse(string text)
    {
        var (family, terms) = text.Split([':', ','], 2) is [var name, var rest] ? (name, rest.Split(',')) : (text, []);
        if (!family.Equals(Family, StringComparison.OrdinalIgnoreCase))
            throw Fault(text);

        return terms.Aggregate(new ConfidenceCut(), (cut, term) => term.Trim().Split('=', 2) switch
        {
            ["low"] => cut with { Keep = .1 },
            ["high"] => cut with { Keep = .9 },
            ["keep", var share] when WrittenNumber.TryReal(share, out var keep) && keep is > 0 and < 1 => cut with { Keep = keep },
            ["warmup", var count] when Whole(count) is >= 1 and <= 31 and var warmUp => cut with { WarmUp = warmUp },
            ["window", var tokens] when Whole(tokens) is >= 1 and <= 1_000_000 and var window => cut with { Window = window },
            _ => throw Fault(text),
        });
    }

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Family}:keep={Keep},warmup={WarmUp},window={Window}");

    private static int Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static HeavySimException Fault(string text) => new(
        $"A cut is deepconf[:low|high][,keep=.1][,warmup=16][,window=2048], with keep in 0..1, warmup 1 to 31; '{text}' is none.");
}
