using HeavySim.Agents.Tools;

namespace HeavySim.Agents;

/// <summary>
/// What a stream of updates has come to. It forgets the text of a call that failed and was begun again, and keeps the reasoning apart; for
/// everybody who shows or uses a stream while it runs. Where tools are called in between, it holds all turns of the model: a
/// <see cref="ToolTraceContent"/> ends one, and what fails after it is begun anew from there. Not safe for concurrent use.
/// </summary>
internal sealed class Transcript
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _reasoning = new();
    private readonly List<AIContent> _others = [];
    private readonly EarlierTurns _earlier = new();
    private RoughTokens _tokens;
    private readonly SortedSet<string> _unsent = new(StringComparer.Ordinal);
    private readonly List<float> _confidences = [];
    private int _calls;
    private UsageDetails? _usage;
    private bool _isEstimated;
    private decimal? _cost;
    private string? _id;
    private string? _model;
    private bool _isPromptCut;

    /// <summary>True to keep token confidences for <see cref="ToResponse"/>; who reads a stream takes them from its updates.</summary>
    public bool KeepsConfidences { get; init; }

    /// <summary>The text of the answer so far.</summary>
    public string Text => _earlier.TextWith(_text);

    /// <summary>The reasoning so far, or null when there is none.</summary>
    public string? Reasoning => _earlier.ReasoningWith(_reasoning) is { Length: > 0 } reasoning ? reasoning : null;

    /// <summary>Output tokens of the current call so far, estimated from its text.</summary>
    public long EstimatedTokens => _tokens.Total;

    /// <summary>Output tokens of the current call so far, by a tokenizer.</summary>
    internal long CountTokens(TokenEstimate estimate) => estimate.Count(_text.ToString()) + estimate.Count(_reasoning.ToString());

    /// <summary>The tries that failed. Their tokens are not in <see cref="Usage"/>.</summary>
    public LostTries Lost { get; } = new();

    /// <summary>Output tokens of a turn that was cut after earlier ones were counted, estimated; <see cref="Usage"/> lacks them.</summary>
    public long CutTokens => _earlier.Usage is not null && _usage is null ? _tokens.Total : 0;

    /// <summary>The parameters that were asked for and not sent, as the endpoint refuses them.</summary>
    public IReadOnlyCollection<string> Unsent => _unsent;

    /// <summary>Calls begun, retries included; at least 1 once anything came.</summary>
    public int Calls => _earlier.Calls + _calls;

    /// <summary>The endpoint's count of the tokens, or the client's estimate, summed over turns; null until it comes.</summary>
    public UsageDetails? Usage => _earlier.UsageWith(_usage);

    /// <summary>True when <see cref="Usage"/> is an estimate, in part at least.</summary>
    public bool IsEstimated => _earlier.IsEstimated || _isEstimated;

    /// <summary>What the endpoint says the calls cost, or null.</summary>
    public decimal? Cost => _earlier.Cost is { } before ? before + (_cost ?? 0) : _cost;

    /// <summary>The tools offered and called, or null where there were none to offer.</summary>
    public ToolTrace? Tools => ToolTraceContent.Join(_earlier.Others);

    /// <summary>Why the model stopped; null until it did.</summary>
    public ChatFinishReason? FinishReason { get; private set; }

    /// <summary>True when the endpoint read less of the prompt than it was given.</summary>
    public bool IsPromptCut => _earlier.IsPromptCut || _isPromptCut;

    /// <summary>Takes the next update.</summary>
    /// <returns>True when it began the text anew.</returns>
    public bool Add(ChatResponseUpdate update)
    {
        var restarts = false;
        if (update.AdditionalProperties is { } marks)
        {
            if (UpdateMarks.CallNumber(marks) is { } number)
            {
                restarts = number > 1;
                Begin(number, UpdateMarks.IsAfterCut(marks));
            }

            if (UpdateMarks.IsReasoningSoFar(marks))
            {
                _reasoning.Append(_text);
                _text.Clear();
            }

            if (KeepsConfidences)
                _confidences.AddRange(UpdateMarks.Confidences(marks));
            _unsent.UnionWith(UpdateMarks.Unsent(marks));
            _cost = UpdateMarks.Cost(marks) ?? _cost;
            _isPromptCut |= UpdateMarks.IsPromptCut(marks);
        }

        if (_calls == 0 && !update.Contents.Any(content => content is ToolTraceContent))
            _calls = 1;
        _id ??= update.ResponseId;
        _model ??= update.ModelId;
        foreach (var content in update.Contents)
            Add(content, update);

        FinishReason = update.FinishReason ?? FinishReason;
        return restarts;
    }

    /// <summary>The whole as a response of one message: reasoning, text, then everything else.</summary>
    public ChatResponse ToResponse()
    {
        var contents = new List<AIContent>(_earlier.Others.Count + _others.Count + 2);
        if (Reasoning is { } reasoning)
            contents.Add(new TextReasoningContent(reasoning));

        if (Text is { Length: > 0 } text)
            contents.Add(new TextContent(text));

        contents.AddRange(_earlier.Others);
        contents.AddRange(_others);
        var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, contents) { MessageId = _id })
        {
            ResponseId = _id,
            ModelId = _model,
            FinishReason = FinishReason,
            Usage = Usage,
        };
        response.Mark(IsEstimated, Cost, IsPromptCut, _unsent);
        if (_confidences.Count > 0)
            (response.AdditionalProperties ??= [])[TokenMarks.Confidences] = _confidences.ToArray();
        return response;
    }

    private void Begin(int number, bool isAfterCut)
    {
        Lost.Add(_usage, _isEstimated, _cost, _tokens.Total, isAfterCut);
        Clear();
        _calls = number;
        FinishReason = null;
        (_id, _model) = (null, null);
    }

    /// <summary>A turn is over: what it was stays, whatever comes of the next.</summary>
    private void EndTurn(ToolTraceContent trace)
    {
        _others.Add(trace);
        _earlier.Add(_text, _reasoning, _others);
        _earlier.Add(_calls, _usage, _isEstimated, _cost, _isPromptCut);
        Clear();
    }

    private void Clear()
    {
        _tokens = default;
        _text.Clear();
        _reasoning.Clear();
        _others.Clear();
        _confidences.Clear();
        (_calls, _usage, _cost, _isEstimated, _isPromptCut) = (0, null, null, false, false);
    }

    private void Add(AIContent content, ChatResponseUpdate update)
    {
        switch (content)
        {
            case TextContent text:
                _text.Append(text.Text);
                _tokens.Add(text.Text);
                break;
            case TextReasoningContent reasoning:
                _reasoning.Append(reasoning.Text);
                _tokens.Add(reasoning.Text);
                break;
            case UsageContent usage:
                _usage = usage.Details;
                _isEstimated = UpdateMarks.IsEstimated(update.AdditionalProperties);
                Lost.CountPrompt(usage.Details.InputTokenCount ?? 0);
                break;
            case ToolTraceContent trace:
                EndTurn(trace);
                break;
            default:
                _others.Add(content);
                break;
        }
    }
}
