using System.Text.Json.Serialization;

namespace HeavySim.Server.Wire;

/// <summary>A whole answer.</summary>
internal sealed record Completion(
    string Id, string Object, long Created, string Model, IReadOnlyList<CompletionChoice> Choices, UsageBody Usage);

internal sealed record CompletionChoice(int Index, CompletionMessage Message, string FinishReason)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public LogprobsBody? Logprobs { get; init; }
}

internal sealed record CompletionMessage(string Role)
{
    /// <summary>Null only beside tool calls.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Content { get; init; }

    public string? ReasoningContent { get; init; }

    public IReadOnlyList<ToolCallBody>? ToolCalls { get; init; }
}

/// <summary>A piece of a streamed answer. The choices are an array always: the SDKs iterate over them unasked.</summary>
internal sealed record CompletionChunk(string Id, string Object, long Created, string Model, IReadOnlyList<ChunkChoice> Choices)
{
    public UsageBody? Usage { get; init; }
}

internal sealed record ChunkChoice(int Index, ChunkDelta Delta)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? FinishReason { get; init; }

    public LogprobsBody? Logprobs { get; init; }
}

internal sealed record ChunkDelta
{
    public string? Role { get; init; }

    public string? Content { get; init; }

    public string? ReasoningContent { get; init; }

    public IReadOnlyList<ToolCallBody>? ToolCalls { get; init; }
}

/// <summary>A call the model wants made; the index only in streams.</summary>
internal sealed record ToolCallBody(int? Index, string Id, string Type, FunctionCallBody Function);

internal sealed record FunctionCallBody(string Name, string Arguments);

internal sealed record UsageBody(long PromptTokens, long CompletionTokens, long TotalTokens)
{
    public PromptTokensDetails? PromptTokensDetails { get; init; }

    public CompletionTokensDetails? CompletionTokensDetails { get; init; }
}

internal sealed record PromptTokensDetails(long CachedTokens);

internal sealed record CompletionTokensDetails(long ReasoningTokens);
