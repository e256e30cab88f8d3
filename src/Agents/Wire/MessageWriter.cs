using System.Text.Encodings.Web;

namespace HeavySim.Agents;

/// <summary>Writes one message of a conversation. Content that the protocol has no word for is left out.</summary>
internal static class MessageWriter
{
    private static readonly JsonSerializerOptions Arguments =
        new(AIJsonUtilities.DefaultOptions) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = false };

    /// <summary>Writes the message; each tool result becomes a message of its own, as the protocol wants it.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="message">The message.</param>
    /// <param name="withReasoning">True to send the reasoning before tool calls along.</param>
    /// <returns>True when reasoning was sent along.</returns>
    public static bool Write(Utf8JsonWriter json, ChatMessage message, bool withReasoning)
    {
        var hasResults = false;
        foreach (var result in message.Contents.OfType<FunctionResultContent>())
        {
            hasResults = true;
            json.WriteStartObject();
            json.WriteString("role", "tool");
            json.WriteString("tool_call_id", result.CallId);
            json.WriteString("content", AsText(result.Result));
            json.WriteEndObject();
        }

        if (hasResults && message.Contents.All(content => content is FunctionResultContent))
            return false;

        json.WriteStartObject();
        json.WriteString("role", message.Role.Value);
        WriteContent(json, message);
        var hasReasoning = withReasoning && WriteReasoning(json, message);
        WriteCalls(json, message);
        json.WriteEndObject();
        return hasReasoning;
    }

    private static bool WriteReasoning(Utf8JsonWriter json, ChatMessage message)
    {
        if (!message.Contents.Any(static content => content is FunctionCallContent))
            return false;

        var reasoning = string.Concat(message.Contents.OfType<TextReasoningContent>().Select(static content => content.Text));
        if (reasoning.Length == 0)
            return false;

        json.WriteString(Dialect.Reasoning, reasoning);
        return true;
    }

    private static void WriteContent(Utf8JsonWriter json, ChatMessage message)
    {
        if (!message.Contents.Any(IsImage))
        {
            json.WriteString("content", message.Text);
            return;
        }

        json.WriteStartArray("content");
        foreach (var content in message.Contents)
        {
            if (content is TextContent text)
            {
                json.WriteStartObject();
                json.WriteString("type", "text");
                json.WriteString("text", text.Text);
                json.WriteEndObject();
            }
            else if (IsImage(content))
            {
                json.WriteStartObject();
                json.WriteString("type", "image_url");
                json.WriteStartObject("image_url");
                json.WriteString("url", AddressOf(content));
                json.WriteEndObject();
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteCalls(Utf8JsonWriter json, ChatMessage message)
    {
        var isFirst = true;
        foreach (var call in message.Contents.OfType<FunctionCallContent>())
        {
            if (isFirst)
                json.WriteStartArray("tool_calls");

            isFirst = false;
            json.WriteStartObject();
            json.WriteString("id", call.CallId);
            json.WriteString("type", "function");
            json.WriteStartObject("function");
            json.WriteString("name", call.Name);
            json.WriteString("arguments", ArgumentsOf(call));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        if (!isFirst)
            json.WriteEndArray();
    }

    /// <summary>A call's arguments as JSON text.</summary>
    public static string ArgumentsOf(FunctionCallContent call) => call.Arguments is null
        ? "{}"
        : JsonSerializer.Serialize(call.Arguments, Arguments.GetTypeInfo(typeof(IDictionary<string, object?>)));

    /// <summary>True for a picture, given or pointed to.</summary>
    public static bool IsImage(AIContent content) =>
        content is DataContent data && data.HasTopLevelMediaType("image") || content is UriContent uri && uri.HasTopLevelMediaType("image");

    /// <summary>Where a picture is.</summary>
    public static string AddressOf(AIContent image) => image is DataContent data ? data.Uri : ((UriContent)image).Uri.ToString();

    /// <summary>A tool's result as text.</summary>
    public static string AsText(object? result) => result switch
    {
        null => "",
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } element => element.GetString() ?? "",
        JsonElement element => element.GetRawText(),
        _ => JsonSerializer.Serialize(result, Arguments.GetTypeInfo(result.GetType())),
    };
}
