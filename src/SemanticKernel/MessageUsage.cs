using OpenAI.Chat;

namespace HeavySim.SemanticKernel;

/// <summary>Reads what a message of Semantic Kernel says of itself in its metadata.</summary>
internal static class MessageUsage
{
    /// <summary>
    /// The usage in either of its shapes: Microsoft.Extensions.AI's, where the model is an <see cref="IChatClient"/>, or that of the OpenAI
    /// connectors. Null for any other.
    /// </summary>
    public static UsageDetails? Of(object? usage) => usage switch
    {
        UsageDetails details => details,
        ChatTokenUsage counted => new UsageDetails
        {
            InputTokenCount = counted.InputTokenCount,
            OutputTokenCount = counted.OutputTokenCount,
            TotalTokenCount = counted.TotalTokenCount,
            CachedInputTokenCount = counted.InputTokenDetails?.CachedTokenCount,
            ReasoningTokenCount = counted.OutputTokenDetails?.ReasoningTokenCount,
        },
        _ => null,
    };

    /// <summary>Why the model stopped, by the connector's word for it, or null.</summary>
    public static Microsoft.Extensions.AI.ChatFinishReason? FinishReason(object? reason) => reason?.ToString() switch
    {
        "Stop" => Microsoft.Extensions.AI.ChatFinishReason.Stop,
        "Length" => Microsoft.Extensions.AI.ChatFinishReason.Length,
        "ToolCalls" or "FunctionCall" => Microsoft.Extensions.AI.ChatFinishReason.ToolCalls,
        "ContentFilter" => Microsoft.Extensions.AI.ChatFinishReason.ContentFilter,
        _ => null,
    };
}
