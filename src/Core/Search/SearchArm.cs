namespace HeavySim.Core;

/// <summary>What one model did in an adaptive tree.</summary>
/// <param name="Model">The model.</param>
/// <param name="Fresh">How often it answered afresh.</param>
/// <param name="Improved">How often it went on from an answer.</param>
/// <param name="Answered">How many of both gave an answer.</param>
/// <param name="MeanValue">The mean of what judges gave its answers, in 0..1, or null when none was valued.</param>
internal sealed record SearchArm(string Model, int Fresh, int Improved, int Answered, double? MeanValue)
{
    /// <summary>The models of a tree, the most asked first; none for a tree of partial solutions.</summary>
    public static IReadOnlyList<SearchArm> Of(IReadOnlyList<SearchNode> tree) =>
    [
        .. tree.Where(static n => n.Model is not null)
            .GroupBy(static n => n.Model!, StringComparer.Ordinal)
            .OrderByDescending(static g => g.Count())
            .ThenBy(static g => g.Key, StringComparer.Ordinal)
            .Select(static g => new SearchArm(
                g.Key,
                g.Count(static n => n.Depth == 1),
                g.Count(static n => n.Depth > 1),
                g.Count(static n => n.State != NodeState.Ended),
                g.Select(static n => n.Value).OfType<double>().Order().Select(static v => (double?)v).Average())),
    ];
}
