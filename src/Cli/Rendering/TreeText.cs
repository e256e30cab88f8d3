namespace HeavySim.Cli.Rendering;

/// <summary>A search tree for people: a line a node, under its parent, with its value, what became of it, and its tokens.</summary>
internal static class TreeText
{
    public static void Write(TextWriter writer, Solution solution)
    {
        var children = solution.Tree.Where(static n => n.Depth > 0).ToLookup(static n => ParentOf(n.Path), StringComparer.Ordinal);
        writer.WriteLine($"{Terminal.Line(solution.Problem.Id)}: {Terminal.Line(solution.Problem.Question, 100)}");
        if (solution.Tree.FirstOrDefault(static n => n.Depth == 0) is { } root)
        {
            writer.WriteLine($"start{Remarks(root)}");
            WriteChildren(writer, children, root.Path, "");
        }

        writer.WriteLine(
            $"{Figures.Count(solution.Tree.Count)} nodes, {Figures.Count(solution.Tree.Count(static n => n.State == NodeState.Expanded))} "
            + $"gone on from, {Figures.Count(solution.Tree.Count(static n => n.State is NodeState.Answered or NodeState.Ended))} ends");
        foreach (var arm in SearchArm.Of(solution.Tree))
        {
            writer.WriteLine(
                $"{Terminal.Line(arm.Model)}: {Figures.Count(arm.Fresh)} fresh and {Figures.Count(arm.Improved)} improved answers, "
                + $"{Figures.Count(arm.Answered)} with an answer, mean value "
                + (arm.MeanValue?.ToString("0.00", CultureInfo.InvariantCulture) ?? "unknown"));
        }
    }

    private static void WriteChildren(TextWriter writer, ILookup<string, SearchNode> children, string parent, string indent)
    {
        var siblings = children[parent].ToList();
        for (var i = 0; i < siblings.Count; i++)
        {
            var isLast = i == siblings.Count - 1;
            var node = siblings[i];
            writer.WriteLine(
                $"{indent}{(isLast ? "└─ " : "├─ ")}{node.Value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "  – "}  "
                + $"{Terminal.Line(node.Step, 70)}{(node.Model is { } model ? $" by {Terminal.Line(model, 40)}" : "")}{Remarks(node)}");
            WriteChildren(writer, children, node.Path, indent + (isLast ? "   " : "│  "));
        }
    }

    private static string Remarks(SearchNode node)
    {
        var end = node.State switch
        {
            NodeState.Answered or NodeState.Expanded when node.End is { } answer => $" => {Terminal.Line(answer, 50)}",
            NodeState.Ended => $" => no answer: {Terminal.Line(node.End ?? "", 80)}",
            _ => "",
        };
        var agent = node.Agent is { } index ? $"agent {index + 1}, " : "";
        return $"{end}  ({agent}{Figures.Count(node.Usage.OutputTokens)} tokens)";
    }

    private static string ParentOf(string path) => path.LastIndexOf('.') is >= 0 and var dot ? path[..dot] : "";
}
