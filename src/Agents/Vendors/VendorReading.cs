namespace HeavySim.Agents;

/// <summary>
/// Reads what a vendor's client says in one response: without keys, with one usage and one reason for stopping, both at its end.
/// </summary>
/// <param name="key">The key that must not come back, or null.</param>
/// <param name="estimate">Counts what the endpoint does not.</param>
/// <param name="prompt">What was asked.</param>
/// <param name="unsent">What was asked for and not sent.</param>
internal sealed class VendorReading(
    KeyRedaction? key, TokenEstimate estimate, IReadOnlyList<ChatMessage> prompt, IReadOnlyCollection<string> unsent)
{
    // Half a million tokens, more than any model gives at once: what goes on is a flood.
    private const int MostCharacters = 2_000_000;

    private readonly KeyFilter? _textKey = key is null ? null : new KeyFilter(key);
    private readonly KeyFilter? _thoughtKey = key is null ? null : new KeyFilter(key);
    private readonly StringBuilder _text = new();
    private UsageDetails? _usage;
    private ChatFinishReason? _finish;
    private bool _hasCalls;
    private string? _id;
    private string? _model;

    /// <summary>True once the model's reason for stopping came.</summary>
    public bool IsWhole => _finish is not null;

    /// <summary>Takes an update and gives what may leave of it.</summary>
    public ChatResponseUpdate Read(ChatResponseUpdate update)
    {
        _id ??= update.ResponseId;
        _model ??= update.ModelId;
        _finish = update.FinishReason ?? _finish;
        var shown = NewUpdate();
        foreach (var content in update.Contents)
        {
            switch (content)
            {
                case UsageContent usage:
                    _usage = usage.Details;
                    break;
                case TextContent text:
                    Add(shown, new TextContent(Count(_textKey?.Accept(text.Text) ?? text.Text)));
                    break;
                case TextReasoningContent thought:
                    var words = Count(_thoughtKey?.Accept(thought.Text) ?? thought.Text);
                    Add(shown, new TextReasoningContent(words) { ProtectedData = thought.ProtectedData });
                    break;
                default:
                    _hasCalls |= content is FunctionCallContent;
                    shown.Contents.Add(content);
                    break;
            }
        }

        return shown;
    }

    /// <summary>The last update: what was held back, usage, reason for stopping.</summary>
    public ChatResponseUpdate Finish()
    {
        var update = NewUpdate();
        Add(update, new TextReasoningContent(_thoughtKey?.Finish() ?? ""));
        Add(update, new TextContent(_textKey?.Finish() ?? ""));
        update.FinishReason = _hasCalls && _finish == ChatFinishReason.Stop ? ChatFinishReason.ToolCalls : _finish;
        if (_usage is not { InputTokenCount: > 0, OutputTokenCount: not null })
        {
            _usage = Estimated();
            update.MarkEstimated();
        }

        update.Contents.Add(new UsageContent(_usage));
        if (unsent.Count > 0)
            update.MarkUnsent(unsent);

        return update;
    }

    /// <summary>What a response that failed has cost, where the endpoint had begun to count; else null.</summary>
    public ChatResponseUpdate? Bill()
    {
        if (_usage is not { InputTokenCount: > 0 and var input } usage)
            return null;

        // It counts the prompt at the beginning, and the output only at the end.
        var update = NewUpdate();
        update.Contents.Add(new UsageContent(new UsageDetails
        {
            InputTokenCount = input,
            OutputTokenCount = Math.Max(usage.OutputTokenCount ?? 0, estimate.Count(_text.ToString())),
            CachedInputTokenCount = usage.CachedInputTokenCount,
            AdditionalCounts = usage.AdditionalCounts,
        }));
        return update;
    }

    private UsageDetails Estimated() => new()
    {
        InputTokenCount = _usage?.InputTokenCount is > 0 and var input ? input : prompt.Sum(message => (long)estimate.Count(message.Text)),
        OutputTokenCount = _usage?.OutputTokenCount is > 0 and var output ? output : estimate.Count(_text.ToString()),
        CachedInputTokenCount = _usage?.CachedInputTokenCount,
    };

    private string Count(string text)
    {
        _text.Append(text);
        return _text.Length <= MostCharacters
            ? text
            : throw new ModelCallException(
                FailureCause.Malformed, $"The answer is larger than {MostCharacters:#,0} characters; it was cut off.")
            {
                IsTransient = false,
            };
    }

    private static void Add(ChatResponseUpdate update, AIContent content)
    {
        if (content is TextContent { Text.Length: > 0 } or TextReasoningContent { Text.Length: > 0 }
            or TextReasoningContent { ProtectedData: not (null or "") })
            update.Contents.Add(content);
    }

    private ChatResponseUpdate NewUpdate() => new() { Role = ChatRole.Assistant, ResponseId = _id, MessageId = _id, ModelId = _model };
}
