namespace HeavySim.Server.Wire;

/// <summary>The body of a chat completion request: what of it we read.</summary>
internal sealed record ChatRequest
{
    public string? Model { get; init; }

    public IReadOnlyList<RequestMessage?>? Messages { get; init; }

    public bool? Stream { get; init; }

    public RequestStreamOptions? StreamOptions { get; init; }

    public int? N { get; init; }

    public int? MaxTokens { get; init; }

    public int? MaxCompletionTokens { get; init; }

    public float? Temperature { get; init; }

    public float? TopP { get; init; }

    public int? TopK { get; init; }

    public float? FrequencyPenalty { get; init; }

    public float? PresencePenalty { get; init; }

    public long? Seed { get; init; }

    public bool? Logprobs { get; init; }

    public int? TopLogprobs { get; init; }

    /// <summary>A string, an array of strings, or null.</summary>
    public JsonElement Stop { get; init; }

    public IReadOnlyList<RequestTool?>? Tools { get; init; }

    /// <summary>"none", "auto", "required", or an object that names a function.</summary>
    public JsonElement ToolChoice { get; init; }

    public bool? ParallelToolCalls { get; init; }

    public RequestFormat? ResponseFormat { get; init; }
}

internal sealed record RequestStreamOptions(bool? IncludeUsage);

internal sealed record RequestMessage
{
    public string? Role { get; init; }

    /// <summary>A string, an array of parts, or null.</summary>
    public JsonElement Content { get; init; }

    public string? Name { get; init; }

    public string? ToolCallId { get; init; }

    public IReadOnlyList<RequestToolCall?>? ToolCalls { get; init; }
}

internal sealed record RequestToolCall(string? Id, RequestFunctionCall? Function);

internal sealed record RequestFunctionCall(string? Name, string? Arguments);

internal sealed record RequestTool(RequestFunction? Function);

internal sealed record RequestFunction(string? Name, string? Description, JsonElement Parameters);

internal sealed record RequestFormat(string? Type, RequestSchema? JsonSchema);

internal sealed record RequestSchema(string? Name, string? Description, JsonElement Schema);
