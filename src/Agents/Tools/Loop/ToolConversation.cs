namespace HeavySim.Agents.Tools;

/// <summary>One request on its way through the tool loop: its tools, its options, and the turns so far.</summary>
internal sealed class ToolConversation
{
    private readonly IReadOnlyList<ChatMessage> _asked;
    private readonly ChatOptions? _options;
    private readonly List<ChatMessage> _turns = [];
    private readonly RandomKey _key;

    public ToolConversation(IEnumerable<ChatMessage> messages, ChatOptions? options, IEnumerable<AIFunction> tools)
    {
        _asked = [.. messages];
        _options = options;
        foreach (var tool in tools.Concat(options?.Tools?.OfType<AIFunction>() ?? []))
            Tools.TryAdd(tool.Name, tool);

        _key = RandomKey.Of(options?.Seed ?? 0).With("tool results").With(_asked.Count == 0 ? "" : _asked[^1].Text);
    }

    /// <summary>By name, in the order given (nothing is ever removed, so the order is kept).</summary>
    public Dictionary<string, AIFunction> Tools { get; } = new(StringComparer.Ordinal);

    /// <summary>The messages of the next turn.</summary>
    public List<ChatMessage> Messages(ToolAccess access, bool isLast)
    {
        var messages = access == ToolAccess.Text && !isLast ? TextToolPrompt.Describe(_asked, Tools.Values) : [.. _asked];
        messages.AddRange(_turns);
        if (isLast)
            messages.Add(new ChatMessage(ChatRole.User, TextToolPrompt.Closing));

        return messages;
    }

    /// <summary>The options of the next turn: with tools only where the endpoint takes them, and a demand for a call only once.</summary>
    public ChatOptions? Options(ToolAccess access, int round, bool isLast)
    {
        if (_options is null && (access != ToolAccess.Native || isLast))
            return null;

        var options = _options?.Clone() ?? new ChatOptions();
        var isOffered = access == ToolAccess.Native && !isLast;
        options.Tools = isOffered ? [.. Tools.Values] : null;
        if (!isOffered || round > 1)
            options.ToolMode = null;
        if (!isOffered)
            options.AllowMultipleToolCalls = null;

        return options;
    }

    /// <summary>Adds a finished turn and what its calls gave; returns what the caller is to see of the results.</summary>
    public IReadOnlyList<AIContent> Add(ToolAccess access, ToolTurn turn, IReadOnlyList<ToolCallRecord> records)
    {
        if (access == ToolAccess.Text)
        {
            _turns.Add(new ChatMessage(ChatRole.Assistant, turn.Written));
            _turns.Add(TextToolPrompt.Report(records, _key));
            return [];
        }

        _turns.AddRange(turn.Messages);
        var results = new List<AIContent>(records.Count);
        for (var i = 0; i < records.Count; i++)
        {
            var result = records[i].Error is { } error ? $"error: {error}" : records[i].Result;
            results.Add(new FunctionResultContent(turn.Calls[i].CallId, result));
        }

        _turns.Add(new ChatMessage(ChatRole.Tool, results));
        return results;
    }
}
