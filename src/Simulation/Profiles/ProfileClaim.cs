using System.Text.Json.Serialization;

namespace HeavySim.Simulation;

/// <summary>A published figure that a profile claims to reproduce.</summary>
public sealed record ProfileClaim
{
    /// <summary>
    /// "pass@k", "maj@k" (plurality with uniform ties) or "listwise@k" (one judge's pick among the distinct answers of k), recomputed by
    /// <see cref="ProfileClaims"/>, as are "deepconf@k" and "deepconf-saved@k" (accuracy of DeepConf-low with up to k attempts, and the
    /// share of the tokens of k that it saves); "heavy@n" for the whole pipeline of n agents, and "rounds@plan" for the share of the last
    /// round's attempts that is right, which only a run can recompute.
    /// </summary>
    public required string Metric { get; init; }

    /// <summary>
    /// The number of agents of a "heavy@n" claim, which only a run of the whole pipeline can recompute; null for all others.
    /// </summary>
    [JsonIgnore]
    public int? Agents => ClaimMetric.TryParse(Metric, out var metric) && metric.Kind == "heavy" ? metric.K : null;

    /// <summary>The plan of a "rounds@plan" claim, as <c>--rounds</c> takes it; null for all others.</summary>
    [JsonIgnore]
    public string? Plan => ClaimMetric.TryParse(Metric, out var metric) ? metric.Plan : null;

    /// <summary>True when nothing was fitted to the figure: the profile is held beside it, and need not meet it. Default false.</summary>
    public bool IsCheck { get; set; }

    /// <summary>The figure, 0..1.</summary>
    public required double Value { get; init; }

    /// <summary>How far off the profile may be, 0..1; default 0.02.</summary>
    public double Tolerance { get; set; } = 0.02;

    /// <summary>Where the figure was published, and what it was measured on.</summary>
    public required string Source { get; init; }
}
