using HeavySim.Experiments.Statistics;

namespace HeavySim.Experiments;

/// <summary>
/// Two sides at equal output tokens per problem. k samples cost k times the side's mean tokens of a sample over the problems compared, so that one k holds
/// for all problems; between whole k a curve is read linearly. The mean is taken as it was measured: intervals and tests are about the accuracies.
/// </summary>
internal sealed class TokenComparison
{
    private const double Rounding = 1e-9;

    private readonly ComparedSide _first;
    private readonly ComparedSide _second;
    private readonly ComparedPairs _pairs;
    private readonly double? _firstPrice;
    private readonly double? _secondPrice;

    public TokenComparison(ComparedSide first, ComparedSide second, ComparedPairs pairs)
    {
        _first = first;
        _second = second;
        _pairs = pairs.Count == 0 ? pairs : pairs.Reaching(pairs.CommonK);
        if (pairs.Count == 0)
            return;

        _firstPrice = _pairs.Mean(static p => p.First.TokensPerSample);
        _secondPrice = _pairs.Mean(static p => p.Second.TokensPerSample);
    }

    /// <summary>Vote against vote, where the dearer has 1, 2, 4, ... samples; empty where tokens are not known or the expenses do not overlap.</summary>
    public IReadOnlyList<ComparedAtTokens> OfVotes()
    {
        if (_firstPrice is not (> 0 and var first) || _secondPrice is not (> 0 and var second))
            return [];

        var dearer = Math.Max(first, second);
        var most = Math.Min(first * _pairs.Fewest(static p => p.First.Curve.Samples), second * _pairs.Fewest(static p => p.Second.Curve.Samples));
        return
        [
            .. ComparedPairs.Ticks((int)Math.Floor(most / dearer * (1 + Rounding))).Select(k => Row(
                k * dearer,
                k * dearer / first,
                k * dearer / second,
                p => VoteAt(p.First, k * dearer, first),
                p => VoteAt(p.Second, k * dearer, second))),
        ];
    }

    /// <summary>
    /// The choices of each side, at what they took, against the vote that the other buys with as much; left out where that is beyond the other's samples, or
    /// where the choices are no more than a vote over all samples.
    /// </summary>
    public IReadOnlyList<ComparedAtTokens> OfChoices()
    {
        var rows = new List<ComparedAtTokens>();
        if (_second.HasCurve && _pairs.Mean(static p => p.First.Tokens) is { } first && IsMore(_first, first, _firstPrice, static p => p.First.Curve.Samples)
            && Buys(first, _secondPrice, static p => p.Second.Curve.Samples) is { } secondK)
            rows.Add(Row(first, null, secondK, static p => p.First.Right, p => VoteAt(p.Second, first, first / secondK)));
        if (_first.HasCurve && _pairs.Mean(static p => p.Second.Tokens) is { } second && IsMore(_second, second, _secondPrice, static p => p.Second.Curve.Samples)
            && Buys(second, _firstPrice, static p => p.First.Curve.Samples) is { } firstK)
            rows.Add(Row(second, firstK, null, p => VoteAt(p.First, second, second / firstK), static p => p.Second.Right));
        return rows;
    }

    private static double VoteAt(ComparedSide.Entry side, double tokens, double price) => new TokenAxis(side.Curve.Majority, price).At(tokens) ?? 0;

    private bool IsMore(ComparedSide side, double spent, double? price, Func<ComparedPairs.Pair, int> samples) =>
        !(side.HasCurve && side.Method == "vote" && price is { } known && Math.Abs(spent - (known * _pairs.Fewest(samples))) < .5);

    private double? Buys(double tokens, double? price, Func<ComparedPairs.Pair, int> samples) =>
        price is > 0 and var known && tokens / known is var k && k >= 1 && k <= _pairs.Fewest(samples) * (1 + Rounding) ? k : null;

    private ComparedAtTokens Row(double tokens, double? firstK, double? secondK, Func<ComparedPairs.Pair, double> first, Func<ComparedPairs.Pair, double> second)
    {
        var paired = _pairs.Compare(first, second, FormattableString.Invariant($"tokens {tokens:R}"));
        return new ComparedAtTokens(tokens, firstK, secondK, ReportedInterval.Of(paired.First), ReportedInterval.Of(paired.Second), ReportedDifference.Of(paired));
    }
}
