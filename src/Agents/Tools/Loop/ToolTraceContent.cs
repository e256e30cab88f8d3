namespace HeavySim.Agents.Tools;

/// <summary>
/// What happened with tools in one turn of the model, as a content beside the text: it comes once at the end of each turn, in a
/// stream as in a plain response. No endpoint ever sees it.
/// </summary>
/// <param name="trace">This turn's part: its access, the tools offered, its calls; one round.</param>
internal sealed class ToolTraceContent(ToolTrace trace) : AIContent
{
    /// <summary>This turn's part.</summary>
    public ToolTrace Trace { get; } = trace;

    /// <summary>Joins the parts found among contents, in order, or null when there are none.</summary>
    public static ToolTrace? Join(IEnumerable<AIContent> contents)
    {
        ToolTrace? whole = null;
        foreach (var part in contents.OfType<ToolTraceContent>())
        {
            whole = whole is null
                ? part.Trace
                : part.Trace with { Rounds = whole.Rounds + part.Trace.Rounds, Calls = [.. whole.Calls, .. part.Trace.Calls] };
        }

        return whole;
    }

    /// <summary>Joins the parts of a whole response, or null when it has none.</summary>
    public static ToolTrace? Join(ChatResponse response) => Join(response.Messages.SelectMany(message => message.Contents));
}
