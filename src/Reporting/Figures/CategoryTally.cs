using System.Runtime.InteropServices;
using HeavySim.Statistics;

namespace HeavySim.Reporting;

/// <summary>Adds problems up by category.</summary>
internal sealed class CategoryTally
{
    private const int MostShown = 40;
    private readonly Dictionary<string, Sums> _sums = new(StringComparer.Ordinal);

    /// <summary>Adds a graded problem with at least one sample.</summary>
    public void Add(string? category, ProblemResult result)
    {
        if (category is null)
            return;

        if (!_sums.TryGetValue(category, out var sums))
            _sums[category] = sums = new Sums();
        sums.Single += (double)result.Right / result.Samples;
        sums.Any += result.Right > 0 ? 1 : 0;
        sums.Votes.Add(result.VoteAccuracy);
    }

    /// <summary>The largest categories, most problems first; none where all problems are of one kind.</summary>
    public IReadOnlyList<CategoryFigure> Figures() => _sums.Count < 2 ? [] :
    [
        .. _sums
            .OrderByDescending(static s => s.Value.Votes.Count)
            .ThenBy(static s => s.Key, StringComparer.Ordinal)
            .Take(MostShown)
            .Select(static s => new CategoryFigure(
                s.Key,
                s.Value.Votes.Count,
                s.Value.Single / s.Value.Votes.Count,
                Intervals.OfShares(CollectionsMarshal.AsSpan(s.Value.Votes)),
                s.Value.Any / (double)s.Value.Votes.Count)),
    ];

    private sealed class Sums
    {
        public List<double> Votes { get; } = [];

        public double Single { get; set; }

        public int Any { get; set; }
    }
}
