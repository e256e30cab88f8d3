using System.Runtime.CompilerServices;

namespace HeavySim.Records.Files;

/// <summary>Records of a JSONL stream: one object to a line, read line by line.</summary>
internal static class JsonLinesRecords
{
    /// <summary>Reads the records.</summary>
    /// <exception cref="HeavySim.Core.HeavySimException">A line is not a JSON object; the message names it.</exception>
    public static async IAsyncEnumerable<SourceRecord> ReadAsync(
        Stream content, string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var index = 0;
        await foreach (var line in LineReader.ReadAsync(content, path, cancellationToken))
            yield return new SourceRecord(line.Number, index++, Parse(line, path));
    }

    private static JsonElement Parse(SourceLine line, string path)
    {
        JsonElement value;
        try
        {
            value = JsonText.Parse(line.Bytes.Span);
        }
        catch (JsonException error)
        {
            throw SourceError.At(
                path, line.Number,
                $"not valid JSON at column {(error.BytePositionInLine ?? 0) + 1}: each line must be one whole JSON object",
                error);
        }

        return value.ValueKind == JsonValueKind.Object
            ? value
            : throw SourceError.At(path, line.Number, $"a JSON object is expected on each line, not {Described(value.ValueKind)}");
    }

    private static string Described(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
