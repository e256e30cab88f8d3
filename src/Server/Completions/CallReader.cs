namespace HeavySim.Server.Completions;

/// <summary>Reads a chat completion request: lenient about what it does not know, clear about what it cannot do.</summary>
internal static class CallReader
{
    /// <exception cref="ApiException">The request is wrong (400), or names a model that is not served (404).</exception>
    public static async Task<CompletionCall> ReadAsync(HttpRequest http, ModelCatalog catalog, CancellationToken cancellationToken)
    {
        var request = await ReadBodyAsync(http, cancellationToken);
        var model = catalog.Find(request.Model);
        if (request.N is { } n and not 1)
            throw ApiException.BadRequest($"n must be 1, not {n}: send one request for each sample.", "n");
        if (request.Messages is not { Count: > 0 } messages)
            throw ApiException.BadRequest("messages must be an array with at least one message.", "messages");

        return new CompletionCall(
            model,
            [.. messages.Select(MessageReader.Read)],
            Options(request, model),
            request.Stream ?? false,
            request.StreamOptions?.IncludeUsage ?? false)
        {
            TopLogprobs = TopLogprobs(request),
        };
    }

    private static int? TopLogprobs(ChatRequest request)
    {
        if (request.TopLogprobs is < 0 or > TokenMarks.MostTop)
            throw ApiException.BadRequest($"top_logprobs must be 0 to {TokenMarks.MostTop}.", TokenMarks.TopLogprobs);
        if (request is { TopLogprobs: > 0, Logprobs: not true })
            throw ApiException.BadRequest("top_logprobs needs logprobs to be true.", TokenMarks.TopLogprobs);

        return request.Logprobs == true ? request.TopLogprobs ?? 0 : null;
    }

    private static async Task<ChatRequest> ReadBodyAsync(HttpRequest http, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(http.Body, WireFormat.Json.ChatRequest, cancellationToken)
                ?? throw ApiException.BadRequest("The body is null; it must be a JSON object.", param: null);
        }
        catch (JsonException error)
        {
            // The reader's own error is one of syntax; else the JSON is well-formed, and the path leads to a value of the wrong type.
            if (error.InnerException is JsonException || error.Path is not { Length: > 2 } path)
                throw ApiException.BadRequest(
                    $"The body is not a JSON object (line {error.LineNumber + 1}, byte {error.BytePositionInLine}).", param: null, error);

            throw ApiException.BadRequest($"{path[2..]} has the wrong type.", path[2..], error);
        }
    }

    private static ChatOptions Options(ChatRequest request, ServedModel model)
    {
        var limit = request.MaxCompletionTokens ?? request.MaxTokens;
        if (limit == 0)
            throw ApiException.BadRequest(
                "The token limit must be at least 1.", request.MaxCompletionTokens is null ? "max_tokens" : "max_completion_tokens");

        return new ChatOptions
        {
            ModelId = model.Id,
            // Some clients send -1 for "no limit".
            MaxOutputTokens = limit > 0 ? limit : null,
            Temperature = request.Temperature,
            TopP = request.TopP,
            TopK = request.TopK,
            FrequencyPenalty = request.FrequencyPenalty,
            PresencePenalty = request.PresencePenalty,
            Seed = request.Seed,
            StopSequences = Stop(request.Stop),
            Tools = request.Tools is { Count: > 0 } tools ? [.. tools.Select(Tool)] : null,
            ToolMode = ToolMode(request.ToolChoice),
            AllowMultipleToolCalls = request.ParallelToolCalls,
            ResponseFormat = Format(request.ResponseFormat),
            AdditionalProperties = TopLogprobs(request) is { } top
                ? new AdditionalPropertiesDictionary
                {
                    [TokenMarks.Logprobs] = true,
                    [TokenMarks.TopLogprobs] = CompletionCall.AskedOf(top),
                }
                : null,
        };
    }

    private static IList<string>? Stop(JsonElement stop) => stop.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String => [stop.GetString()!],
        JsonValueKind.Array when stop.EnumerateArray().All(static s => s.ValueKind == JsonValueKind.String) =>
            [.. stop.EnumerateArray().Select(static s => s.GetString()!)],
        _ => throw ApiException.BadRequest("stop must be a string or an array of strings.", "stop"),
    };

    private static AITool Tool(RequestTool? tool, int index)
    {
        if (tool?.Function is not { Name: { Length: > 0 } name } function)
            throw ApiException.BadRequest("Only functions with a name are tools here.", $"tools[{index}]");

        return AIFunctionFactory.CreateDeclaration(
            name, function.Description, function.Parameters.ValueKind == JsonValueKind.Object ? function.Parameters : NoParameters);
    }

    private static ChatToolMode? ToolMode(JsonElement choice) => choice.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String when choice.ValueEquals("auto") => ChatToolMode.Auto,
        JsonValueKind.String when choice.ValueEquals("none") => ChatToolMode.None,
        JsonValueKind.String when choice.ValueEquals("required") => ChatToolMode.RequireAny,
        JsonValueKind.Object when choice.TryGetProperty("function", out var function)
            && function.ValueKind == JsonValueKind.Object
            && function.TryGetProperty("name", out var name)
            && name.ValueKind == JsonValueKind.String => ChatToolMode.RequireSpecific(name.GetString()!),
        _ => throw ApiException.BadRequest("tool_choice must be none, auto, required, or name a function.", "tool_choice"),
    };

    private static ChatResponseFormat? Format(RequestFormat? format) => format?.Type switch
    {
        "json_object" => ChatResponseFormat.Json,
        "json_schema" when format.JsonSchema is { Schema.ValueKind: JsonValueKind.Object } schema =>
            ChatResponseFormat.ForJsonSchema(schema.Schema, schema.Name, schema.Description),
        "json_schema" => throw ApiException.BadRequest("response_format.json_schema.schema is missing.", "response_format"),
        null or "text" => null,
        var other => throw ApiException.BadRequest(
            $"response_format.type must be text, json_object or json_schema, not '{other}'.", "response_format"),
    };

    private static JsonElement NoParameters { get; } = JsonElement.Parse("""{"type":"object","properties":{}}""");
}
