using System.Globalization;
using static HeavySim.Reporting.ProblemDetails;

namespace HeavySim.Reporting;

/// <summary>A search tree as lines, each node under its parent.</summary>
internal static class TreeRows
{
    private const int MostNodes = 2_000;

    /// <summary>The nodes in the order of reading, the root first; of a very large tree the beginning.</summary>
    /// <param name="tree">The nodes in any order; a node's path is its parent's, a dot and its own number.</param>
    /// <param name="most">The most characters kept of a step.</param>
    public static IReadOnlyList<TreeRow>? Of(IReadOnlyList<SearchNode> tree, int most)
    {
        if (tree.Count == 0)
            return null;

        var children = tree.Where(static n => n.Depth > 0).ToLookup(static n => ParentOf(n.Path), StringComparer.Ordinal);
        var rows = new List<TreeRow>();
        // A stack of our own: a tree may be as deep as its budget.
        var open = new Stack<SearchNode>(tree.Where(static n => n.Depth == 0));
        while (rows.Count < MostNodes && open.TryPop(out var node))
        {
            rows.Add(Row(node, most));
            foreach (var child in children[node.Path].Reverse())
                open.Push(child);
        }

        return rows;
    }

    private static TreeRow Row(SearchNode node, int most) => new(
        node.Depth,
        node.Value?.ToString("0.00", CultureInfo.InvariantCulture) ?? Numerals.Unknown,
        Numerals.Shortened(node.Depth == 0 ? "start" : node.Model is { } model ? $"{node.Step} by {model}" : node.Step, most),
        node.End is { } end ? Numerals.Shortened(node.State == NodeState.Ended ? $"no answer: {end}" : end, most) : null,
        node.State switch
        {
            NodeState.Answered => "answered",
            NodeState.Ended => "ended",
            NodeState.Expanded => "expanded",
            _ => "not expanded",
        });

    private static string ParentOf(string path) => path.LastIndexOf('.') is >= 0 and var dot ? path[..dot] : "";
}
