using HeavySim.Records.Problems;

namespace HeavySim.Records.Formats;

/// <summary>
/// The raw texts beside a file of answers. Read along with it: as long as both files have their rows in the same order, one row is held.
/// </summary>
internal sealed class ResponseTexts : IAsyncDisposable
{
    private readonly SourceFile _file;
    private readonly IAsyncEnumerator<SourceRecord> _rows;
    private readonly Dictionary<string, IReadOnlyList<string?>> _ahead = new(StringComparer.Ordinal);

    private ResponseTexts(SourceFile file, CancellationToken cancellationToken)
    {
        _file = file;
        _rows = RecordFile.ReadAsync(file, cancellationToken).GetAsyncEnumerator(cancellationToken);
    }

    /// <summary>Opens <c>name.responses.jsonl(.gz)</c> beside <c>name.jsonl(.gz)</c>, or gives null when there is none.</summary>
    public static ResponseTexts? Beside(string path, CancellationToken cancellationToken)
    {
        var end = path.LastIndexOf(".jsonl", StringComparison.OrdinalIgnoreCase);
        if (end < 0)
            return null;

        foreach (var extension in new[] { ".responses.jsonl.gz", ".responses.jsonl" })
        {
            if (File.Exists(path[..end] + extension))
                return new ResponseTexts(SourceFile.Open(path[..end] + extension), cancellationToken);
        }

        return null;
    }

    /// <summary>The texts of a problem, or null when the file has none of it.</summary>
    /// <param name="id">The problem.</param>
    /// <param name="count">How many there must be.</param>
    public async Task<IReadOnlyList<string?>?> TakeAsync(string id, int count)
    {
        if (_ahead.Remove(id, out var known))
            return known.Count == count
                ? known
                : throw SourceError.At(_file.Path, 1, $"{known.Count} responses to \"{id}\", and {count} answers to it beside them");

        while (await _rows.MoveNextAsync())
        {
            var (found, texts) = Read(_rows.Current);
            if (!string.Equals(found, id, StringComparison.Ordinal))
            {
                _ahead.TryAdd(found, texts);
                continue;
            }

            return texts.Count == count
                ? texts
                : throw SourceError.At(
                    _file.Path, _rows.Current.Line, $"{texts.Count} responses to \"{id}\", and {count} answers to it beside them");
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _rows.DisposeAsync();
        _file.Dispose();
    }

    private (string Id, IReadOnlyList<string?> Texts) Read(SourceRecord record)
    {
        var fields = new RecordFields(record.Fields);
        var id = fields.TakeText(FieldNames.Id)
            ?? throw SourceError.At(_file.Path, record.Line, "no id: each row of responses needs the id of its problem");
        return fields.TryTake(["responses"], out _, out var list) && list.ValueKind == JsonValueKind.Array
            ? (id, [.. list.EnumerateArray().Select(static e => e.ValueKind == JsonValueKind.Null ? null : FieldText.Of(e))])
            : throw SourceError.At(_file.Path, record.Line, "no responses: a list of texts is needed");
    }
}
