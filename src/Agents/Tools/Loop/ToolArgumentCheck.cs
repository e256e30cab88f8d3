namespace HeavySim.Agents.Tools;

/// <summary>
/// Checks a model's arguments against the part of JSON Schema that tool schemas use (required, type, enum of the top level), so
/// that the model is told what to mend in its own words instead of a .NET conversion error.
/// </summary>
internal static class ToolArgumentCheck
{
    /// <summary>What is wrong with the arguments, or null.</summary>
    public static string? Find(JsonElement schema, IReadOnlyDictionary<string, object?> arguments)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return null;

        var faults = new List<string>();
        if (schema.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array)
        {
            foreach (var name in required.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String))
            {
                if (!arguments.ContainsKey(name.GetString()!))
                    faults.Add($"'{name.GetString()}' is missing");
            }
        }

        if (schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject())
            {
                if (arguments.TryGetValue(property.Name, out var value) && FaultOf(property, CompactJson.ToElement(value)) is { } fault)
                    faults.Add(fault);
            }

            var isClosed = schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False;
            if (isClosed)
                faults.AddRange(arguments.Keys.Where(name => !properties.TryGetProperty(name, out _))
                    .Select(name => $"'{name}' is not an argument of this tool"));
        }

        return faults.Count == 0 ? null : string.Join("; ", faults);
    }

    private static string? FaultOf(JsonProperty property, JsonElement value)
    {
        if (property.Value.ValueKind != JsonValueKind.Object)
            return null;

        if (property.Value.TryGetProperty("type", out var type) && !Admits(type, value))
            return $"'{property.Name}' must be of type {type.GetRawText().Replace("\"", "", StringComparison.Ordinal)} and is "
                + $"{NameOf(value)}";

        if (property.Value.TryGetProperty("enum", out var choices) && choices.ValueKind == JsonValueKind.Array
            && !choices.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value)))
        {
            return $"'{property.Name}' must be one of {choices.GetRawText()}";
        }

        return null;
    }

    private static bool Admits(JsonElement type, JsonElement value) => type.ValueKind switch
    {
        JsonValueKind.Array => type.EnumerateArray().Any(one => Admits(one, value)),
        JsonValueKind.String => type.GetString() switch
        {
            "string" => value.ValueKind == JsonValueKind.String,
            "number" => value.ValueKind == JsonValueKind.Number,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && Math.Floor(number) == number,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "null" => value.ValueKind == JsonValueKind.Null,
            _ => true,
        },
        _ => true,
    };

    private static string NameOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
