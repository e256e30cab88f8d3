using System.Globalization;

namespace HeavySim.Verifier;

/// <summary>
/// What a <see cref="DeepConfSelector"/> keeps, as its name writes it: "deepconf", "deepconf:tail", "deepconf:lowest:keep=.25".
/// </summary>
/// <param name="By">The measure: "bottom", "tail", "lowest" or "mean".</param>
/// <param name="Keep">The share that is kept, in (0, 1].</param>
/// <param name="WarmUp">How many agents set the bar, or null for all.</param>
internal sealed record DeepConfTerms(string By, double Keep, int? WarmUp)
{
    /// <summary>The family's name.</summary>
    public const string Family = "deepconf";

    private static readonly string[] Measures = ["bottom", "tail", "lowest", "mean"];

    /// <summary>The paper's offline form: the surest tenth by the mean of the lowest tenth of the groups.</summary>
    public static DeepConfTerms Usual { get; } = new("bottom", .1, null);

    /// <summary>The family's usual members, one for each measure.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Measures.Select(static m => (Usual with { By = m }).ToString())];

    /// <summary>The measure in words.</summary>
    public string Words => By == "bottom" ? "bottom-tenth" : By;

    /// <summary>True when the name is one of the family, well formed or not.</summary>
    public static bool Is(string name) => name.Split(':', 2)[0].Equals(Family, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a name of the family.</summary>
    /// <exception cref="HeavySimException">It is not well formed.</exception>
    public static DeepConfTerms Parse(string name) => name.Split(':').Skip(1).Aggregate(Usual, (terms, term) => term.Split('=', 2) switch
    {
        [var measure] when Measures.Contains(measure, StringComparer.OrdinalIgnoreCase) => terms with { By = measure.ToLowerInvariant() },
        ["keep", var share] when WrittenNumber.TryReal(share, out var keep) && keep is > 0 and <= 1 => terms with { Keep = keep },
        ["warmup", var count] when int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var agents)
            && agents is >= 1 and <= 32 => terms with { WarmUp = agents },
        _ => throw new HeavySimException(
            $"The selector is deepconf[:{string.Join('|', Measures)}][:keep=.1][:warmup=16], with keep above 0 and at most 1; '{name}' is "
            + "none."),
    });

    /// <summary>The measure of an attempt that has one.</summary>
    public double Measure(Attempt attempt) => attempt.TokenConfidence is not { } confidence ? 0 : By switch
    {
        "tail" => confidence.Tail,
        "lowest" => confidence.Lowest,
        "mean" => confidence.Mean,
        _ => confidence.Bottom,
    };

    /// <summary>The shortest name.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Family}{(By == "bottom" ? "" : ":" + By)}{(Keep == .1 ? "" : $":keep={Keep}")}{(WarmUp is { } w ? $":warmup={w}" : "")}");
}
