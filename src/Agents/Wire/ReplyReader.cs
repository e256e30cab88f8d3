namespace HeavySim.Agents;

/// <summary>
/// Puts the answer of one response together, whatever the protocol: text and reasoning leave at once; tool calls, usage and the reason for
/// stopping leave together at the end.
/// </summary>
/// <param name="terms">What there is to know of the request.</param>
internal abstract class ReplyReader(ReadingTerms terms)
{
    // Copies of a text that are alive while it comes: ours and the transcript's.
    private const int BytesPerCharacter = 4;

    // Half a million tokens, more than any model gives at once: what goes on is a flood.
    private const int MostCharacters = 2_000_000;

    private readonly KeyFilter? _textKey = terms.Key is null ? null : new KeyFilter(terms.Key);
    private readonly KeyFilter? _reasoningKey = terms.Key is null ? null : new KeyFilter(terms.Key);
    private readonly ThinkTagSplitter _tags = new();
    private readonly StopTokens _stops = new();
    private readonly StringBuilder _text = new();
    private string? _id;
    private string? _model;
    private RoughTokens _output;
    private long _characters;
    private UsageDetails? _usage;
    private decimal? _cost;
    private ChatFinishReason? _finish;
    private bool _isCut;

    /// <summary>What there is to know of the request.</summary>
    protected ReadingTerms Terms => terms;

    /// <summary>The tool calls so far.</summary>
    protected ToolCallSlots Calls { get; } = new();

    /// <summary>True once the endpoint said why the model stopped.</summary>
    public bool IsFinished => _finish is not null;

    /// <summary>True once nothing can follow any more: the stream need not be read to its end.</summary>
    public virtual bool IsOver => false;

    /// <summary>True once any text, reasoning or tool call came.</summary>
    public bool HasContent { get; protected set; }

    /// <summary>Output tokens so far, by our rough count.</summary>
    public long RoughOutput => _output.Total;

    /// <summary>True once log-probabilities came.</summary>
    public bool HasConfidences { get; protected set; }

    /// <summary>True once reasoning came in the field <c>reasoning_content</c>, whose servers may want it back with a tool call.</summary>
    public bool HasReasoningContent { get; protected set; }

    /// <summary>
    /// True when the output has run far beyond the limit we asked for; the estimate is rough, so it gets a quarter more and some.
    /// </summary>
    public bool IsRunaway =>
        terms.MaxOutputTokens is { } limit && Math.Max(_output.Total, _usage?.OutputTokenCount ?? 0) > (limit * 1.25) + 16;

    /// <summary>Takes a payload; gives an update, or null when it had nothing to show.</summary>
    /// <param name="type">The name of its event, or null.</param>
    /// <param name="root">The payload.</param>
    public abstract ChatResponseUpdate? Accept(string? type, JsonElement root);

    /// <summary>Takes the response's id and model, where a payload says them.</summary>
    protected void ReadHead(JsonElement root)
    {
        _id ??= root.GetText("id");
        _model ??= root.GetText("model");
    }

    /// <summary>Takes why the model stopped; null where nothing was said.</summary>
    protected void ReadFinish(ChatFinishReason? finish) => _finish = finish ?? _finish;

    /// <summary>Takes note of the calls that came, whose arguments were so long before.</summary>
    protected void CountCalls(int known)
    {
        if (Calls.Length > known)
            terms.Lease.Take((Calls.Length - known) * BytesPerCharacter);

        HasContent |= !Calls.IsEmpty;
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
        _cost = UsageReader.CostOf(usage) ?? _cost;
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
        foreach (var call in Calls.Finish())
            update.Contents.Add(call);

        // Old servers say "stop" on tool calls: the calls are to be believed.
        update.FinishReason = !Calls.IsEmpty && _finish != ChatFinishReason.Length
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

    protected void ReadText(ChatResponseUpdate update, string text)
    {
        Count(text);
        Append(update, _tags.Accept(_textKey?.Accept(text) ?? text));
    }

    protected void ReadThought(ChatResponseUpdate update, string thought)
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

    protected ChatResponseUpdate NewUpdate() => new() { Role = ChatRole.Assistant, ResponseId = _id, MessageId = _id, ModelId = _model };

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
