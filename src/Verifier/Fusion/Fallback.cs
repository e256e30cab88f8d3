namespace HeavySim.Verifier;

/// <summary>Decides whether the data support the logits.</summary>
/// <remarks>
/// A baseline takes over when it was right on more problems by over half a standard error of the paired difference. Closer than that the
/// difference is noise, and choosing by noise costs more than it saves: measured on sub-panels of a few hundred problems, up to a point.
/// </remarks>
internal static class Fallback
{
    private const double StandardErrors = .5;

    /// <summary>Logits, vote or best member, from how right each was on the same problems, out of fold.</summary>
    /// <param name="logit">The logits, per problem.</param>
    /// <param name="vote">The vote, per problem.</param>
    /// <param name="best">The best member, per problem.</param>
    /// <param name="repeats">How often each problem is in the lists: repeats are not independent.</param>
    public static FusionMethod Decide(IReadOnlyList<double> logit, IReadOnlyList<double> vote, IReadOnlyList<double> best, int repeats = 1)
    {
        var (method, baseline) = vote.Sum() >= best.Sum() ? (FusionMethod.Vote, vote) : (FusionMethod.BestMember, best);
        var lead = baseline.Zip(logit, static (b, l) => b - l).ToList();
        return lead.Sum() > StandardErrors * Math.Sqrt(repeats * lead.Sum(static d => d * d)) ? method : FusionMethod.Logit;
    }
}
