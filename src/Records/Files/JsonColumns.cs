namespace HeavySim.Records.Files;

/// <summary>
/// A JSON document that keeps its records by column, not by row: <c>{"question": [...], "answer": [...]}</c>, as data frames and
/// dictionaries of lists are written.
/// </summary>
internal static class JsonColumns
{
    /// <summary>The rows of a document, or null when it is none of columns.</summary>
    /// <param name="document">The document, an object.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="HeavySimException">The columns are not of one length; the message names two of them.</exception>
    public static IReadOnlyList<JsonElement>? Rows(JsonElement document, string path)
    {
        var columns = document.EnumerateObject().ToList();
        if (columns.Count < 2)
            return null;
        if (columns.TrueForAll(static c => c.Value.ValueKind == JsonValueKind.Array))
            return columns.Exists(IsOfTexts) && !columns.Exists(IsChat) ? OfLists(columns, path) : null;

        // A data frame names its rows: {"question": {"0": ..., "1": ...}, "answer": {"0": ..., "1": ...}}.
        return columns.TrueForAll(static c => c.Value.ValueKind == JsonValueKind.Object && IsNumbered(c.Value))
            ? OfLists([.. columns], path)
            : null;
    }

    private static List<JsonElement> OfLists(List<JsonProperty> columns, string path)
    {
        var lists = columns.ConvertAll(static c => (
            c.Name,
            Cells: c.Value.ValueKind == JsonValueKind.Array
                ? c.Value.EnumerateArray().ToList()
                : [.. c.Value.EnumerateObject().Select(static cell => cell.Value)]));
        var first = lists[0];
        if (lists.FindIndex(list => list.Cells.Count != first.Cells.Count) is > 0 and var other)
            throw new HeavySimException(
                $"{path}: the lists are read as columns, and \"{first.Name}\" has {first.Cells.Count} entries where "
                    + $"\"{lists[other].Name}\" has {lists[other].Cells.Count}: each needs one for every problem");

        var rows = new List<JsonElement>(first.Cells.Count);
        for (var i = 0; i < first.Cells.Count; i++)
            rows.Add(Row(lists, i));
        return rows;
    }

    private static JsonElement Row(List<(string Name, List<JsonElement> Cells)> columns, int index)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var (name, cells) in columns)
            {
                writer.WritePropertyName(name);
                cells[index].WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return JsonText.Parse(json.GetBuffer().AsSpan(0, (int)json.Length));
    }

    /// <summary>Questions are texts; without a list of texts the lists are parts of one record, as the pairs of an ARC task are.</summary>
    private static bool IsOfTexts(JsonProperty column) =>
        column.Value.GetArrayLength() > 0 && column.Value.EnumerateArray().All(static e => e.ValueKind == JsonValueKind.String);

    private static bool IsChat(JsonProperty column) =>
        column.Value.GetArrayLength() > 0 && column.Value[0].ValueKind == JsonValueKind.Object
        && column.Value[0].TryGetProperty("role", out _);

    private static bool IsNumbered(JsonElement column) =>
        column.EnumerateObject().Any() && column.EnumerateObject().Select(static (cell, i) => (cell.Name, i)).All(
            static cell => cell.Name == cell.i.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
