using System.Text.Json.Serialization.Metadata;

namespace HeavySim.Records.Files;

/// <summary>Reads records of a known shape, and says in words of the file what does not fit.</summary>
internal static class RecordError
{
    /// <summary>The record.</summary>
    /// <exception cref="HeavySimException">It does not fit; the message names file, line and field.</exception>
    public static T Parsed<T>(JsonElement json, JsonTypeInfo<T> type, SourceRecord record, string path, string what)
    {
        try
        {
            return json.Deserialize(type) ?? throw new JsonException("it is null");
        }
        catch (JsonException error)
        {
            throw SourceError.At(path, record.Line, $"not a valid {what}: {Reason(error, type)}", error);
        }
    }

    private static string Reason<T>(JsonException error, JsonTypeInfo<T> type)
    {
        if (error.Path is { Length: > 2 } path)
            return $"the value of \"{path[2..]}\" does not fit (docs/formats.md has the schema)";

        return error.Message.Contains("missing required", StringComparison.Ordinal)
            ? $"it needs {string.Join(", ", type.Properties.Where(static p => p.IsRequired).Select(static p => p.Name))}"
            : error.Message;
    }
}
