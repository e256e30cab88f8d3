namespace HeavySim.Agents;

/// <summary>Writes a request of the Responses API in an endpoint's dialect.</summary>
internal sealed class ResponsesRequest : WireRequest
{
    // OpenAI refuses less; the answer is cut by the reader all the same.
    private const int LeastOutputTokens = 16;

    /// <summary>Writes the request.</summary>
    /// <param name="messages">The conversation.</param>
    /// <param name="options">What is asked for; the protocol has neither seeds nor stop sequences nor penalties.</param>
    /// <param name="model">The model, or null.</param>
    /// <param name="maxOutputTokens">The limit, reasoning included, or null.</param>
    /// <param name="stream">True to have a stream.</param>
    /// <param name="isBackground">True to have it made in the background, which the endpoint must store for it.</param>
    /// <param name="dialect">What the endpoint takes.</param>
    public static ResponsesRequest Write(
        IEnumerable<ChatMessage> messages, ChatOptions? options, string? model, int? maxOutputTokens, bool stream, bool isBackground,
        Dialect dialect)
    {
        var request = new ResponsesRequest();
        using var json = new Utf8JsonWriter(request.Buffer, JsonOptions);
        json.WriteStartObject();
        if (!string.IsNullOrEmpty(model))
            json.WriteString("model", model);

        json.WriteStartArray("input");
        if (options?.Instructions is { Length: > 0 } instructions)
            ResponseItemWriter.Write(json, new ChatMessage(ChatRole.System, instructions), withReasoning: false);

        foreach (var message in messages)
            ResponseItemWriter.Write(json, message, dialect.Sends("include"));

        json.WriteEndArray();
        if (maxOutputTokens is { } limit)
            json.WriteNumber("max_output_tokens", Math.Max(limit, LeastOutputTokens));

        request.WriteNumber(json, "temperature", options?.Temperature, dialect);
        request.WriteNumber(json, "top_p", options?.TopP, dialect);
        request.WriteReasoning(json, options, dialect);
        request.WriteTools(json, options, dialect);
        request.WriteFormat(json, options?.ResponseFormat, dialect);
        request.WriteKeeping(json, isBackground, dialect);
        json.WriteBoolean("stream", stream);
        if (stream)
            request.Sent.Add("stream");

        json.WriteEndObject();
        json.Flush();
        return request;
    }

    private void WriteNumber(Utf8JsonWriter json, string name, float? value, Dialect dialect)
    {
        // As a decimal: 0.7f would otherwise reach some servers as 0.699999988.
        if (value is { } number && float.IsFinite(number) && Uses(name, dialect))
            json.WriteNumber(name, (decimal)number);
    }

    private void WriteReasoning(Utf8JsonWriter json, ChatOptions? options, Dialect dialect)
    {
        if (!Uses("reasoning", dialect))
            return;

        json.WriteStartObject("reasoning");
        if (Efforts.WordFor(options?.Reasoning?.Effort) is { } effort && Uses("reasoning.effort", dialect))
            json.WriteString("effort", effort);

        // Without being asked for them, no summaries of the reasoning come.
        if (Uses("reasoning.summary", dialect))
            json.WriteString("summary", "auto");

        json.WriteEndObject();
    }

    private void WriteTools(Utf8JsonWriter json, ChatOptions? options, Dialect dialect)
    {
        var functions = options?.Tools?.OfType<AIFunctionDeclaration>().ToList();
        if (functions is not { Count: > 0 })
            return;

        Sent.Add("tools");
        json.WriteStartArray("tools");
        foreach (var function in functions)
        {
            json.WriteStartObject();
            json.WriteString("type", "function");
            json.WriteString("name", function.Name);
            json.WriteString("description", function.Description ?? "");
            json.WritePropertyName("parameters");
            function.JsonSchema.WriteTo(json);

            // Here, unlike in chat completions, schemas are strict unless it is said that they are not.
            json.WriteBoolean("strict", false);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteToolUse(json, options!, dialect, isNested: false);

        // What a model thought before a call is wanted back with the result; as it is not stored there, it has to come along.
        if (Uses("include", dialect))
        {
            json.WriteStartArray("include");
            json.WriteStringValue("reasoning.encrypted_content");
            json.WriteEndArray();
        }
    }

    private void WriteFormat(Utf8JsonWriter json, ChatResponseFormat? format, Dialect dialect)
    {
        if (format is not ChatResponseFormatJson asJson || !Uses("text.format", dialect))
            return;

        json.WriteStartObject("text");
        json.WriteStartObject("format");
        json.WriteString("type", asJson.Schema is null ? "json_object" : "json_schema");
        if (asJson.Schema is { } schema)
        {
            json.WriteString("name", asJson.SchemaName ?? "answer");
            if (asJson.SchemaDescription is { } description)
                json.WriteString("description", description);

            json.WritePropertyName("schema");
            schema.WriteTo(json);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteKeeping(Utf8JsonWriter json, bool isBackground, Dialect dialect)
    {
        if (isBackground)
            json.WriteBoolean("background", true);
        else if (Uses("store", dialect))
            json.WriteBoolean("store", false);
    }
}
