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
    /// <summary>True when the caller offered tools; else calls of tools are the model's own affair.</summary>
    public bool OffersTools => Options.Tools is { Count: > 0 };
}
