using HeavySim.Core;
using HeavySim.Experiments.Statistics;

namespace HeavySim.Experiments;

/// <summary>Compares two runs problem by problem.</summary>
public sealed class RunComparer
{
    private readonly ComparedSide _first;
    private readonly ComparedSide _second;
    private readonly List<(ComparedSide.Entry First, ComparedSide.Entry Second)> _pairs;
    private readonly RandomKey _key;

    private RunComparer(ComparedSide first, ComparedSide second, long seed)
    {
        _first = first;
        _second = second;
        _key = RandomKey.Of(seed).With("compare");
        // In an order that does not depend on the runs.
        _pairs = [.. first.Problems
            .Where(p => second.Problems.ContainsKey(p.Key))
            .OrderBy(static p => p.Key.Id, StringComparer.Ordinal)
            .ThenBy(static p => p.Key.Question, StringComparer.Ordinal)
            .Select(p => (p.Value, second.Problems[p.Key]))];
    }

    /// <summary>Compares.</summary>
    /// <param name="first">The first run.</param>
    /// <param name="second">The second, of the same store or another.</param>
    /// <param name="answers">Marks answers that no recorded attempt gave.</param>
    /// <param name="seed">Names the random signs of the tests.</param>
    /// <param name="cancellationToken">Calls it off.</param>
    /// <exception cref="HeavySimException">The runs have no graded problem in common, or one cannot be read.</exception>
    public static async Task<RunComparison> CompareAsync(RunReader first, RunReader second, IAnswerEngine answers, long seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var comparer = new RunComparer(
            await ComparedSide.ReadAsync(first, answers, cancellationToken), await ComparedSide.ReadAsync(second, answers, cancellationToken), seed);
        return comparer._pairs.Count > 0
            ? comparer.Compare()
            : throw new HeavySimException($"{first.Summary.Name} and {second.Summary.Name} have no graded problem in common: problems are paired by id and question.");
    }

    private RunComparison Compare()
    {
        var isCurtailed = _first.IsCurtailed || _second.IsCurtailed;
        var chosen = Choices();
        var error = chosen.Difference.Problems > 1 ? Intervals.StandardError([.. _pairs.Select(static p => Value(p.First) - Value(p.Second))]) : null;
        var comparison = new RunComparison
        {
            First = _first.Run.Name,
            Second = _second.Run.Name,
            Simulated = _first.Run.Settings.IsSimulated || _second.Run.Settings.IsSimulated,
            Problems = _pairs.Count,
            Unpaired = _first.Problems.Count + _second.Problems.Count - (2 * _pairs.Count),
            EqualK = isCurtailed ? [] : [.. Ticks(CommonK()).Select(AtK)],
            EqualTokens = isCurtailed ? [] : AtTokens(),
            Selected = chosen,
            Categories = Categories(),
            FirstTokensPerSample = TokensPerSample(static p => p.First),
            SecondTokensPerSample = TokensPerSample(static p => p.Second),
            // z(.975) + z(.8), the usual plan.
            Detectable = error is > 0 ? Math.Min(1, (1.959964 + .841621) * error.Value) : null,
            Sentence = "",
        };
        return comparison with { Sentence = ComparisonSentence.Of(comparison) };
    }

    private static double Value(ComparedSide.Entry entry) => entry.IsRight ? 1 : 0;

    private ComparedChoices Choices()
    {
        double[] first = [.. _pairs.Select(static p => Value(p.First))];
        double[] second = [.. _pairs.Select(static p => Value(p.Second))];
        var paired = PairedComparison.Of(first, second, _key);
        var (onlyFirst, onlySecond) = (_pairs.Count(static p => p.First.IsRight && !p.Second.IsRight), _pairs.Count(static p => !p.First.IsRight && p.Second.IsRight));
        return new ComparedChoices(
            _first.Method,
            _second.Method,
            ReportedInterval.Of(paired.First),
            ReportedInterval.Of(paired.Second),
            ReportedDifference.Of(paired),
            onlyFirst,
            onlySecond,
            McNemar.Exact(onlyFirst, onlySecond),
            SignFlipTest.Of([.. _pairs.Select(static p => Value(p.First) - Value(p.Second))], _key).PValue);
    }

