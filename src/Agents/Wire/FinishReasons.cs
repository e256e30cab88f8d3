namespace HeavySim.Agents;

/// <summary>The many words for why a model stopped.</summary>
internal static class FinishReasons
{
    /// <summary>A word that nobody has explained to us yet.</summary>
    public static readonly ChatFinishReason Other = new("other");

    /// <summary>The reason, or null for the empty words that some servers send before the end.</summary>
    public static ChatFinishReason? Read(string? word) => word?.ToLowerInvariant() switch
    {
        null or "" or "null" => null,
        "stop" or "eos" or "eos_token" or "stop_sequence" or "end_turn" or "stop_token" or "normal" => ChatFinishReason.Stop,
        "length" or "max_tokens" or "model_length" or "max_output_tokens" => ChatFinishReason.Length,
        "tool_calls" or "function_call" or "tool_use" => ChatFinishReason.ToolCalls,
        "content_filter" or "safety" or "refusal" or "prohibited_content" or "blocklist" or "recitation" or "spii" or "image_safety"
            or "language" or "content_filtered" or "guardrail_intervened" or "sensitive" => ChatFinishReason.ContentFilter,
        _ => Other,
    };

    /// <summary>True for the words that mean the endpoint gave up, not the model.</summary>
    public static bool IsFailure(string? word) => word is "error" or "abort" or "insufficient_system_resource";
}
