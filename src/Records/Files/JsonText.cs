namespace HeavySim.Records.Files;

/// <summary>Parses JSON as real files have it.</summary>
internal static class JsonText
{
    private static readonly JsonReaderOptions Options = new()
    {
        MaxDepth = 256,
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>A reader over text in memory.</summary>
    public static Utf8JsonReader Reader(ReadOnlySpan<byte> json) => new(json, Options);

    /// <summary>A text as a JSON value.</summary>
    public static JsonElement Quoted(string text) => JsonElement.Parse($"\"{JsonEncodedText.Encode(text)}\"");

    /// <summary>Parses one value and makes sure that nothing follows it.</summary>
    /// <remarks>
    /// Python writes NaN and Infinity, which are no JSON; they are read as null. Half surrogate pairs are read as U+FFFD.
    /// </remarks>
    /// <exception cref="JsonException">The text is not one JSON value.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        if (SurrogateEscapes.MayHave(json))
        {
            byte[] mended = [.. json];
            SurrogateEscapes.Mend(mended);
            json = mended;
        }

        try
        {
            return ParseStrictly(json);
        }
        catch (JsonException) when (WithoutNonNumbers(json) is { } repaired)
        {
            return ParseStrictly(repaired);
        }
    }

    /// <summary>The text with each bare NaN, Infinity and -Infinity replaced by null, or null when there is none.</summary>
    public static byte[]? WithoutNonNumbers(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("NaN"u8) < 0 && json.IndexOf("Infinity"u8) < 0)
            return null;

        var repaired = new List<byte>(json.Length);
        var isInString = false;
        var isChanged = false;
        for (var i = 0; i < json.Length; i++)
        {
            var unit = json[i];
            if (isInString && unit == '\\' && i + 1 < json.Length)
            {
                repaired.Add(unit);
                repaired.Add(json[++i]);
                continue;
            }

            if (unit == '"')
                isInString = !isInString;
            var length = isInString ? 0 : NonNumberLength(json[i..]);
            if (length == 0)
            {
                repaired.Add(unit);
                continue;
            }

            repaired.AddRange("null"u8);
            isChanged = true;
            i += length - 1;
        }

        return isChanged ? [.. repaired] : null;
    }

    private static JsonElement ParseStrictly(ReadOnlySpan<byte> json)
    {
        var reader = Reader(json);
        var value = JsonElement.ParseValue(ref reader);
        if (reader.Read())
            throw new JsonException("there is more than one value");

        return value;
    }

    private static int NonNumberLength(ReadOnlySpan<byte> json) =>
        json.StartsWith("NaN"u8) ? 3 : json.StartsWith("Infinity"u8) ? 8 : json.StartsWith("-Infinity"u8) ? 9 : 0;
}
