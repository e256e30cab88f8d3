namespace HeavySim.Records.Files;

/// <summary>
/// Records of a JSON document held in memory: a list of objects, an object with such a list in it (<c>rows</c> before any other), an
/// object whose members are the records, an object of columns, or a single record.
/// </summary>
internal static class JsonRecords
{
    private const string Rows = "rows";

    /// <summary>True when the text is more than one JSON value, which is JSONL under another name.</summary>
    public static bool IsLines(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = JsonText.Reader(json);
            return reader.Read() && reader.TrySkip() && reader.Read();
        }
        catch (JsonException)
        {
            // What follows the first value is not JSON, or the first value is broken: only a complete first line speaks for JSONL.
            var end = json.IndexOf((byte)'\n');
            return end > 0 && IsObject(json[..end]);
        }
    }

    /// <summary>Reads the records.</summary>
    /// <exception cref="HeavySimException">The text is not JSON, or there are no records in it.</exception>
    public static IReadOnlyList<SourceRecord> Read(ReadOnlySpan<byte> json, string path)
    {
        try
        {
            var reader = JsonText.Reader(json);
            reader.Read();
            var isList = reader.TokenType == JsonTokenType.StartArray;
            var records = isList ? ReadList(ref reader, json, path) : ReadObject(ref reader, json, path);
            if (reader.Read())
                throw new JsonException("there is more after the end of the document");

            return records;
        }
        catch (JsonException error) when (JsonText.WithoutNonNumbers(json) is { } repaired)
        {
            _ = error;
            return Read(repaired, path);
        }
        catch (JsonException error)
        {
            throw SourceError.At(
                path, (error.LineNumber ?? 0) + 1, "not valid JSON: the file is cut short or a bracket, comma or quote is missing", error);
        }
    }

    private static List<SourceRecord> ReadList(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string path)
    {
        var records = new List<SourceRecord>();
        var lines = new LineCount(json);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var line = lines.At((int)reader.TokenStartIndex);
            if (reader.TokenType != JsonTokenType.StartObject)
                throw SourceError.At(path, line, "every entry of the list must be a JSON object");

            records.Add(new SourceRecord(line, records.Count, Unwrapped(JsonElement.ParseValue(ref reader))));
        }

        return records;
    }

    private static List<SourceRecord> ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string path)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw SourceError.At(path, 1, "a list of objects is expected, or an object with such a list in it");

        var members = new List<SourceRecord>();
        var rest = 0;
        var lines = new LineCount(json);
        var whole = reader;
        var first = lines.At((int)reader.TokenStartIndex);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString() ?? "";
            reader.Read();
            var line = lines.At((int)reader.TokenStartIndex);
            // A list of objects is the records, unless it is one of the parts of a single record (the pairs of an ARC task, messages).
            if (reader.TokenType == JsonTokenType.StartArray
                && name is not ("train" or "test" or "messages" or "prompt" or "input" or "choices" or "options"))
            {
                var ahead = reader;
                if (ahead.Read() && ahead.TokenType == JsonTokenType.StartObject && (name == Rows || !HasRows(reader)))
                {
                    var records = ReadList(ref reader, json, path);
                    while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                        reader.Skip();
                    return records;
                }
            }

            if (reader.TokenType == JsonTokenType.StartObject)
            {
                members.Add(new SourceRecord(line, members.Count, JsonElement.ParseValue(ref reader), name));
            }
            else
            {
                rest++;
                reader.Skip();
            }
        }

        var document = JsonElement.ParseValue(ref whole);
        if (JsonColumns.Rows(document, path) is { } rows)
            return [.. rows.Select((row, i) => new SourceRecord(first, i, row))];

        return members.Count > 0 && rest == 0 ? members : [new SourceRecord(first, 0, document)];
    }

    /// <summary>Whether a list of rows follows in the object that is read: pages of dataset viewers begin with another list.</summary>
    private static bool HasRows(Utf8JsonReader reader)
    {
        reader.Skip();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isRows = reader.ValueTextEquals(Rows);
            reader.Read();
            if (isRows && reader.TokenType == JsonTokenType.StartArray)
                return reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
        }

        return false;
    }

    /// <summary>A row of the Hugging Face viewer keeps its fields one level down, beside its number.</summary>
    private static JsonElement Unwrapped(JsonElement row) =>
        row.TryGetProperty("row_idx", out _) && row.TryGetProperty("row", out var fields) && fields.ValueKind == JsonValueKind.Object
            ? fields
            : row;

    private static bool IsObject(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonText.Parse(json).ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Line numbers of rising positions, counted once over the whole text.</summary>
    private ref struct LineCount(ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private int _position;
        private int _line = 1;

        public int At(int position)
        {
            _line += _text[_position..position].Count((byte)'\n');
            _position = position;
            return _line;
        }
    }
}
