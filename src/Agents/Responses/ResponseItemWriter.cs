namespace HeavySim.Agents;

/// <summary>Writes one message of a conversation as items of the Responses API, in the order of its contents.</summary>
internal static class ResponseItemWriter
{
    /// <summary>Writes the items.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="message">The message.</param>
    /// <param name="withReasoning">True to send the model's own reasoning items back as it gave them.</param>
    public static void Write(Utf8JsonWriter json, ChatMessage message, bool withReasoning)
    {
        var text = new List<AIContent>();
        foreach (var content in message.Contents)
        {
            switch (content)
            {
                case TextReasoningContent { ProtectedData: { } item } when withReasoning:
                    WriteText(json, message.Role, text);
                    WriteReasoning(json, item);
                    break;
                case FunctionCallContent call:
                    WriteText(json, message.Role, text);
                    json.WriteStartObject();
                    json.WriteString("type", "function_call");
                    json.WriteString("call_id", call.CallId);
                    json.WriteString("name", call.Name);
                    json.WriteString("arguments", MessageWriter.ArgumentsOf(call));
                    json.WriteEndObject();
                    break;
                case FunctionResultContent result:
                    json.WriteStartObject();
                    json.WriteString("type", "function_call_output");
                    json.WriteString("call_id", result.CallId);
                    json.WriteString("output", MessageWriter.AsText(result.Result));
                    json.WriteEndObject();
                    break;
                case TextContent or DataContent or UriContent:
                    text.Add(content);
                    break;
            }
        }

        WriteText(json, message.Role, text);
    }

    private static void WriteText(Utf8JsonWriter json, ChatRole role, List<AIContent> contents)
    {
        var images = role == ChatRole.User ? contents.FindAll(MessageWriter.IsImage) : [];
        var text = string.Concat(contents.OfType<TextContent>().Select(static content => content.Text));
        contents.Clear();
        if (text.Length == 0 && images.Count == 0)
            return;

        json.WriteStartObject();
        json.WriteString("role", role.Value);
        if (images.Count == 0)
        {
            json.WriteString("content", text);
        }
        else
        {
            json.WriteStartArray("content");
            json.WriteStartObject();
            json.WriteString("type", "input_text");
            json.WriteString("text", text);
            json.WriteEndObject();
            foreach (var image in images)
            {
                json.WriteStartObject();
                json.WriteString("type", "input_image");
                json.WriteString("image_url", MessageWriter.AddressOf(image));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>What <see cref="ResponseReader"/> kept of a reasoning item; what another client kept is not understood here.</summary>
    private static void WriteReasoning(Utf8JsonWriter json, string item)
    {
        using var document = LenientJson.TryParse(Encoding.UTF8.GetBytes(item));
        if (document?.RootElement.GetText("type") == "reasoning")
            document.RootElement.WriteTo(json);
    }
}
