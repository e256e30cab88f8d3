namespace HeavySim.Agents.Tools;

/// <summary>JSON on one line, for any value that a tool or a model may bring.</summary>
internal static class CompactJson
{
    private static readonly JsonSerializerOptions Options = new(AIJsonUtilities.DefaultOptions) { WriteIndented = false };

    public static string Write(object? value) => JsonSerializer.Serialize(value, Options);

    public static JsonElement ToElement(object? value) =>
        value is JsonElement element ? element : JsonSerializer.SerializeToElement(value, Options);
}
