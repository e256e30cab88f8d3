namespace HeavySim.SemanticKernel;

/// <summary>The arguments of a call as its tool's schema has them: Semantic Kernel's connectors give all of them as text.</summary>
internal static class TypedArguments
{
    /// <summary>
    /// The arguments; a text is read as JSON where the schema wants no text and the text is what it wants. All else stays as it is, and the
    /// tool loop tells the model what is wrong with it.
    /// </summary>
    public static IDictionary<string, object?>? Of(IDictionary<string, object?>? arguments, JsonElement schema)
    {
        if (arguments is null || schema.ValueKind != JsonValueKind.Object
            || !schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
            return arguments;

        var typed = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments)
        {
            typed[name] = TextOf(value) is { } text && properties.TryGetProperty(name, out var property)
                && Read(text, property) is { } read ? read : value;
        }

        return typed;
    }

    private static string? TextOf(object? value) => value switch
    {
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } json => json.GetString(),
        _ => null,
    };

    private static JsonElement? Read(string text, JsonElement property)
    {
        if (property.ValueKind != JsonValueKind.Object || !property.TryGetProperty("type", out var type))
            return null;

        var types = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(NameOf).ToList() : [NameOf(type)];
        if (types.Contains("string", StringComparer.Ordinal))
            return null;

        try
        {
            // A connector writes a boolean as .NET does.
            var json = JsonElement.Parse(text is "True" or "False" ? text.ToLowerInvariant() : text);
            return types.Exists(one => Admits(one, json)) ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string NameOf(JsonElement type) => type.ValueKind == JsonValueKind.String ? type.GetString()! : "";

    private static bool Admits(string type, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => type is "number" or "integer",
        JsonValueKind.True or JsonValueKind.False => type is "boolean",
        JsonValueKind.Object => type is "object",
        JsonValueKind.Array => type is "array",
        JsonValueKind.Null => type is "null",
        _ => false,
    };
}
