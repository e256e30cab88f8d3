namespace HeavySim.Agents;

/// <summary>
/// Turns the payloads of one response, chunks of a stream or one whole completion, into updates. Text and reasoning leave at once; tool
/// calls, usage and the reason for stopping leave together at the end.
/// </summary>
/// <param name="terms">What there is to know of the request.</param>
internal sealed class CompletionReader(ReadingTerms terms)
{
    // Copies of a text that are alive while it comes: ours and the transcript's.
    private const int BytesPerCharacter = 4;

    // Half a million tokens, more than any model gives at once: what goes on is a flood.
    private const int MostCharacters = 2_000_000;

    private readonly KeyFilter? _textKey = terms.Key is null ? null : new KeyFilter(terms.Key);
    private readonly KeyFilter? _reasoningKey = terms.Key is null ? null : new KeyFilter(terms.Key);
    private readonly ThinkTagSplitter _tags = new();
    private readonly StopTokens _stops = new();
    private readonly ToolCallSlots _calls = new();
    private readonly StringBuilder _text = new();
    private string? _id;
    private string? _model;
    private RoughTokens _output;
    private long _characters;
    private UsageDetails? _usage;
    private decimal? _cost;
    private ChatFinishReason? _finish;
    private bool _isCut;

    /// <summary>True once the endpoint said why the model stopped.</summary>
    public bool IsFinished => _finish is not null;

    /// <summary>True once any text, reasoning or tool call came.</summary>
    public bool HasContent { get; private set; }

    /// <summary>Output tokens so far, by our rough count.</summary>
    public long RoughOutput => _output.Total;

    /// <summary>True once log-probabilities came.</summary>
    public bool HasConfidences { get; private set; }

    /// <summary>True once reasoning came in the field <c>reasoning_content</c>, whose servers may want it back with a tool call.</summary>
    public bool HasReasoningContent { get; private set; }

    /// <summary>
    /// True when the output has run far beyond the limit we asked for; the estimate is rough, so it gets a quarter more and some.
    /// </summary>
    public bool IsRunaway =>
        terms.MaxOutputTokens is { } limit && Math.Max(_output.Total, _usage?.OutputTokenCount ?? 0) > (limit * 1.25) + 16;

    /// <summary>Takes a payload; gives an update, or null when it had nothing to show.</summary>
    public ChatResponseUpdate? Accept(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0)
            root = root[0];

        ReadUsage(root);
        if (ErrorBody.Read(root) is { } error)
            throw terms.Fail(error);

        _id ??= root.GetText("id");
        _model ??= root.GetText("model");
        var choice = root.Get("choices").Items().FirstOrDefault(candidate => candidate.GetCount("index") is null or 0);
        if (choice.ValueKind != JsonValueKind.Object)
            return null;

        if (choice.Get("error") is { } inside)
            throw terms.Fail(new ErrorBody(inside.GetText("message") ?? inside.GetRawText()));

        var update = choice.Get("delta") is { } delta ? Read(delta) : choice.Get("message") is { } message ? Read(message) : Read(choice);
        if (terms.TopLogprobs is { } top && LogprobReader.Read(choice.Get("logprobs"), top) is { Length: > 0 } confidences)
        {
            HasConfidences = true;
            (update ??= NewUpdate()).MarkConfidences(confidences);
        }

        var word = choice.GetText("finish_reason");
        if (FinishReasons.IsFailure(word))
            throw terms.Fail(new ErrorBody($"the model stopped with '{word}'"));

