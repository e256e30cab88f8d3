namespace HeavySim.Agents.Tools;

/// <summary>What a tool gave back, as the text that the model reads.</summary>
internal static class ToolResultText
{
    public static string Of(object? result, int maximumLength = int.MaxValue) => Cut(Write(result), maximumLength);

    /// <summary>Keeps the beginning and the end of a long text and says what was left out between.</summary>
    public static string Cut(string text, int maximumLength)
    {
        if (text.Length <= maximumLength)
            return text;

        var head = maximumLength * 3 / 4;
        var tail = text.Length - (maximumLength / 8);
        if (char.IsHighSurrogate(text[head - 1]))
            head--;
        if (char.IsLowSurrogate(text[tail]))
            tail++;

        return string.Concat(
            text.AsSpan(0, head), $"\n[cut: {tail - head:N0} of {text.Length:N0} characters left out here]\n", text.AsSpan(tail));
    }

    private static string Write(object? result) => result switch
    {
        null => "(no result)",
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } json => json.GetString()!,
        JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => "(no result)",
        JsonElement json => json.GetRawText(),
        TextContent content => content.Text,
        IEnumerable<AIContent> contents => string.Join('\n', contents.Select(Write)),
        DataContent data => $"({data.MediaType}, {data.Data.Length:N0} bytes, not shown)",
        _ => CompactJson.Write(result),
    };
}
