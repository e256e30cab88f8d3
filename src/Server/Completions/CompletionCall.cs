namespace HeavySim.Server.Completions;

/// <summary>A chat completion request, understood.</summary>
/// <param name="Model">Who answers.</param>
/// <param name="Messages">The conversation.</param>
/// <param name="Options">How to answer.</param>
/// <param name="IsStreaming">True to answer in pieces.</param>
/// <param name="IncludesUsage">True to end the pieces with the usage.</param>
internal sealed record CompletionCall(
    ServedModel Model, IReadOnlyList<ChatMessage> Messages, ChatOptions Options, bool IsStreaming, bool IncludesUsage)
{
    /// <summary>How many candidates of each token the caller wants to see; null where log-probabilities are not asked for.</summary>
    public int? TopLogprobs { get; init; }

    /// <summary>
    /// The log-probabilities of what a model's update or response says of its tokens; null where nobody asked, or it says nothing.
    /// </summary>
    /// <param name="properties">Of the update or the response.</param>
    /// <param name="text">What it says.</param>
    public LogprobsBody? LogprobsOf(AdditionalPropertiesDictionary? properties, string text) =>
        TopLogprobs is { } shown && properties?.TryGetValue(TokenMarks.Confidences, out var told) == true
            && told is float[] { Length: > 0 } confidences
            ? TopCandidates.Of(confidences, AskedOf(shown), shown, text)
            : null;

    /// <summary>How many candidates the model is asked for: a confidence cannot be told from fewer than two.</summary>
    public static int AskedOf(int shown) => Math.Max(shown, TokenMarks.LeastTop);

    /// <summary>True when the caller offered tools; else calls of tools are the model's own affair.</summary>
    public bool OffersTools => Options.Tools is { Count: > 0 };
}
