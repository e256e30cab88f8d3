using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using CsvHelper;

namespace HeavySim.Records.Files;

/// <summary>Records of a CSV stream with a header: one row at a time, every cell a string, empty cells left out.</summary>
internal static class CsvRecords
{
    /// <summary>Reads the records. The separator (comma, tab, semicolon, bar) is told from the text.</summary>
    /// <exception cref="HeavySim.Core.HeavySimException">
    /// The text is not UTF-8, or a row is malformed; the message names the line.
    /// </exception>
    public static async IAsyncEnumerable<SourceRecord> ReadAsync(
        Stream content, string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CsvMalformedRecord? unclosed = null;
        HashSet<string>? repeated = null;
        var options = new CsvReaderOptions
        {
            Separator = null,
            TrackLineNumbers = true,
            TrimWhitespace = false,
            // Inch marks and the like are text; only a quote that is never closed swallows the rest of the file.
            OnMalformedRecord = record => unclosed = record.Reason == CsvMalformedReason.UnterminatedQuote ? record : unclosed,
        };
        await using var csv = CsvReader.Create(content, options, leaveOpen: true);
        for (var index = 0; await NextAsync(csv, path, cancellationToken); index++)
        {
            if (unclosed is not null)
                throw SourceError.At(path, csv.LineNumber, "a quote is opened here and never closed");
            if (!Utf8.IsValid(csv.RawRecord))
                throw SourceError.At(path, csv.LineNumber, "not valid UTF-8: save the file as UTF-8");
            if (csv.FieldCount > csv.Headers.Count)
                throw SourceError.At(
                    path, csv.LineNumber,
                    $"the row has {csv.FieldCount} cells and the header {csv.Headers.Count}: put cells that contain \"{csv.Separator}\" "
                        + "in quotes");

            repeated ??= Repeated(csv.Headers);
            yield return new SourceRecord(csv.LineNumber, index, ToObject(csv, repeated));
        }
    }

    private static async ValueTask<bool> NextAsync(CsvReader csv, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await csv.ReadAsync(cancellationToken);
        }
        catch (CsvFormatException error)
        {
            throw SourceError.At(path, Math.Max(1, error.LineNumber), "not a valid CSV row: check its quotes", error);
        }
        catch (Exception error) when (SourceError.IsReadFailure(error))
        {
            throw SourceError.Reading(path, error);
        }
    }

    private static HashSet<string> Repeated(IEnumerable<string> headers) =>
        headers.GroupBy(static h => h.Trim(), StringComparer.OrdinalIgnoreCase)
            .Where(static g => g.Count() > 1)
            .Select(static g => g.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static JsonElement ToObject(CsvReader csv, HashSet<string> repeated)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            for (var i = 0; i < csv.FieldCount; i++)
            {
                // An empty cell of a column that comes twice shows that there are two.
                var header = csv.Headers[i].Trim();
                if (!csv.IsEmpty(i) || repeated.Contains(header))
                    writer.WriteString(header, csv.GetString(i));
            }

            writer.WriteEndObject();
        }

        return JsonText.Parse(json.WrittenSpan);
    }
}
