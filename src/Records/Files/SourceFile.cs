using System.IO.Compression;

namespace HeavySim.Records.Files;

/// <summary>
/// A file to read records from: opened, told apart by its first bytes (a name may lie), and unpacked where it is gzipped.
/// </summary>
internal sealed class SourceFile : IDisposable
{
    private const int BufferSize = 1 << 17;
    private const int SniffSize = 4096;

    private static readonly (byte[] Magic, string What)[] Unreadable =
    [
        ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd: unpack it, or compress it with gzip instead"),
        ([0xFD, 0x37, 0x7A, 0x58], "compressed with xz: unpack it, or compress it with gzip instead"),
        ([0x42, 0x5A, 0x68], "compressed with bzip2: unpack it, or compress it with gzip instead"),
        ([0x50, 0x41, 0x52, 0x45], "an encrypted Parquet file: write it without encryption"),
        ([0x53, 0x51, 0x4C, 0x69], "a SQLite database, not a file of records"),
        ([0xFF, 0xFE], "UTF-16 text: save it as UTF-8"),
        ([0xFE, 0xFF], "UTF-16 text: save it as UTF-8"),
    ];

    /// <summary>What is read from its end, and so not while it is unpacked.</summary>
    private static readonly (byte[] Magic, string What)[] UnreadableInGzip =
    [
        ([0x50, 0x4B, 0x03, 0x04], "a zip archive, gzipped: unpack it with gunzip"),
        ([0x50, 0x41, 0x52, 0x31], "a Parquet file, gzipped: unpack it with gunzip"),
    ];

    private SourceFile(string path, Stream content, ReadOnlySpan<byte> start, bool isPacked)
    {
        Path = path;
        Content = content;
        FirstCharacter = FirstCharacterOf(start);
        IsZip = !isPacked && start.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x03, 0x04]);
        IsParquet = !isPacked && start.StartsWith(ParquetRecords.Magic);
        var name = System.IO.Path.GetFileName(path);
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            name = name[..^3];
        Extension = System.IO.Path.GetExtension(name).ToLowerInvariant();
        Stem = System.IO.Path.GetFileNameWithoutExtension(name);
    }

    /// <summary>The path as the user gave it.</summary>
    public string Path { get; }

    /// <summary>The file's name without folder, ".gz" and extension.</summary>
    public string Stem { get; }

    /// <summary>The extension below ".gz", lower case with its dot, or empty.</summary>
    public string Extension { get; }

    /// <summary>The bytes, unpacked.</summary>
    public Stream Content { get; }

    /// <summary>The first character of the content that is neither blank nor a byte order mark, or a blank.</summary>
    public char FirstCharacter { get; }

    /// <summary>True for a zip archive: <see cref="Content"/> is then the archive itself, seekable.</summary>
    public bool IsZip { get; }

    /// <summary>True for a Parquet file: <see cref="Content"/> is then seekable.</summary>
    public bool IsParquet { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="HeavySimException">It is missing, a directory, empty, not readable, or of a kind that is not text.</exception>
    public static SourceFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new HeavySimException($"{path} is a directory: name a file inside it");
        if (!File.Exists(path))
            throw new HeavySimException($"there is no file {path}: check the name, relative paths start at {Environment.CurrentDirectory}");

        FileStream? file = null;
        try
        {
            file = new FileStream(
                path, new FileStreamOptions { BufferSize = BufferSize, Options = FileOptions.SequentialScan, Share = FileShare.ReadWrite });
            var start = new byte[SniffSize].AsMemory();
            start = start[..Fill(file, start.Span)];
            if (start.IsEmpty)
                throw new HeavySimException($"{path} is empty");
            var isGzip = start.Span.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);
            if (isGzip)
                start = Unpacked(file, path);
            foreach (var (magic, what) in isGzip ? Unreadable.Concat(UnreadableInGzip) : Unreadable)
            {
                if (start.Span.StartsWith(magic))
                    throw new HeavySimException($"{path} is {what}");
            }

            file.Position = 0;
            return new(path, isGzip ? new WholeGzipStream(file) : file, start.Span, isGzip);
        }
        catch (Exception error) when (SourceError.IsReadFailure(error))
        {
            file?.Dispose();
            throw SourceError.Reading(path, error);
        }
        catch (HeavySimException)
        {
            file?.Dispose();
            throw;
        }
    }

    public void Dispose() => Content.Dispose();

    private static byte[] Unpacked(FileStream file, string path)
    {
        file.Position = 0;
        using var unpacked = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        var start = new byte[SniffSize];
        var length = Fill(unpacked, start);
        return length > 0 ? start[..length] : throw new HeavySimException($"{path} is empty");
    }

    private static int Fill(Stream content, Span<byte> start) => content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);

    private static char FirstCharacterOf(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("\uFEFF"u8))
            text = text[3..];
        text = text.TrimStart(" \t\r\n"u8);
        return text.IsEmpty ? ' ' : (char)text[0];
    }
}
