using System.Globalization;

namespace HeavySim.Agents;

/// <summary>One attempt while it runs: its transcript, its clock, and what it comes to.</summary>
/// <param name="assignment">What is tried.</param>
/// <param name="progress">Hears of tokens as they come, or null.</param>
/// <param name="time">The clock.</param>
/// <param name="estimate">Counts what the endpoint does not, or null.</param>
/// <param name="confidence">Measures the tokens' confidence, where log-probabilities were asked for; else null.</param>
internal sealed class AttemptRun(
    Assignment assignment, ProgressFeed? progress, TimeProvider time, TokenEstimate? estimate, ConfidenceMeter? confidence = null)
{
    private readonly Transcript _transcript = new();
    private readonly long _began = time.GetTimestamp();
    private RoughTokens _prompt;
    private IEnumerable<ChatMessage> _messages = [];
    private TimeSpan? _firstToken;
    private TimeSpan _elapsed;

    /// <summary>What is tried.</summary>
    public Assignment Assignment => assignment;

    /// <summary>Takes the prompt's measure, for endpoints that do not count.</summary>
    public void CountPrompt(IEnumerable<ChatMessage> messages)
    {
        _messages = messages;
        foreach (var message in messages)
            _prompt.Add(message.Text);
    }

    /// <summary>Takes the next update of the stream.</summary>
    public void Add(ChatResponseUpdate update)
    {
        if (_transcript.Add(update))
        {
            _firstToken = null;
            progress?.Restart();
            confidence?.Restart();
        }

        confidence?.Add(UpdateMarks.Confidences(update.AdditionalProperties));

        foreach (var content in update.Contents)
        {
            var (text, reasoning) = content switch
            {
                TextContent { Text.Length: > 0 } answer => (answer.Text, null),
                TextReasoningContent { Text.Length: > 0 } thought => ((string?)null, (string?)thought.Text),
                _ => (null, null),
            };
            if (text is null && reasoning is null)
                continue;

            _firstToken ??= Age;
            progress?.Add((_transcript.Usage?.OutputTokenCount ?? 0) + _transcript.EstimatedTokens, text, reasoning);
        }
    }

    /// <summary>
    /// The outcome of a stream that is to be ended here, as a window's confidence has fallen under the bar; null while it has not.
    /// </summary>
    public Outcome.Cut? Cut() =>
        assignment.CutBelow is { } bar && _transcript.FinishReason is null && confidence?.LowestGroup is { } lowest && lowest < bar
            ? new Outcome.Cut(string.Create(
                CultureInfo.InvariantCulture,
                $"token confidence fell to {lowest:0.000}, below {bar:0.000}, after {confidence.Tokens} tokens"))
            : null;

    /// <summary>Stops the clock.</summary>
    public void End()
    {
        _elapsed = Age;
        progress?.Flush();
    }

    /// <summary>The outcome of a stream that came to its end.</summary>
    public Outcome Conclude(IAnswerEngine answers)
    {
        var text = _transcript.Text;

        // A server that takes a whole output for reasoning leaves the text empty: then the answer stands at the end of the reasoning.
        if (string.IsNullOrWhiteSpace(text) && !IsTruncated)
            text = _transcript.Reasoning ?? "";

        var answer = string.IsNullOrWhiteSpace(text) ? null : answers.Extract(assignment.Problem, text);

        if (IsTruncated && answer is { IsFromTheEnd: true })
            answer = null;

        if (answer is not null)
            return new Outcome.Answered(answer);

        if (_transcript.FinishReason == ChatFinishReason.ContentFilter)
            return new Outcome.Failed(FailureCause.ContentFilter, "The endpoint's content filter stopped the answer.");

        return new Outcome.Abstained(WhyNone(text));
    }

    /// <summary>The attempt with its outcome and its bill.</summary>
    public Attempt ToAttempt(AgentCard agent, Outcome outcome, TokenPrices? prices) => new()
    {
        ProblemId = assignment.Problem.Id,
        Agent = _transcript.Unsent.Contains("temperature") ? agent with { Temperature = null } : agent,
        Sample = assignment.Sample,
        Outcome = outcome,
        Text = _transcript.Text is { Length: > 0 } text ? text.Trim() : null,
        Reasoning = _transcript.Reasoning,
        Usage = Bill(isCut: outcome is Outcome.TimedOut or Outcome.Cut, prices),
        Elapsed = _elapsed,
        TimeToFirstToken = _firstToken,
        IsTruncated = IsTruncated,
        Tools = _transcript.Tools,
        Confidence = StatedConfidence.Read(_transcript.Text),
        TokenConfidence = confidence?.Measure(),
    };

    /// <summary>What an attempt has cost that was cancelled.</summary>
    /// <param name="cancelled">
    /// How: with a failure behind it, it waited for another try, and only the tries before it may have cost something.
    /// </param>
    /// <param name="prices">What the endpoint's tokens cost, or null.</param>
    public Usage BillOfCancelled(OperationCanceledException cancelled, TokenPrices? prices) =>
        Bill(isCut: cancelled.InnerException is not ModelCallException, prices);

    /// <summary>What it waited for an endpoint that was away is not the model's time.</summary>
    private TimeSpan Age => time.GetElapsedTime(_began) - AttemptScope.Stood;

    private bool IsTruncated => _transcript.FinishReason == ChatFinishReason.Length;

    private string WhyNone(string text)
    {
        var why = IsTruncated ? "The model was cut off at its token limit before it gave an answer."
            : string.IsNullOrWhiteSpace(text) ? "The model gave no text."
            : "No answer was found in the model's text.";
        return _transcript.IsPromptCut ? why + " The endpoint had cut the prompt." : why;
    }

    private Usage Bill(bool isCut, TokenPrices? prices)
    {
        var last = Last(isCut, prices);
        var lost = Lost(prices);
        return lost == Usage.None ? last : last + lost;
    }

    /// <summary>What the last try cost, with the turns before it.</summary>
    private Usage Last(bool isCut, TokenPrices? prices)
    {
        var calls = _transcript.Calls;
        if (_transcript.Usage is { } counted)
        {
            var output = counted.OutputTokenCount + _transcript.CutTokens;
            return new Usage
            {
                Calls = calls,
                InputTokens = counted.InputTokenCount,
                OutputTokens = output,
                Cost = _transcript.Cost ?? prices?.Of(counted.InputTokenCount, output, counted.CachedInputTokenCount),
                IsEstimated = _transcript.IsEstimated || _transcript.CutTokens > 0,
            };
        }

        // Cut before the endpoint could count: what came is paid for all the same, and so is the prompt that was being answered. Where a
        // refusal came, nothing is known to be owed.
        var tokens = _transcript.EstimatedTokens;
        if (tokens == 0 && !isCut)
            return new Usage { Calls = Math.Max(1, calls) };

        if (estimate is not null)
            tokens = _transcript.CountTokens(estimate);
        // Each token whose probabilities came is one, whatever its text looks like.
        tokens = Math.Max(tokens, confidence?.Tokens ?? 0);
        var input = calls == 0 ? (long?)null : PromptTokens();
        return new Usage
        {
            Calls = calls,
            InputTokens = input,
            OutputTokens = tokens,
            Cost = prices?.Of(input, tokens),
            IsEstimated = true,
        };
    }

    /// <summary>What the tries before the last cost, by the endpoint's count where it gave one; calls are counted already.</summary>
    private Usage Lost(TokenPrices? prices)
    {
        var lost = _transcript.Lost;
        var bill = Usage.None;
        if (lost.Counted is { } counted)
        {
            var unpriced = lost.Unpriced is { } rest
                ? prices?.Of(rest.InputTokenCount, rest.OutputTokenCount, rest.CachedInputTokenCount)
                : null;
            bill += new Usage
            {
                InputTokens = counted.InputTokenCount,
                OutputTokens = counted.OutputTokenCount,
                Cost = lost.Cost is null ? unpriced : lost.Cost + (unpriced ?? 0),
            };
        }

        if (lost is { Tokens: 0, PromptTokens: 0, PromptsUncounted: 0 })
            return bill;

        var input = lost.PromptTokens + (lost.PromptsUncounted == 0 ? 0 : lost.PromptsUncounted * PromptTokens());
        return bill + new Usage
        {
            InputTokens = input,
            OutputTokens = lost.Tokens,
            Cost = prices?.Of(input, lost.Tokens),
            IsEstimated = true,
        };
    }

    private long PromptTokens() => estimate is null ? _prompt.Total : _messages.Sum(message => estimate.Count(message.Text));
}
