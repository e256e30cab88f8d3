using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Parquet.Data;
using Parquet.Schema;

namespace HeavySim.Records.Files;

/// <summary>A column of a row group, read from its first entry to its last. An entry is a value, or says how deep there is none.</summary>
internal abstract class ParquetColumn : IDisposable
{
    private readonly DataField _field;
    private readonly RawColumnData _data;
    private int _entry;
    private int _value;

    private ParquetColumn(DataField field, RawColumnData data)
    {
        _field = field;
        _data = data;
    }

    /// <summary>How many of the lists and structs around the next entry, and of itself, are there.</summary>
    public int Depth => _field.MaxDefinitionLevel == 0 ? 0 : _data.DefinitionLevels[_entry];

    /// <summary>A column of any type.</summary>
    /// <exception cref="NotSupportedException">It is of a type that is not known.</exception>
    public static ParquetColumn Of(DataField field, RawColumnData data) => data switch
    {
        RawColumnData<ReadOnlyMemory<char>> texts => new Column<ReadOnlyMemory<char>>(
            field, texts, static (writer, value) => writer.WriteStringValue(value.Span)),
        RawColumnData<ReadOnlyMemory<byte>> bytes => new Column<ReadOnlyMemory<byte>>(
            field, bytes, static (writer, value) => writer.WriteStringValue(TextOf(value.Span))),
        RawColumnData<bool> flags => new Column<bool>(field, flags, static (writer, value) => writer.WriteBooleanValue(value)),
        RawColumnData<sbyte> numbers => new Column<sbyte>(field, numbers, static (writer, value) => writer.WriteNumberValue(value)),
        RawColumnData<byte> numbers => new Column<byte>(field, numbers, static (writer, value) => writer.WriteNumberValue(value)),
        RawColumnData<short> numbers => new Column<short>(field, numbers, static (writer, value) => writer.WriteNumberValue(value)),
        RawColumnData<ushort> numbers => new Column<ushort>(field, numbers, static (writer, value) => writer.WriteNumberValue(value)),
        RawColumnData<int> numbers => new Column<int>(field, numbers, static (writer, value) => writer.WriteNumberValue(value)),
        RawColumnData<uint> numbers => new Column<uint>(field, numbers, static (writer, value) => writer.WriteNumberValue(value)),
        RawColumnData<long> numbers => new Column<long>(field, numbers, static (writer, value) => writer.WriteNumberValue(value)),
        RawColumnData<ulong> numbers => new Column<ulong>(field, numbers, static (writer, value) => writer.WriteNumberValue(value)),
        RawColumnData<decimal> numbers => new Column<decimal>(field, numbers, static (writer, value) => writer.WriteNumberValue(value)),
        RawColumnData<Half> numbers => new Column<Half>(field, numbers, static (writer, value) => WriteFinite(writer, (double)value)),
        RawColumnData<float> numbers => new Column<float>(field, numbers, WriteFinite),
        RawColumnData<double> numbers => new Column<double>(field, numbers, WriteFinite),
        RawColumnData<DateOnly> dates => OfTexts(field, dates, static value => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        RawColumnData<DateTime> times => OfTexts(
            field, times, static value => value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture)),
        RawColumnData<TimeOnly> times => OfTexts(
            field, times, static value => value.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
        RawColumnData<TimeSpan> times => OfTexts(field, times, static value => value.ToString("c", CultureInfo.InvariantCulture)),
        RawColumnData<Guid> ids => OfTexts(field, ids, static value => value.ToString()),
        RawColumnData<BigDecimal> numbers => OfTexts(field, numbers, static value => value.ToString()),
        _ => throw new NotSupportedException($"the column {field.Path} is of the type {field.ClrType.Name}"),
    };

    /// <summary>Whether the next entry goes on with the list at this depth, or one within it.</summary>
    public bool IsRepeatedAt(int depth) =>
        _field.MaxRepetitionLevel > 0 && _entry < _data.RepetitionLevels.Length && _data.RepetitionLevels[_entry] >= depth;

    /// <summary>Passes over an entry without a value.</summary>
    public void Skip() => _entry++;

    /// <summary>Writes the next entry's value.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        _entry++;
        WriteValue(writer, _value++);
    }

    /// <summary>The next entry's value, a text.</summary>
    public string TakeText()
    {
        _entry++;
        return _data is RawColumnData<ReadOnlyMemory<char>> texts ? texts.Values[_value++].ToString() : "";
    }

    public void Dispose() => _data.Dispose();

    /// <summary>Writes a value by its number.</summary>
    protected abstract void WriteValue(Utf8JsonWriter writer, int value);

    private static Column<T> OfTexts<T>(DataField field, RawColumnData<T> data, Func<T, string> text)
        where T : struct =>
        new(field, data, (writer, value) => writer.WriteStringValue(text(value)));

    /// <summary>Old writers do not say which bytes are text; what is none (an image) is for no agent to read.</summary>
    private static string TextOf(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) && bytes.IndexOf((byte)0) < 0
        ? Encoding.UTF8.GetString(bytes)
        : string.Create(CultureInfo.InvariantCulture, $"left out ({bytes.Length:N0} bytes)");

    private static void WriteFinite(Utf8JsonWriter writer, float value)
    {
        if (float.IsFinite(value))
            writer.WriteNumberValue(value);
        else
            writer.WriteNullValue();
    }

    private static void WriteFinite(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
            writer.WriteNumberValue(value);
        else
            writer.WriteNullValue();
    }

    private sealed class Column<T>(DataField field, RawColumnData<T> data, Action<Utf8JsonWriter, T> write) : ParquetColumn(field, data)
        where T : struct
    {
        protected override void WriteValue(Utf8JsonWriter writer, int value) => write(writer, data.Values[value]);
    }
}
