namespace HeavySim.Core;

/// <summary>The way from a problem to a node of its search tree.</summary>
/// <param name="Path">
/// Names the node, whatever order the tree grew in: "" for the root, "2" for its third child, "2.0" for the first child of that.
/// </param>
/// <param name="Steps">The steps so far, in order; empty at the root.</param>
internal sealed record PartialSolution(string Path, IReadOnlyList<string> Steps)
{
    /// <summary>Nothing done yet.</summary>
    public static PartialSolution Root { get; } = new("", []);

    /// <summary>The steps, one to a line: what models are shown.</summary>
    public string Text => string.Join('\n', Steps);

    /// <summary>One step further.</summary>
    /// <param name="step">The step.</param>
    /// <param name="index">Its place among the steps proposed, from 0.</param>
    public PartialSolution With(string step, int index) => new(Path.Length == 0 ? $"{index}" : $"{Path}.{index}", [.. Steps, step]);
}
