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
            throw SourceError.At(
                path, record.Line, $"not a valid {what}: {JsonFault.Words(error, type)} (docs/formats.md has the schema)", error);
        }
    }
}
