using System.Runtime.CompilerServices;
using Parquet;

namespace HeavySim.Records.Files;

/// <summary>
/// Records of a Parquet file, as dataset hubs hand them out: a row at a time, lists and structs as JSON. One row group is held, not the
/// file.
/// </summary>
internal static class ParquetRecords
{
    /// <summary>The first bytes of a file.</summary>
    public static ReadOnlySpan<byte> Magic => "PAR1"u8;

    // What the directory of a file claims decides what is reserved for it: more than this is a mistake, or meant to fill the memory.
    private const long MostBytes = 1L << 30;
    private const long MostValues = 1L << 26;

    private static readonly ParquetOptions Options = new() { UseDateOnlyTypeForDates = true };

    /// <summary>Reads the records; the line of each is its row, from 1.</summary>
    /// <param name="content">The file, seekable.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="HeavySimException">The file is damaged, or a row group of it is too large to be held.</exception>
    public static async IAsyncEnumerable<SourceRecord> ReadAsync(
        Stream content, string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = await GuardedAsync(path, () =>
        {
            ParquetFooter.Check(content);
            return ParquetReader.CreateAsync(content, Options, leaveStreamOpen: true, cancellationToken);
        });
        var index = 0;
        for (var group = 0; group < file.RowGroupCount; group++)
        {
            using var rows = await GuardedAsync(path, () => OpenAsync(file, group, path, cancellationToken));
            while (Next(rows, path) is { } row)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return new SourceRecord(index + 1, index++, row);
            }
        }
    }

    private static async Task<ParquetRows> OpenAsync(ParquetReader file, int group, string path, CancellationToken cancellationToken)
    {
        using var reader = file.OpenRowGroupReader(group);
        var chunks = reader.RowGroup.Columns.Select(static c => c.MetaData).ToList();
        if (reader.RowCount > MostValues || chunks.Sum(static c => (decimal)(c?.NumValues ?? 0)) > MostValues
            || chunks.Sum(static c => (decimal)(c?.TotalUncompressedSize ?? 0)) > MostBytes)
            throw new HeavySimException(
                $"{path}: row group {group + 1} is larger than a gigabyte, or has more than {MostValues:N0} values: write the file in "
                    + "smaller row groups, or export it as JSONL");

        return await ParquetRows.ReadAsync(file.Schema, reader, cancellationToken);
    }

    private static JsonElement? Next(ParquetRows rows, string path)
    {
        try
        {
            return rows.Next();
        }
        catch (Exception error) when (IsDamage(error))
        {
            throw Damaged(path, error);
        }
    }

    private static async Task<T> GuardedAsync<T>(string path, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception error) when (IsDamage(error))
        {
            throw Damaged(path, error);
        }
    }

    // The library lets what it stumbles over in damaged bytes through as it is, impossible lengths among it.
    private static bool IsDamage(Exception error) => error is not (OperationCanceledException or HeavySimException);

    private static HeavySimException Damaged(string path, Exception error) => new(
        error is NotSupportedException
            ? $"{path}: the Parquet file cannot be read ({error.Message}): export it as JSONL or CSV first"
            : $"{path}: the Parquet file is damaged or cut short: copy or download it again",
        error);
}
