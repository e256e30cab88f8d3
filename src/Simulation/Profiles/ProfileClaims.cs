namespace HeavySim.Simulation;

/// <summary>
/// Recomputes what profiles claim, by drawing answers as the simulated model would, without texts, clock and endpoint. Pure: the same
/// profile, seed and numbers give the same result.
/// </summary>
internal static class ProfileClaims
{
    /// <summary>Problems drawn by default: enough for a standard error of half a point.</summary>
    public const int DefaultProblems = 10_000;

    // The gain over the vote on the same problems has a smaller error than the level, and tracks of tokens take time.
    private const int CutProblems = 1_000;

    /// <summary>Compares every claim with what the profile gives.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="seed">The seed of the world.</param>
    /// <param name="problems">How many problems to draw, from 1.</param>
    public static IReadOnlyList<ClaimResult> Check(SimulationProfile profile, long seed = 0, int problems = DefaultProblems)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(problems, 1);
        return [.. profile.Claims.Select(claim => new ClaimResult(claim, Obtain(profile, claim.Metric, seed, problems)))];
    }

    /// <summary>Recomputes one metric (see <see cref="ProfileClaim.Metric"/>); null for "heavy@n" and "rounds@plan".</summary>
    /// <exception cref="ArgumentException"><paramref name="metric"/> is none of those.</exception>
    public static double? Obtain(SimulationProfile profile, string metric, long seed = 0, int problems = DefaultProblems)
    {
        if (!ClaimMetric.TryParse(metric, out var parsed))
            throw new ArgumentException($"'{metric}' is no metric of a profile.", nameof(metric));

        return parsed.Kind switch
        {
            "heavy" or "rounds" => null,
            "deepconf" => new AnswerSampling(profile, seed).Mean(new ClaimMetric("maj", parsed.K), problems)
                + Cut(profile, seed, parsed.K, problems).Gain,
            "deepconf-saved" => Cut(profile, seed, parsed.K, problems).Saved,
            _ => new AnswerSampling(profile, seed).Mean(parsed, problems),
        };
    }

    private static (double Gain, double Saved) Cut(SimulationProfile profile, long seed, int attempts, int problems) =>
        new CutSampling(profile, seed).Mean(attempts, Math.Min(problems, CutProblems));
}
