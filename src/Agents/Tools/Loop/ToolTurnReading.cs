namespace HeavySim.Agents.Tools;

/// <summary>Reads one turn of the model as it comes: what of it is to be shown at once, and at its end the calls it asks for.</summary>
internal sealed class ToolTurnReading(Func<string, bool> isTool)
{
    private readonly List<ChatResponseUpdate> _updates = [];
    private TextCallHoldback _text = new();

    /// <summary>Takes an update and returns it as it may be shown now; in the text dialect without what may be a call.</summary>
    public IEnumerable<ChatResponseUpdate> Read(ChatResponseUpdate update, ToolAccess access)
    {
        if (UpdateMarks.CallNumber(update.AdditionalProperties) > 1)
        {
            // The call failed midway and is made again: what it had said counts for nothing.
            _updates.Clear();
            _text = new TextCallHoldback();
        }

        _updates.Add(update);
        if (access != ToolAccess.Text)
            return [update];

        var contents = new List<AIContent>(update.Contents.Count);
        foreach (var content in update.Contents)
        {
            if (content is not TextContent text)
                contents.Add(content);
            else if (_text.Push(text.Text) is { Length: > 0 } free)
                contents.Add(new TextContent(free));
        }

        var shown = update.Clone();
        shown.Contents = contents;
        return [shown];
    }

    /// <summary>Closes the turn.</summary>
    /// <param name="access">The dialect it was spoken in.</param>
    /// <param name="rest">Text held back that is no call after all, or null.</param>
    public ToolTurn Finish(ToolAccess access, out ChatResponseUpdate? rest)
    {
        rest = null;
        if (access == ToolAccess.Text)
        {
            var (textCalls, visible) = TextToolCalls.Take(_text.Held, isTool);
            if (visible.Length > 0)
                rest = new ChatResponseUpdate(ChatRole.Assistant, visible)
                {
                    MessageId = _updates[^1].MessageId,
                    ResponseId = _updates[^1].ResponseId,
                };

            return new ToolTurn([], _text.Whole, textCalls);
        }

        var messages = _updates.ToChatResponse().Messages;
        FunctionCallContent[] calls = [.. messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>()
            .Where(call => !call.InformationalOnly)];
        return new ToolTurn([.. messages], "", calls);
    }
}
