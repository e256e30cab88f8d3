namespace HeavySim.Agents;

/// <summary>A conversation for a model that no system message reaches: what they say stands before the first words of the user.</summary>
internal static class FoldedSystem
{
    /// <summary>The conversation without system messages.</summary>
    /// <param name="messages">The conversation.</param>
    /// <param name="instructions">What would be said before it as one more system message, or null.</param>
    public static IEnumerable<ChatMessage> Of(IEnumerable<ChatMessage> messages, string? instructions)
    {
        var all = messages.ToList();
        var said = all.Where(static message => message.Role == ChatRole.System).Select(static message => message.Text)
            .Prepend(instructions ?? "").Where(static text => text.Length > 0).ToList();
        if (said.Count == 0)
            return all;

        var rest = all.Where(static message => message.Role != ChatRole.System).ToList();
        var text = string.Join("\n\n", said);
        var first = rest.FindIndex(static message => message.Role == ChatRole.User);
        if (first < 0)
            rest.Insert(0, new ChatMessage(ChatRole.User, text));
        else
            rest[first] = new ChatMessage(ChatRole.User, [new TextContent(text + "\n\n"), .. rest[first].Contents]);

        return rest;
    }
}
