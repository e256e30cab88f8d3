using System.Text.Json;

namespace HeavySim.Cli.Documents;

/// <summary>The JSON document of <c>report --tree</c>: nodes, parents before children.</summary>
internal sealed record TreeDocument(
    string Problem, string? Answer, IReadOnlyList<TreeDocument.Node> Nodes, IReadOnlyList<SearchArm> Arms, Usage Usage)
{
    /// <summary>A node.</summary>
    internal sealed record Node(
        string Path, int Depth, string Step, int? Agent, string? Model, double? Value, string State, string? End, Usage Usage);

    public static IReadOnlyList<Node> NodesOf(Solution solution) =>
    [
        .. solution.Tree.Select(static n =>
            new Node(n.Path, n.Depth, n.Step, n.Agent + 1, n.Model, n.Value, n.State.ToString().ToLowerInvariant(), n.End, n.Usage)),
    ];

    public static void Write(TextWriter writer, Solution solution) => writer.WriteLine(JsonSerializer.Serialize(
        new TreeDocument(
            solution.Problem.Id, solution.Selection.Answer?.Text, NodesOf(solution), SearchArm.Of(solution.Tree), solution.Usage),
        DocumentJson.Default.TreeDocument));
}
