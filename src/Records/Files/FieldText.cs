namespace HeavySim.Records.Files;

/// <summary>The text of a JSON value: strings as they are, numbers as they were written, the rest as JSON.</summary>
internal static class FieldText
{
    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };

    /// <summary>The text of a question: a string, a chat (its user's words), or an object with a stem.</summary>
    public static string OfQuestion(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("stem", out var stem))
            return Of(stem);
        if (value.ValueKind != JsonValueKind.Array)
            return Of(value);

        var said = new List<string>();
        foreach (var message in value.EnumerateArray())
        {
            if (message.ValueKind == JsonValueKind.Object && message.TryGetProperty("content", out var content)
                && (!message.TryGetProperty("role", out var role) || role.ValueEquals("user")))
            {
                said.Add(OfContent(content));
            }
        }

        return said.Count > 0 ? string.Join("\n\n", said) : Of(value);
    }

    /// <summary>The text of a message's content: a string, or a list of parts of which the texts count.</summary>
    public static string OfContent(JsonElement content)
    {
        if (content.ValueKind != JsonValueKind.Array)
            return Of(content);

        var parts = new List<string>();
        foreach (var part in content.EnumerateArray())
        {
            if (part.ValueKind == JsonValueKind.String)
                parts.Add(Of(part));
            else if (part.ValueKind == JsonValueKind.Object && part.TryGetProperty("text", out var text))
                parts.Add(Of(text));
        }

        return string.Join('\n', parts);
    }

    /// <summary>The text of a gold that is one answer: a list with one entry is that entry, a longer one its entries with commas.</summary>
    public static string OfGold(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(static e => e.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
            ? string.Join(", ", value.EnumerateArray().Select(Of))
            : Of(value);
}
