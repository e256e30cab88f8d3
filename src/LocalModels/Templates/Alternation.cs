namespace HeavySim.LocalModels;

/// <summary>A conversation for templates that take neither a system message nor two turns of the same role in a row.</summary>
internal static class Alternation
{
    private const string Between = "\n\n";

    /// <summary>
    /// The conversation with the system text before the first question and turns of one role merged; null if that changes nothing.
    /// </summary>
    public static IReadOnlyList<TemplateMessage>? Of(IReadOnlyList<TemplateMessage> messages)
    {
        var system = string.Join(Between, messages.Where(IsSystem).Select(static m => m.Content));
        var turns = new List<TemplateMessage>();
        foreach (var message in messages.Where(static m => !IsSystem(m)))
        {
            if (turns.Count > 0 && turns[^1].Role == message.Role)
                turns[^1] = message with { Content = turns[^1].Content + Between + message.Content };
            else
                turns.Add(message);
        }

        if (system.Length > 0)
        {
            var first = turns.FindIndex(static m => m.Role == "user");
            if (first < 0)
                turns.Insert(0, new TemplateMessage("user", system));
            else
                turns[first] = turns[first] with { Content = system + Between + turns[first].Content };
        }

        return turns.Count < messages.Count || system.Length > 0 ? turns : null;
    }

    private static bool IsSystem(TemplateMessage message) => message.Role == "system";
}
