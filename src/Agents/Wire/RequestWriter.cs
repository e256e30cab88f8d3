namespace HeavySim.Agents;

/// <summary>Writes a chat completion request in an endpoint's dialect.</summary>
internal sealed class RequestWriter : WireRequest
{
    /// <summary>Writes the request.</summary>
    public static RequestWriter Write(
        IEnumerable<ChatMessage> messages, ChatOptions? options, string? model, int? maxOutputTokens, bool stream, Dialect dialect)
    {
        var request = new RequestWriter();
        using var json = new Utf8JsonWriter(request.Buffer, JsonOptions);
        json.WriteStartObject();
        if (!string.IsNullOrEmpty(model))
            json.WriteString("model", model);

        json.WriteStartArray("messages");
        if (dialect.FoldsSystem)
            messages = FoldedSystem.Of(messages, options?.Instructions);
        else if (options?.Instructions is { Length: > 0 } instructions)
            messages = messages.Prepend(new ChatMessage(ChatRole.System, instructions));

        var givesBack = dialect.GivesReasoning && dialect.Sends(Dialect.Reasoning);
        foreach (var message in messages)
        {
            if (message.Role == ChatRole.System)
                request.Sent.Add(Dialect.SystemRole);
            if (MessageWriter.Write(json, message, givesBack))
                request.Sent.Add(Dialect.Reasoning);
        }

        json.WriteEndArray();
        request.WriteSampling(json, options, maxOutputTokens, dialect);
        request.WriteTools(json, options, dialect);
        request.WriteFormat(json, options?.ResponseFormat, dialect);
        json.WriteBoolean("stream", stream);
        if (stream)
        {
            request.Sent.Add("stream");
            if (request.Uses("stream_options", dialect))
            {
                json.WriteStartObject("stream_options");
                json.WriteBoolean("include_usage", true);
                json.WriteEndObject();
            }
        }

        json.WriteEndObject();
        json.Flush();
        return request;
    }

    private void WriteSampling(Utf8JsonWriter json, ChatOptions? options, int? maxOutputTokens, Dialect dialect)
    {
        if (maxOutputTokens is { } limit)
        {
            var name = dialect.UsesMaxCompletionTokens ? "max_completion_tokens" : "max_tokens";
            Sent.Add(name);
            json.WriteNumber(name, limit);
        }

        if (options is null)
            return;

        Number("temperature", options.Temperature);
        Number("top_p", options.TopP);
        Number("top_k", options.TopK);
        Number("frequency_penalty", options.FrequencyPenalty);
        Number("presence_penalty", options.PresencePenalty);
        if (options.Seed is { } seed && Uses("seed", dialect))
            json.WriteNumber("seed", seed);

        if (options.StopSequences is { Count: > 0 } stops && Uses("stop", dialect))
        {
            json.WriteStartArray("stop");
            foreach (var stop in stops)
                json.WriteStringValue(stop);

            json.WriteEndArray();
        }

        if (UpdateMarks.TopLogprobs(options) is { } top && Uses(TokenMarks.Logprobs, dialect))
        {
            Sent.Add(TokenMarks.TopLogprobs);
            json.WriteBoolean(TokenMarks.Logprobs, true);
            json.WriteNumber(TokenMarks.TopLogprobs, dialect.Top(top));
        }

        if (Efforts.WordFor(options.Reasoning?.Effort) is { } effort && Uses("reasoning_effort", dialect))
            json.WriteString("reasoning_effort", effort);

        void Number(string name, float? value)
        {
            // As a decimal: 0.7f would otherwise reach some servers as 0.699999988.
            if (value is { } number && float.IsFinite(number) && Uses(name, dialect))
                json.WriteNumber(name, (decimal)number);
        }
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
            json.WriteStartObject("function");
            json.WriteString("name", function.Name);
            json.WriteString("description", function.Description ?? "");
            json.WritePropertyName("parameters");
            function.JsonSchema.WriteTo(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteToolUse(json, options!, dialect, isNested: true);
    }

    private void WriteFormat(Utf8JsonWriter json, ChatResponseFormat? format, Dialect dialect)
    {
        if (format is not ChatResponseFormatJson asJson || !Uses("response_format", dialect))
            return;

        json.WriteStartObject("response_format");
        if (asJson.Schema is { } schema)
        {
            json.WriteString("type", "json_schema");
            json.WriteStartObject("json_schema");
            json.WriteString("name", asJson.SchemaName ?? "answer");
            if (asJson.SchemaDescription is { } description)
                json.WriteString("description", description);

            json.WritePropertyName("schema");
            schema.WriteTo(json);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("type", "json_object");
        }

        json.WriteEndObject();
    }
}
