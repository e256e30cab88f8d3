using System.Text.RegularExpressions;

namespace HeavySim.Agents.Tools;

/// <summary>Reads one turn of the model as it comes: what of it is to be shown at once, and at its end the calls it asks for.</summary>
internal sealed partial class ToolTurnReading(Func<string, bool> isTool)
{
    private readonly List<ChatResponseUpdate> _updates = [];
    private TextCallHoldback? _text;

    /// <summary>Takes an update and returns it as it may be shown now, without text that may be a call.</summary>
    public IEnumerable<ChatResponseUpdate> Read(ChatResponseUpdate update, ToolAccess access)
    {
        if (UpdateMarks.CallNumber(update.AdditionalProperties) > 1)
        {
            // The call failed midway and is made again: what it had said counts for nothing.
            _updates.Clear();
            _text = null;
        }

        _updates.Add(update);
        if (access == ToolAccess.None || !update.Contents.Any(static content => content is TextContent))
            return [update];

        _text ??= new TextCallHoldback(onlyTags: access == ToolAccess.Native);
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
        var held = _text?.Held ?? "";
        var (written, visible) = access == ToolAccess.Native ? TextToolCalls.TakeTags(held, isTool) : TextToolCalls.Take(held, isTool);
        if (access == ToolAccess.Native && written.Count == 0 && held.Contains(TextToolCalls.Closing, StringComparison.Ordinal))
            written = TextToolCalls.TakeTags(_text!.Whole, isTool).Calls;

        rest = visible.Length == 0 ? null : new ChatResponseUpdate(ChatRole.Assistant, visible)
        {
            MessageId = _updates[^1].MessageId,
            ResponseId = _updates[^1].ResponseId,
        };
        if (access == ToolAccess.Text)
            return new ToolTurn([], _text?.Whole ?? "", written);

        var messages = _updates.ToChatResponse().Messages;
        FunctionCallContent[] calls = [.. messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>()
            .Where(call => !call.InformationalOnly)];
        if (calls.Length > 0 || written.Count == 0)
            return new ToolTurn([.. messages], "", calls);

        // The server gave the calls as text. It is told of them as of any others, so that it finds its own form of them.
        calls = [.. written.Select(static call => IsName().IsMatch(call.Name) ? call : Renamed(call))];
        return new ToolTurn([AsCalls(messages, _text!.Whole, calls)], "", calls);
    }

    private static ChatMessage AsCalls(IEnumerable<ChatMessage> messages, string whole, IEnumerable<FunctionCallContent> calls)
    {
        var contents = messages.SelectMany(static message => message.Contents).OfType<TextReasoningContent>().ToList<AIContent>();
        var tag = whole.IndexOf(TextToolCalls.Opening, StringComparison.Ordinal);
        if (tag > 0 && whole[..tag].TrimEnd() is { Length: > 0 } before)
            contents.Add(new TextContent(before));

        contents.AddRange(calls);
        return new ChatMessage(ChatRole.Assistant, contents);
    }

    private static FunctionCallContent Renamed(FunctionCallContent call) =>
        new(call.CallId, "unreadable") { RawRepresentation = call.RawRepresentation, Exception = call.Exception };

    [GeneratedRegex("^[A-Za-z0-9_.:-]{1,64}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IsName();
}
