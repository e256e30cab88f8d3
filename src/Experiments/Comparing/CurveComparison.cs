namespace HeavySim.Experiments.Comparing;

/// <summary>Two sides against agents and against tokens, each by its own selector, paired by problem.</summary>
internal sealed class CurveComparison
{
    private const double Rounding = 1e-9;

    private readonly ComparedSide _first;
    private readonly ComparedSide _second;
    private readonly ComparedPairs _pairs;
    private readonly SideCurve _a;
    private readonly SideCurve _b;

    private CurveComparison(ComparedSide first, ComparedSide second, ComparedPairs pairs)
    {
        (_first, _second) = (first, second);
        (_a, _b) = (new SideCurve(first, pairs, static p => p.First), new SideCurve(second, pairs, static p => p.Second));
        _pairs = pairs.Where(p => _a.Has(p) && _b.Has(p));
    }

    /// <summary>Compares the curves, or gives null where they are two votes or have no problem in common.</summary>
    public static ComparedCurves? Of(ComparedSide first, ComparedSide second, ComparedPairs pairs)
    {
        if (first.Sizes.Count == 0 && second.Sizes.Count == 0)
            return null;

        var comparison = new CurveComparison(first, second, pairs);
        return comparison._pairs.Count == 0 ? null : comparison.Compare();
    }

    private ComparedCurves Compare() => new(
        _a.IsSelected ? _first.Method : ComparedSide.Vote,
        _b.IsSelected ? _second.Method : ComparedSide.Vote,
        [.. _a.Sizes.Union(_b.Sizes).Order().Select(AtK)],
        [.. AtTokens()]);

    private ComparedCurvePoint AtK(int k)
    {
        var (hasFirst, hasSecond) = (_a.Sizes.Contains(k), _b.Sizes.Contains(k));
        return new ComparedCurvePoint(
            k,
            hasFirst ? _pairs.Share(p => _a.At(p, k)) : null,
            hasFirst ? _pairs.Share(p => _a.VoteAt(p, k)) : null,
            hasFirst ? _a.TokensAt(_pairs, k) : null,
            hasSecond ? _pairs.Share(p => _b.At(p, k)) : null,
            hasSecond ? _pairs.Share(p => _b.VoteAt(p, k)) : null,
            hasSecond ? _b.TokensAt(_pairs, k) : null,
            hasFirst && hasSecond
                ? ReportedDifference.Of(_pairs.Compare(p => _a.At(p, k), p => _b.At(p, k), FormattableString.Invariant($"curves {k}")))
                : null,
            _pairs.Count);
    }

    /// <summary>Where the dearer side has 1, 2, 4, ... agents, as far as the other goes, and where that ends.</summary>
    private IEnumerable<ComparedAtTokens> AtTokens()
    {
        if (_a.ByTokens(_pairs) is not { } a || _b.ByTokens(_pairs) is not { } b)
            yield break;

        var common = _a.Sizes.Intersect(_b.Sizes).Max();
        var (dearer, sizes) = a.TokensAt(common) >= b.TokensAt(common) ? (a, _a.Sizes) : (b, _b.Sizes);
        var end = Math.Min(a.Most, b.Most);
        var expenses = sizes.Select(dearer.TokensAt).Where(t => a.Reaches(t) && b.Reaches(t)).ToList();
        if (a.Reaches(end) && b.Reaches(end) && (expenses.Count == 0 || expenses[^1] < end * (1 - Rounding)))
            expenses.Add(end);
        foreach (var tokens in expenses)
        {
            var paired = _pairs.Compare(
                p => a.At(p, tokens), p => b.At(p, tokens), FormattableString.Invariant($"curves at tokens {tokens:R}"));
            yield return new ComparedAtTokens(
                tokens, a.AgentsAt(tokens), b.AgentsAt(tokens), paired.First, paired.Second, ReportedDifference.Of(paired));
        }
    }
}
