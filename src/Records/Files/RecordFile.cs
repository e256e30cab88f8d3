using System.Runtime.CompilerServices;

namespace HeavySim.Records.Files;

/// <summary>
/// Reads the records of a JSONL, JSON or CSV file, gzipped or not, or of a Parquet file. The form is told from the content; the name only
/// decides where the content leaves it open.
/// </summary>
internal static class RecordFile
{
    /// <summary>
    /// Streams the records of a file. JSONL and CSV of any size pass through in flat memory, Parquet by row groups; one JSON document is
    /// read whole.
    /// </summary>
    /// <exception cref="HeavySimException">The file or a line of it is not what it should be; the message names both.</exception>
    public static async IAsyncEnumerable<SourceRecord> ReadAsync(
        SourceFile file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (file.IsZip)
            throw new HeavySimException($"{file.Path} is a zip archive: unpack it and name the file inside");

        if (file.IsParquet)
        {
            await foreach (var record in ParquetRecords.ReadAsync(file.Content, file.Path, cancellationToken))
                yield return record;
            yield break;
        }

        var first = file.FirstCharacter;
        var isLines = file.Extension is ".jsonl" or ".ndjson" or ".jsonlines";
        if (first != '[' && (isLines || (first != '{' && file.Extension == ".json")))
        {
            await foreach (var record in JsonLinesRecords.ReadAsync(file.Content, file.Path, cancellationToken))
                yield return record;
        }
        else if (file.Extension is ".csv" or ".tsv" || first is not ('{' or '['))
        {
            await foreach (var record in CsvRecords.ReadAsync(file.Content, file.Path, cancellationToken))
                yield return record;
        }
        else
        {
            await foreach (var record in ReadDocumentAsync(file, cancellationToken))
                yield return record;
        }
    }

    private static async IAsyncEnumerable<SourceRecord> ReadDocumentAsync(
        SourceFile file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        try
        {
            await file.Content.CopyToAsync(whole, cancellationToken);
        }
        catch (Exception error) when (SourceError.IsReadFailure(error))
        {
            throw SourceError.Reading(file.Path, error);
        }

        var json = whole.GetBuffer().AsMemory(0, (int)whole.Length);
        SurrogateEscapes.Mend(json.Span);
        if (JsonRecords.IsLines(WithoutMark(json).Span))
        {
            whole.Position = 0;
            await foreach (var record in JsonLinesRecords.ReadAsync(whole, file.Path, cancellationToken))
                yield return record;
            yield break;
        }

        foreach (var record in JsonRecords.Read(WithoutMark(json).Span, file.Path))
            yield return record;
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> text) => text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text;
}
