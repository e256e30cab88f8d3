using System.Text;
using Microsoft.Extensions.AI;

namespace HeavySim.Agents;

/// <summary>
/// What a stream of updates has come to. It forgets the text of a call that failed and was begun again, and keeps the reasoning apart; for
/// everybody who shows or uses a stream while it runs. Not safe for concurrent use.
/// </summary>
public sealed class Transcript
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _reasoning = new();
    private readonly List<AIContent> _others = [];
    private TokenEstimate _tokens;
    private string? _id;
    private string? _model;
    private bool _isPromptCut;

    /// <summary>The text of the answer so far.</summary>
    public string Text => _text.ToString();

    /// <summary>The reasoning so far, or null when there is none.</summary>
    public string? Reasoning => _reasoning.Length > 0 ? _reasoning.ToString() : null;

    /// <summary>Output tokens of the current call so far, estimated from its text.</summary>
    public long EstimatedTokens => _tokens.Total;

    /// <summary>Output tokens of earlier calls that failed, estimated from their texts.</summary>
    public long LostTokens { get; private set; }

    /// <summary>Calls begun, retries included; at least 1 once anything came.</summary>
    public int Calls { get; private set; }

    /// <summary>The endpoint's count of the tokens, or the client's estimate; null until it comes.</summary>
    public UsageDetails? Usage { get; private set; }

    /// <summary>True when <see cref="Usage"/> is an estimate.</summary>
    public bool IsEstimated { get; private set; }

    /// <summary>What the endpoint says the call cost, or null.</summary>
    public decimal? Cost { get; private set; }

    /// <summary>Why the model stopped; null until it did.</summary>
    public ChatFinishReason? FinishReason { get; private set; }

    /// <summary>True when the endpoint read less of the prompt than it was given.</summary>
    public bool IsPromptCut => _isPromptCut;

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
                Begin(number);
            }

            if (UpdateMarks.IsReasoningSoFar(marks))
            {
                _reasoning.Append(_text);
                _text.Clear();
            }

            Cost = UpdateMarks.Cost(marks) ?? Cost;
            _isPromptCut |= UpdateMarks.IsPromptCut(marks);
        }

        Calls = Math.Max(1, Calls);
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
        var contents = new List<AIContent>(_others.Count + 2);
        if (_reasoning.Length > 0)
            contents.Add(new TextReasoningContent(Reasoning));

        if (_text.Length > 0)
            contents.Add(new TextContent(Text));

        contents.AddRange(_others);
        var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, contents) { MessageId = _id })
        {
            ResponseId = _id,
            ModelId = _model,
            FinishReason = FinishReason,
            Usage = Usage,
        };
        response.Mark(IsEstimated, Cost, _isPromptCut);
        return response;
    }

    private void Begin(int number)
    {
        Calls = number;
        LostTokens += _tokens.Total;
        _tokens = default;
        _text.Clear();
        _reasoning.Clear();
        _others.Clear();
        (Usage, Cost, FinishReason, IsEstimated) = (null, null, null, false);
        (_id, _model, _isPromptCut) = (null, null, false);
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
                Usage = usage.Details;
                IsEstimated = UpdateMarks.IsEstimated(update.AdditionalProperties);
                break;
            default:
                _others.Add(content);
                break;
        }
    }
}
