using HeavySim.Statistics.Comparing;

namespace HeavySim.Experiments.Comparing;

/// <summary>The problems that both sides of a comparison have, in an order that does not depend on the runs.</summary>
internal sealed class ComparedPairs
{
    // A few failed calls must not end the curves.
    private const double MostLeftOut = .1;

    private readonly List<Pair> _pairs;
    private readonly RandomKey _key;

    private ComparedPairs(List<Pair> pairs, RandomKey key)
    {
        _pairs = pairs;
        _key = key;
    }

    public int Count => _pairs.Count;

    /// <summary>What the choices differ by, first less second, problem by problem.</summary>
    public IEnumerable<double> Differences => _pairs.Select(static p => p.First.Right - p.Second.Right);

    /// <summary>True when every choice is right or wrong, and none a chance.</summary>
    public bool AreBinary => _pairs.TrueForAll(static p => p is { First.Right: 0 or 1, Second.Right: 0 or 1 });

    /// <summary>The largest k that nearly all pairs reach, on both sides.</summary>
    public int CommonK => CommonOf(static p => p.Samples);

    /// <summary>
    /// Pairs by id and question; then, as every source numbers a problem set in its own way, by the question alone where neither side has
    /// it twice.
    /// </summary>
    public static ComparedPairs Of(ComparedSide first, ComparedSide second, RandomKey key)
    {
        var others = Unpaired(second, first)
            .Where(static g => g.Count() == 1)
            .ToDictionary(static g => g.Key, static g => g.Single(), StringComparer.Ordinal);
        var same = first.Problems.Where(p => second.Problems.ContainsKey(p.Key))
            .Select(p => (p.Key, Pair: new Pair(p.Value, second.Problems[p.Key])));
        var renamed = Unpaired(first, second)
            .Where(g => g.Count() == 1 && others.ContainsKey(g.Key))
            .Select(g => (g.Single().Key, Pair: new Pair(g.Single().Value, others[g.Key].Value)));
        return new ComparedPairs(
            [
                .. same.Concat(renamed)
                    .OrderBy(static p => p.Key.Question, StringComparer.Ordinal)
                    .ThenBy(static p => p.Key.Id, StringComparer.Ordinal)
                    .Select(static p => p.Pair),
            ],
            key);

        static IEnumerable<IGrouping<string, KeyValuePair<(string Id, string Question), ComparedSide.Entry>>> Unpaired(
            ComparedSide side, ComparedSide other) =>
            side.Problems.Where(p => !other.Problems.ContainsKey(p.Key)).GroupBy(static p => p.Key.Question, StringComparer.Ordinal);
    }

    /// <summary>1, 2, 4, ... and the last.</summary>
    public static IEnumerable<int> Ticks(int last) => Enumerable.Range(1, last).Where(k => int.IsPow2(k) || k == last);

    /// <summary>The pairs of which both have so many samples.</summary>
    public ComparedPairs Reaching(int k) => Where(p => p.Samples >= k);

    /// <summary>The pairs of which that side, or both, have as many samples as nearly all do.</summary>
    public ComparedPairs Common(Func<Pair, int> samples)
    {
        var k = CommonOf(samples);
        return new ComparedPairs(_pairs.FindAll(p => samples(p) >= k), _key);
    }

    private int CommonOf(Func<Pair, int> samples) =>
        _pairs.Select(samples).OrderDescending().ElementAt((int)((_pairs.Count - 1) * (1 - MostLeftOut)));

    public IReadOnlyList<(string? Category, ComparedPairs Pairs)> ByCategory() =>
        [
            .. _pairs.GroupBy(static p => p.First.Category, StringComparer.Ordinal)
                .OrderBy(static g => g.Key, StringComparer.Ordinal)
                .Select(g => (g.Key, new ComparedPairs([.. g], _key))),
        ];

    /// <summary>The mean over problems; null where one's is not known.</summary>
    public double? Mean(Func<Pair, double?> figure) => _pairs.TrueForAll(p => figure(p) is not null) ? _pairs.Average(figure) : null;

    public int Fewest(Func<Pair, int> figure) => _pairs.Min(figure);

    public int Most(Func<Pair, int> figure) => _pairs.Max(figure);

    /// <summary>The mean of a figure in 0..1, with its interval over problems.</summary>
    public Estimate Share(Func<Pair, double> figure) => Intervals.OfShares([.. _pairs.Select(figure)]);

    /// <summary>The pairs for which something holds.</summary>
    public ComparedPairs Where(Predicate<Pair> holds) => new(_pairs.FindAll(holds), _key);

    /// <summary>Compares two figures in 0..1.</summary>
    /// <param name="first">The first's.</param>
    /// <param name="second">The second's.</param>
    /// <param name="what">Names the random signs.</param>
    public PairedComparison Compare(Func<Pair, double> first, Func<Pair, double> second, string what) =>
        PairedComparison.Of([.. _pairs.Select(first)], [.. _pairs.Select(second)], _key.With(what));

    /// <summary>The sign-flip test of the choices.</summary>
    public double SignFlip(string what) => SignFlipTest.Of([.. Differences], _key.With(what)).PValue;

    /// <summary>A problem on both sides.</summary>
    internal sealed record Pair(ComparedSide.Entry First, ComparedSide.Entry Second)
    {
        /// <summary>Samples that both have.</summary>
        public int Samples => Math.Min(First.Curve.Samples, Second.Curve.Samples);
    }
}
