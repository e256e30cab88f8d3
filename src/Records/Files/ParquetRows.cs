using System.Buffers;
using System.Text.Encodings.Web;
using Parquet;
using Parquet.Schema;

namespace HeavySim.Records.Files;

/// <summary>
/// The rows of one row group. A column tells with each value at which depth of lists and structs it begins, and how deep it is there at all
/// (Melnik et al. 2010, "Dremel"); rows are put together again from that.
/// </summary>
internal sealed class ParquetRows : IDisposable
{
    // Lists and structs that stay metadata are read by people.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IReadOnlyList<Field> _fields;
    private readonly Dictionary<Field, List<ParquetColumn>> _columns = new(ReferenceEqualityComparer.Instance);
    private readonly ArrayBufferWriter<byte> _json = new();
    private readonly long _count;
    private long _row;

    private ParquetRows(IReadOnlyList<Field> fields, long count)
    {
        _fields = fields;
        _count = count;
    }

    /// <summary>Reads the columns of a row group.</summary>
    public static async Task<ParquetRows> ReadAsync(
        ParquetSchema schema, ParquetRowGroupReader group, CancellationToken cancellationToken)
    {
        var rows = new ParquetRows(schema.Fields, group.RowCount);
        try
        {
            foreach (var field in schema.Fields)
                await rows.ReadAsync(field, group, cancellationToken);
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>The next row as a JSON object, or null after the last.</summary>
    public JsonElement? Next()
    {
        if (_row == _count)
            return null;

        _row++;
        _json.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(_json, Readable))
        {
            writer.WriteStartObject();
            foreach (var field in _fields)
                WriteMember(writer, field);
            writer.WriteEndObject();
        }

        return JsonText.Parse(_json.WrittenSpan);
    }

    public void Dispose()
    {
        foreach (var column in _columns.Where(static c => c.Key is DataField).SelectMany(static c => c.Value))
            column.Dispose();
    }

    private async Task<List<ParquetColumn>> ReadAsync(Field field, ParquetRowGroupReader group, CancellationToken cancellationToken)
    {
        var columns = new List<ParquetColumn>();
        _columns.Add(field, columns);
        if (field is DataField data)
            columns.Add(ParquetColumn.Of(data, await group.ReadRawColumnDataBaseAsync(data, cancellationToken)));
        foreach (var part in PartsOf(field))
            columns.AddRange(await ReadAsync(part, group, cancellationToken));
        return columns;
    }

    private static IReadOnlyList<Field> PartsOf(Field field) => field switch
    {
        StructField parts => parts.Fields,
        ListField list => [list.Item],
        MapField map => [map.Key, map.Value],
        _ => [],
    };

    private void WriteMember(Utf8JsonWriter writer, Field field)
    {
        writer.WritePropertyName(field.Name);
        Write(writer, field);
    }

    private void Write(Utf8JsonWriter writer, Field field)
    {
        // How deep the first column below goes tells what is there.
        var depth = _columns[field] is [var first, ..] ? first.Depth : throw new InvalidDataException("A field has no columns.");
        if (field is ListField or MapField or DataField { IsArray: true } && depth < field.MaxDefinitionLevel)
        {
            // One short of an element is an empty list.
            Skip(field);
            if (depth == field.MaxDefinitionLevel - 1)
                WriteEmpty(writer, field);
            else
                writer.WriteNullValue();
        }
        else if (depth < field.MaxDefinitionLevel)
        {
            Skip(field);
            writer.WriteNullValue();
        }
        else if (field is StructField parts)
        {
            writer.WriteStartObject();
            foreach (var part in parts.Fields)
                WriteMember(writer, part);
            writer.WriteEndObject();
        }
        else if (field is MapField map)
        {
            WriteMap(writer, map, first);
        }
        else if (field is ListField or DataField { IsArray: true })
        {
            WriteList(writer, field, first);
        }
        else
        {
            first.Write(writer);
        }
    }

    private void WriteList(Utf8JsonWriter writer, Field field, ParquetColumn first)
    {
        writer.WriteStartArray();
        do
        {
            if (field is ListField list)
                Write(writer, list.Item);
            else
                first.Write(writer);
        }
        while (first.IsRepeatedAt(field.MaxRepetitionLevel));
        writer.WriteEndArray();
    }

    /// <summary>A map with keys of text is an object; of other keys a list of pairs.</summary>
    private void WriteMap(Utf8JsonWriter writer, MapField map, ParquetColumn first)
    {
        var isNamed = IsNamed(map);
        if (isNamed)
            writer.WriteStartObject();
        else
            writer.WriteStartArray();
        do
        {
            if (isNamed)
            {
                writer.WritePropertyName(first.TakeText());
                Write(writer, map.Value);
                continue;
            }

            writer.WriteStartObject();
            WriteMember(writer, map.Key);
            WriteMember(writer, map.Value);
            writer.WriteEndObject();
        }
        while (first.IsRepeatedAt(map.MaxRepetitionLevel));
        if (isNamed)
            writer.WriteEndObject();
        else
            writer.WriteEndArray();
    }

    private static bool IsNamed(MapField map) => map.Key is DataField { IsArray: false } key && key.ClrType == typeof(ReadOnlyMemory<char>);

    private static void WriteEmpty(Utf8JsonWriter writer, Field field)
    {
        if (field is MapField map && IsNamed(map))
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
            return;
        }

        writer.WriteStartArray();
        writer.WriteEndArray();
    }

    private void Skip(Field field)
    {
        foreach (var column in _columns[field])
            column.Skip();
    }
}
