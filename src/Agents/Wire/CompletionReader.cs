namespace HeavySim.Agents;

/// <summary>
/// Turns the payloads of one response, chunks of a stream or one whole completion, into updates. Text and reasoning leave at once; tool
/// calls, usage and the reason for stopping leave together at the end.
/// </summary>
/// <param name="promptTokens">Our estimate of the prompt, used where the endpoint counts nothing.</param>
/// <param name="countPrompt">Counts them better, where the endpoint does not.</param>
/// <param name="estimate">Counts what came, where the endpoint does not.</param>
/// <param name="maxOutputTokens">The limit we asked for, or null; an endpoint that ignores it is cut off by us.</param>
/// <param name="fail">Makes the exception for an error in a payload.</param>
internal sealed class CompletionReader(
    long promptTokens, Func<long> countPrompt, TokenEstimate estimate, int? maxOutputTokens, Func<ErrorBody, Exception> fail)
{
    private readonly ThinkTagSplitter _tags = new();
    private readonly ToolCallSlots _calls = new();
    private readonly StringBuilder _text = new();
    private string? _id;
    private string? _model;
    private RoughTokens _output;
    private UsageDetails? _usage;
    private decimal? _cost;
    private ChatFinishReason? _finish;
    private bool _isCut;

    /// <summary>True once the endpoint said why the model stopped.</summary>
    public bool IsFinished => _finish is not null;

    /// <summary>True once any text, reasoning or tool call came.</summary>
    public bool HasContent { get; private set; }

    /// <summary>
    /// True when the output has run far beyond the limit we asked for; the estimate is rough, so it gets a quarter more and some.
    /// </summary>
    public bool IsRunaway => maxOutputTokens is { } limit && Math.Max(_output.Total, _usage?.OutputTokenCount ?? 0) > (limit * 1.25) + 16;

    /// <summary>Takes a payload; gives an update, or null when it had nothing to show.</summary>
    public ChatResponseUpdate? Accept(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0)
            root = root[0];

        if (ErrorBody.Read(root) is { } error)
            throw fail(error);

        _id ??= root.GetText("id");
        _model ??= root.GetText("model");
        ReadUsage(root);
        var choice = root.Get("choices").Items().FirstOrDefault(candidate => candidate.GetCount("index") is null or 0);
        if (choice.ValueKind != JsonValueKind.Object)
            return null;

        if (choice.Get("error") is { } inside)
            throw fail(new ErrorBody(inside.GetText("message") ?? inside.GetRawText()));

        var update = choice.Get("delta") is { } delta ? Read(delta) : choice.Get("message") is { } message ? Read(message) : Read(choice);
        var word = choice.GetText("finish_reason");
        if (FinishReasons.IsFailure(word))
            throw fail(new ErrorBody($"the model stopped with '{word}'"));

        _finish = FinishReasons.Read(word) ?? _finish;
        return update;
    }

    /// <summary>Marks the output as cut off by us.</summary>
    public void Cut()
    {
        _isCut = true;
        _finish = ChatFinishReason.Length;
    }

    /// <summary>The last update: what was held back, tool calls, usage, reason for stopping.</summary>
    public ChatResponseUpdate Finish()
    {
        var update = NewUpdate();
        Append(update, _tags.Finish());
        foreach (var call in _calls.Finish())
            update.Contents.Add(call);

        // Old servers say "stop" on tool calls: the calls are to be believed.
        update.FinishReason = !_calls.IsEmpty && _finish != ChatFinishReason.Length
            ? ChatFinishReason.ToolCalls
            : _finish ?? ChatFinishReason.Stop;

        // Some servers send a usage full of zeros, and an output we cut is never counted to its end.
        var isCounted = _usage is not null && !_isCut && !(_usage.InputTokenCount is null or 0 && _usage.OutputTokenCount is null or 0);
        if (!isCounted)
        {
            _usage = new UsageDetails
            {
                InputTokenCount = _usage?.InputTokenCount is > 0 and var input ? input : countPrompt(),
                OutputTokenCount = Math.Max(estimate.Count(_text.ToString()), _usage?.OutputTokenCount ?? 0),
            };
            update.MarkEstimated();
        }
        else if (promptTokens > 512 && _usage!.InputTokenCount < promptTokens / 2)
        {
            update.MarkPromptCut();
        }

        update.Contents.Add(new UsageContent(_usage!));
        if (_cost is { } cost)
            update.MarkCost(cost);

        return update;
    }

    private ChatResponseUpdate? Read(JsonElement delta)
    {
        var update = NewUpdate();
        var thought = delta.GetText("reasoning_content", "reasoning", "thinking") ?? Details(delta.Get("reasoning_details"));
        if (thought is not null)
            Append(update, null, thought);

        switch (delta.Get("content"))
        {
            case { ValueKind: JsonValueKind.String } text:
                Append(update, _tags.Accept(text.Text()));
                break;
            case { ValueKind: JsonValueKind.Array } parts:
                foreach (var part in parts.EnumerateArray())
                    ReadPart(update, part);
                break;
        }

        // A refusal in its own field, and the text of the older completion shape.
        if (delta.GetText("refusal", "text") is { } other)
            Append(update, _tags.Accept(other));

        foreach (var call in delta.Get("tool_calls").Items())
            _calls.Accept(call);

        if (delta.Get("function_call") is { } old)
            _calls.Accept(old);

        HasContent |= !_calls.IsEmpty || update.Contents.Count > 0;
        return update.Contents.Count > 0 || update.AdditionalProperties is not null ? update : null;
    }

    private void ReadPart(ChatResponseUpdate update, JsonElement part)
    {
        if (part.ValueKind == JsonValueKind.String)
            Append(update, _tags.Accept(part.Text()));
        else if (part.GetText("type") == "thinking")
            Append(update, null, part.GetText("thinking") ?? Details(part.Get("thinking")) ?? "");
        else if (part.GetText("text") is { } text)
            Append(update, _tags.Accept(text));
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

    private void ReadUsage(JsonElement root)
    {
        if ((root.Get("usage") ?? root.Get("x_groq")?.Get("usage")) is not { ValueKind: JsonValueKind.Object } usage)
            return;

        // Counts are cumulative where they come in every chunk: the last ones win.
        _usage = new UsageDetails
        {
            InputTokenCount = usage.GetCount("prompt_tokens", "input_tokens"),
            OutputTokenCount = usage.GetCount("completion_tokens", "output_tokens"),
            TotalTokenCount = usage.GetCount("total_tokens"),
            ReasoningTokenCount = usage.Get("completion_tokens_details")?.GetCount("reasoning_tokens"),
            CachedInputTokenCount = usage.Get("prompt_tokens_details")?.GetCount("cached_tokens"),
        };
        _cost = usage.GetNumber("cost") ?? _cost;
    }

    private ChatResponseUpdate NewUpdate() => new() { Role = ChatRole.Assistant, ResponseId = _id, MessageId = _id, ModelId = _model };

    private void Append(ChatResponseUpdate update, ThinkTagSplitter.Pieces pieces)
    {
        if (pieces.IsReasoningSoFar)
            update.MarkReasoningSoFar();

        Append(update, pieces.Text, pieces.Reasoning);
    }

    private void Append(ChatResponseUpdate update, string? text, string? reasoning)
    {
        if (!string.IsNullOrEmpty(reasoning))
        {
            update.Contents.Add(new TextReasoningContent(reasoning));
            _output.Add(reasoning);
            _text.Append(reasoning);
        }

        if (!string.IsNullOrEmpty(text))
        {
            update.Contents.Add(new TextContent(text));
            _output.Add(text);
            _text.Append(text);
        }
    }
}