    /// <summary>The largest k that nearly all pairs reach: a few failed calls must not end the curve.</summary>
    private int CommonK() => _pairs.Select(static p => Math.Min(p.First.Curve.Samples, p.Second.Curve.Samples)).OrderDescending().ElementAt((int)((_pairs.Count - 1) * .9));

    private static IEnumerable<int> Ticks(int last) => Enumerable.Range(1, last).Where(k => int.IsPow2(k) || k == last);

    private ComparedAtK AtK(int k)
    {
        var reached = _pairs.Where(p => Math.Min(p.First.Curve.Samples, p.Second.Curve.Samples) >= k).ToList();
        var majority = Paired(reached, e => e.Curve.Majority[k - 1], e => e.Curve.Majority[k - 1], _key.With("maj").With(k));
        var pass = Paired(reached, e => e.Curve.Pass[k - 1], e => e.Curve.Pass[k - 1], _key.With("pass").With(k));
        return new ComparedAtK(
            k,
            ReportedInterval.Of(majority.First),
            ReportedInterval.Of(majority.Second),
            ReportedDifference.Of(majority),
            ReportedInterval.Of(pass.First),
            ReportedInterval.Of(pass.Second),
            ReportedDifference.Of(pass));
    }

    private List<ComparedAtTokens> AtTokens()
    {
        if (TokensPerSample(static p => p.First) is not (> 0 and var first) || TokensPerSample(static p => p.Second) is not (> 0 and var second))
            return [];

        var last = CommonK();
        var reached = _pairs.Where(p => Math.Min(p.First.Curve.Samples, p.Second.Curve.Samples) >= last).ToList();
        var most = Math.Min(first * reached.Min(static p => p.First.Curve.Samples), second * reached.Min(static p => p.Second.Curve.Samples));
        var dearer = Math.Max(first, second);
        var points = new List<ComparedAtTokens>();
        foreach (var tokens in Ticks((int)Math.Floor(most / dearer * (1 + 1e-12))).Select(k => k * dearer))
        {
            var paired = Paired(
                reached, e => new TokenAxis(e.Curve.Majority, first).At(tokens) ?? 0, e => new TokenAxis(e.Curve.Majority, second).At(tokens) ?? 0, _key.With("tokens").With(points.Count));
            points.Add(new ComparedAtTokens(
                tokens, tokens / first, tokens / second, ReportedInterval.Of(paired.First), ReportedInterval.Of(paired.Second), ReportedDifference.Of(paired)));
        }

        return points;
    }

    private List<ComparedCategory> Categories()
    {
        var groups = _pairs.GroupBy(static p => p.First.Category, StringComparer.Ordinal).ToList();
        return groups.Count < 2 ? [] : groups.OrderBy(static g => g.Key, StringComparer.Ordinal).Select(static group =>
        {
            var difference = Intervals.OfMean([.. group.Select(static p => Value(p.First) - Value(p.Second))]);
            return new ComparedCategory(
                group.Key,
                group.Count(),
                group.Average(static p => Value(p.First)),
                group.Average(static p => Value(p.Second)),
                difference.Value,
                Math.Max(-1, difference.Low),
                Math.Min(1, difference.High));
        }).ToList();
    }

    /// <summary>The mean over problems; null where a sample's tokens are not known.</summary>
    private double? TokensPerSample(Func<(ComparedSide.Entry First, ComparedSide.Entry Second), ComparedSide.Entry> side)
    {
        var tokens = _pairs.Select(p => side(p).Tokens).ToList();
        return tokens.Exists(static t => t is null) ? null : tokens.Average();
    }

    private static PairedComparison Paired(
        List<(ComparedSide.Entry First, ComparedSide.Entry Second)> pairs, Func<ComparedSide.Entry, double> first, Func<ComparedSide.Entry, double> second, RandomKey key) =>
        PairedComparison.Of([.. pairs.Select(p => first(p.First))], [.. pairs.Select(p => second(p.Second))], key);
}
