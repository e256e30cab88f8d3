using HeavySim.Statistics.Comparing;

namespace HeavySim.Experiments.Comparing;

/// <summary>
/// Two sides at equal output tokens per problem. k samples cost k times the side's mean tokens of a sample over the problems compared, so
/// that one k holds for all problems; between whole k a curve is read linearly. The mean is taken as it was measured: intervals and tests
/// are about the accuracies.
/// </summary>
internal sealed class TokenComparison(ComparedSide first, ComparedSide second, ComparedPairs pairs)
{
    private const double Rounding = 1e-9;

    /// <summary>
    /// Vote against vote, where the dearer has 1, 2, 4, ... samples; empty where tokens are not known or the expenses do not overlap.
    /// </summary>
    public IReadOnlyList<ComparedAtTokens> OfVotes()
    {
        var reached = pairs.Common(static p => p.Samples);
        if (reached.Mean(static p => p.First.TokensPerSample) is not (> 0 and var firstPrice)
            || reached.Mean(static p => p.Second.TokensPerSample) is not (> 0 and var secondPrice))
            return [];

        var dearer = Math.Max(firstPrice, secondPrice);
        var most = Math.Min(
            firstPrice * reached.Fewest(static p => p.First.Curve.Samples),
            secondPrice * reached.Fewest(static p => p.Second.Curve.Samples));
        return
        [
            .. ComparedPairs.Ticks((int)Math.Floor(most / dearer * (1 + Rounding))).Select(k => Row(
                reached,
                k * dearer,
                k * dearer / firstPrice,
                k * dearer / secondPrice,
                p => VoteAt(p.First, k * dearer, firstPrice),
                p => VoteAt(p.Second, k * dearer, secondPrice))),
        ];
    }

    /// <summary>
    /// The choices of each side, at what they took, against the vote that the other buys with as much; left out where that is beyond the
    /// other's samples, or where the choices are no more than a vote over all samples.
    /// </summary>
    public IReadOnlyList<ComparedAtTokens> OfChoices()
    {
        var rows = new List<ComparedAtTokens>();
        if (Choice(first, static p => p.First, second, static p => p.Second) is var (spent, k, reached))
            rows.Add(Row(reached, spent, null, k, static p => p.First.Right, p => VoteAt(p.Second, spent, spent / k)));
        if (Choice(second, static p => p.Second, first, static p => p.First) is var (otherSpent, otherK, otherReached))
            rows.Add(Row(
                otherReached, otherSpent, otherK, null, p => VoteAt(p.First, otherSpent, otherSpent / otherK), static p => p.Second.Right));
        return rows;
    }

    /// <summary>
    /// What one side's choices took, and the samples that buys of the other, over the problems at which that one has its samples.
    /// </summary>
    private (double Spent, double K, ComparedPairs Reached)? Choice(
        ComparedSide side,
        Func<ComparedPairs.Pair, ComparedSide.Entry> own,
        ComparedSide other,
        Func<ComparedPairs.Pair, ComparedSide.Entry> others)
    {
        if (!other.HasCurve)
            return null;

        var reached = pairs.Common(p => others(p).Curve.Samples);
        if (reached.Mean(p => own(p).Tokens) is not { } spent || reached.Mean(p => others(p).TokensPerSample) is not (> 0 and var price))
            return null;

        var isWholeVote = side is { HasCurve: true, Method: "vote" }
            && reached.Mean(p => own(p).TokensPerSample * own(p).Curve.Samples) is { } votes && Math.Abs(spent - votes) < .5;
        var k = spent / price;
        return isWholeVote || k < 1 || k > reached.Fewest(p => others(p).Curve.Samples) * (1 + Rounding) ? null : (spent, k, reached);
    }

    private static double VoteAt(ComparedSide.Entry side, double tokens, double price) =>
        new TokenAxis(side.Curve.Majority, price).At(tokens) ?? 0;

    private static ComparedAtTokens Row(
        ComparedPairs reached, double tokens, double? firstK, double? secondK, Func<ComparedPairs.Pair, double> first,
        Func<ComparedPairs.Pair, double> second)
    {
        var paired = reached.Compare(first, second, FormattableString.Invariant($"tokens {tokens:R}"));
        return new ComparedAtTokens(tokens, firstK, secondK, paired.First, paired.Second, ReportedDifference.Of(paired));
    }
}