        _finish = FinishReasons.Read(word) ?? _finish;
        return update;
    }

    /// <summary>Marks the output as cut off by us.</summary>
    public void Cut()
    {
        _isCut = true;
        _finish = ChatFinishReason.Length;
    }

    /// <summary>
    /// Takes what a payload says was used; the last word counts, as counts are cumulative where they come in every chunk.
    /// </summary>
    public void ReadUsage(JsonElement root)
    {
        if (UsageReader.Find(root) is not { } usage)
            return;

        _usage = UsageReader.Read(usage);
        _cost = usage.GetNumber("cost") ?? _cost;
    }

    /// <summary>What a response that failed has cost by the endpoint's own count, as an update; null when it said nothing.</summary>
    public ChatResponseUpdate? Bill()
    {
        if (_usage is not { InputTokenCount: { } input, OutputTokenCount: { } output } || input + output == 0)
            return null;

        var update = NewUpdate();
        update.Contents.Add(new UsageContent(_usage));
        if (_cost is { } cost)
            update.MarkCost(cost);

        return update;
    }

    /// <summary>The last update: what was held back, tool calls, usage, reason for stopping.</summary>
    public ChatResponseUpdate Finish()
    {
        var update = NewUpdate();
        Append(update, null, _reasoningKey?.Finish());
        if (_textKey?.Finish() is { Length: > 0 } rest)
            Append(update, _tags.Accept(rest));

        Append(update, _tags.Finish());
        AppendText(update, _stops.Finish());
        foreach (var call in _calls.Finish())
            update.Contents.Add(call);

        // Old servers say "stop" on tool calls: the calls are to be believed.
        update.FinishReason = !_calls.IsEmpty && _finish != ChatFinishReason.Length
            ? ChatFinishReason.ToolCalls
            : _finish ?? ChatFinishReason.Stop;

        if (!IsCounted)
        {
            _usage = Estimated(_usage ?? new UsageDetails());
            update.MarkEstimated();
        }
        else if (terms.PromptTokens > 512 && _usage!.InputTokenCount < terms.PromptTokens / 2)
        {
            update.MarkPromptCut();
        }

        update.Contents.Add(new UsageContent(_usage!));
        if (_cost is { } cost)
            update.MarkCost(cost);

        if (terms.Unsent.Count > 0)
            update.MarkUnsent(terms.Unsent);

        return update;
    }

    /// <summary>
    /// Some servers send a usage full of zeros, or none for what they did say, and an output we cut is never counted to its end.
    /// </summary>
    private bool IsCounted =>
        !_isCut && _usage is { InputTokenCount: { } input, OutputTokenCount: { } output }
            && (output > 0 || (input > 0 && _text.Length == 0));

    private UsageDetails Estimated(UsageDetails said) => new()
    {
        InputTokenCount = said.InputTokenCount is > 0 and var input ? input : terms.CountPrompt(),
        OutputTokenCount = !_isCut && said.OutputTokenCount is > 0 and var output
            ? output
            : Math.Max(terms.Estimate.Count(_text.ToString()), said.OutputTokenCount ?? 0),
        ReasoningTokenCount = said.ReasoningTokenCount,
        CachedInputTokenCount = said.CachedInputTokenCount,
    };

    private ChatResponseUpdate? Read(JsonElement delta)
    {
        var update = NewUpdate();
        var thought = delta.GetText("reasoning_content", "reasoning", "thinking") ?? Details(delta.Get("reasoning_details"));
        if (thought is not null)
            ReadThought(update, thought);

        HasReasoningContent |= delta.GetText("reasoning_content") is not null;

        switch (delta.Get("content"))
        {
            case { ValueKind: JsonValueKind.String } text:
                ReadText(update, text.Text());
                break;
            case { ValueKind: JsonValueKind.Array } parts:
                foreach (var part in parts.EnumerateArray())
                    ReadPart(update, part);
                break;
        }

        // A refusal in its own field, and the text of the older completion shape.
        if (delta.GetText("refusal", "text") is { } other)
            ReadText(update, other);

        var known = _calls.Length;
        foreach (var call in delta.Get("tool_calls").Items())
            _calls.Accept(call);

        if (delta.Get("function_call") is { } old)
            _calls.Accept(old);

        if (_calls.Length > known)
            terms.Lease.Take((_calls.Length - known) * BytesPerCharacter);

        HasContent |= !_calls.IsEmpty;
        return update.Contents.Count > 0 || update.AdditionalProperties is not null ? update : null;
    }

    private void ReadPart(ChatResponseUpdate update, JsonElement part)
    {
        if (part.ValueKind == JsonValueKind.String)
            ReadText(update, part.Text());
        else if (part.GetText("type") == "thinking")
            ReadThought(update, part.GetText("thinking") ?? Details(part.Get("thinking")) ?? "");
        else if (part.GetText("text") is { } text)
            ReadText(update, text);
    }

    private void ReadText(ChatResponseUpdate update, string text)
    {
        Count(text);
        Append(update, _tags.Accept(_textKey?.Accept(text) ?? text));
    }

    private void ReadThought(ChatResponseUpdate update, string thought)
    {
        Count(thought);
        Append(update, null, _reasoningKey?.Accept(thought) ?? thought);
    }

    private void Count(string text)
    {
        HasContent |= text.Length > 0;
        _output.Add(text);
        _characters += text.Length;
        if (_characters > MostCharacters)
            throw new ModelCallException(
                FailureCause.Malformed, $"The answer is larger than {MostCharacters:#,0} characters; it was cut off.")
            {
                IsTransient = false,
            };

        terms.Lease.Take(text.Length * BytesPerCharacter);
    }

    private static string? Details(JsonElement? details)
    {
        StringBuilder? text = null;
        foreach (var detail in details.Items())
        {
            if (detail.GetText("text", "summary") is { } piece)
                (text ??= new StringBuilder()).Append(piece);
        }

        return text?.ToString();
    }

    private ChatResponseUpdate NewUpdate() => new() { Role = ChatRole.Assistant, ResponseId = _id, MessageId = _id, ModelId = _model };

    private void Append(ChatResponseUpdate update, ThinkTagSplitter.Pieces pieces)
    {
        if (pieces.IsReasoningSoFar)
        {
            update.MarkReasoningSoFar();
            _stops.Finish();
        }

        Append(update, pieces.Text, pieces.Reasoning);
    }

    private void Append(ChatResponseUpdate update, string? text, string? reasoning)
    {
        if (!string.IsNullOrEmpty(reasoning))
        {
            update.Contents.Add(new TextReasoningContent(reasoning));
            _text.Append(reasoning);
        }

        if (!string.IsNullOrEmpty(text))
            AppendText(update, _stops.Accept(text));
    }

    private void AppendText(ChatResponseUpdate update, string text)
    {
        if (text.Length == 0)
            return;

        update.Contents.Add(new TextContent(text));
        _text.Append(text);
    }
}
