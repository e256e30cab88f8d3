using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace HeavySim.Records.Files;

/// <summary>
/// Cuts a stream of UTF-8 into lines of any length in one pass: each byte is looked at once, and the buffer grows to the longest line only.
/// </summary>
internal static class LineReader
{
    private const int InitialBuffer = 1 << 17;
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the lines that are not blank. CRLF and LF, a byte order mark and a missing last line break are all fine.</summary>
    /// <exception cref="HeavySim.Core.HeavySimException">The stream breaks off, or a line is not UTF-8.</exception>
    public static async IAsyncEnumerable<SourceLine> ReadAsync(
        Stream content, string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[InitialBuffer];
        int start = 0, end = 0, searched = 0;
        long number = 0;
        var atEnd = false;
        while (!atEnd || start < end)
        {
            var at = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (at < 0 && !atEnd)
            {
                searched = end;
                if (start > 0)
                {
                    buffer.AsSpan(start, end - start).CopyTo(buffer);
                    (searched, end, start) = (searched - start, end - start, 0);
                }

                if (end == buffer.Length)
                    Array.Resize(ref buffer, Grown(buffer.Length, path, number + 1));
                var read = await FillAsync(content, buffer.AsMemory(end), path, cancellationToken);
                end += read;
                atEnd = read == 0;
                continue;
            }

            var stop = at < 0 ? end : searched + at;
            number++;
            var line = Trim(buffer.AsMemory(start, stop - start), isFirst: number == 1);
            start = at < 0 ? end : stop + 1;
            searched = start;
            if (line.IsEmpty)
                continue;
            if (!Utf8.IsValid(line.Span))
                throw SourceError.At(path, number, "not valid UTF-8: save the file as UTF-8");

            yield return new SourceLine(number, line);
        }
    }

    private static async ValueTask<int> FillAsync(Stream content, Memory<byte> room, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await content.ReadAsync(room, cancellationToken);
        }
        catch (Exception error) when (SourceError.IsReadFailure(error))
        {
            throw SourceError.Reading(path, error);
        }
    }

    private static int Grown(int length, string path, long line) =>
        length < Array.MaxLength / 2
            ? length * 2
            : throw SourceError.At(path, line, "the line is longer than a gigabyte: is this a file of one record per line?");

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> line, bool isFirst)
    {
        if (isFirst && line.Span.StartsWith(ByteOrderMark))
            line = line[ByteOrderMark.Length..];

        return line.Trim(" \t\r"u8);
    }
}
