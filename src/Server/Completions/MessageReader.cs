namespace HeavySim.Server.Completions;

/// <summary>Reads one message of a request.</summary>
internal static class MessageReader
{
    /// <exception cref="ApiException">The message is none we know (400).</exception>
    public static ChatMessage Read(RequestMessage? message, int index)
    {
        var at = $"messages[{index}]";
        if (message is null)
            throw ApiException.BadRequest("A message is null.", at);

        var contents = Contents(message.Content, $"{at}.content").ToList();
        switch (message.Role)
        {
            case "system" or "developer":
                return Of(ChatRole.System, contents);
            case "user":
                return Of(ChatRole.User, contents);
            case "assistant":
                contents.AddRange((message.ToolCalls ?? []).Select((call, i) => Call(call, $"{at}.tool_calls[{i}]")));
                return Of(ChatRole.Assistant, contents);
            case "tool" or "function":
                return Of(
                    ChatRole.Tool,
                    [new FunctionResultContent(message.ToolCallId ?? message.Name ?? "", string.Concat(contents.OfType<TextContent>()))]);
            default:
                throw ApiException.BadRequest(
                    $"The role must be system, developer, user, assistant, tool or function, not '{message.Role}'.", $"{at}.role");
        }

        ChatMessage Of(ChatRole role, IList<AIContent> all) => new(role, all) { AuthorName = message.Name };
    }

    private static IEnumerable<AIContent> Contents(JsonElement content, string at) => content.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => [],
        JsonValueKind.String => [new TextContent(content.GetString())],
        JsonValueKind.Array => content.EnumerateArray().Select((part, i) => Part(part, $"{at}[{i}]")),
        _ => throw ApiException.BadRequest("content must be a string, an array of parts, or null.", at),
    };

    private static AIContent Part(JsonElement part, string at)
    {
        if (part.ValueKind == JsonValueKind.String)
            return new TextContent(part.GetString());

        return Text(part, "type") switch
        {
            "text" or "input_text" or "output_text" when Text(part, "text") is { } text => new TextContent(text),
            "refusal" when Text(part, "refusal") is { } refusal => new TextContent(refusal),
            "image_url" when Property(part, "image_url") is { } image && (Text(image, "url") ?? AsText(image)) is { } url => Image(url, at),
            var type => throw ApiException.BadRequest($"A part of type '{type}' cannot be read here: text and image_url can.", at),
        };
    }

    private static AIContent Image(string url, string at)
    {
        try
        {
            return url.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? new DataContent(url) : new UriContent(url, "image/*");
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw ApiException.BadRequest("The image's url is none.", at, error);
        }
    }

    private static FunctionCallContent Call(RequestToolCall? call, string at)
    {
        if (call?.Function?.Name is not { Length: > 0 } name)
            throw ApiException.BadRequest("A tool call has no function name.", at);

        // Arguments that are no JSON are carried on as an error of the content: they are the model's doing, not the caller's.
        return FunctionCallContent.CreateFromParsedArguments(
            call.Function.Arguments ?? "", call.Id ?? at, name,
            static json => json.Length == 0 ? null : JsonSerializer.Deserialize(json, ToolArguments.Type));
    }

    private static JsonElement? Property(JsonElement part, string name) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement part, string name) => Property(part, name) is { } value ? AsText(value) : null;

    private static string? AsText(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
