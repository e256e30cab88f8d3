using SharpCompress.Archives.Zip;
using SharpCompress.Common;

namespace HeavySim.Records.Files;

/// <summary>
/// A zip archive to read from, its members packed in any usual way: inspect packs with zstd since 0.3.206. Of several members with one
/// name the last counts: whoever appends to an archive replaces so.
/// </summary>
internal sealed class ZipSource : IDisposable
{
    /// <summary>What an archive says of its members' sizes may be a lie, or a bomb: no sample is longer than a gigabyte.</summary>
    private const long MostBytes = 1L << 30;

    private const int BlockSize = 1 << 16;
    private readonly ZipArchive _archive;

    private ZipSource(ZipArchive archive)
    {
        _archive = archive;
        var members = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
        var replaced = new List<string>();
        foreach (var member in archive.Entries.OfType<ZipArchiveEntry>())
        {
            var name = member.Key ?? "";
            if (!members.TryAdd(name, member))
                replaced.Add(name);
            members[name] = member;
        }

        Members = members;
        Replaced = replaced;
    }

    /// <summary>The members by name, in the order in which their names first come.</summary>
    public IReadOnlyDictionary<string, ZipArchiveEntry> Members { get; }

    /// <summary>The names of members that count no more, as a later one has the same name; once for each.</summary>
    public IReadOnlyList<string> Replaced { get; }

    /// <summary>Reads an archive's directory.</summary>
    /// <param name="archive">The archive, seekable; stays the caller's.</param>
    /// <exception cref="InvalidDataException">It is damaged or cut short.</exception>
    public static ZipSource Open(Stream archive) =>
        Guarded(() => new ZipSource((ZipArchive)ZipArchive.OpenArchive(
            archive, new SharpCompress.Readers.ReaderOptions { LeaveStreamOpen = true })));

    /// <summary>The bytes of a member, unpacked.</summary>
    /// <exception cref="InvalidDataException">
    /// They are damaged, cut short, encrypted, packed in a way that is not known, or more than the archive says or anybody can use.
    /// </exception>
    public static byte[] Read(ZipArchiveEntry member) => Guarded(() =>
    {
        if (member.IsEncrypted)
            throw new InvalidDataException("it is encrypted");

        if (member.Size is < 0 or > MostBytes)
            throw new InvalidDataException("it is longer than a gigabyte");

        // The buffer grows with what comes out, not with what is claimed.
        using var packed = member.OpenEntryStream();
        using var bytes = new MemoryStream();
        var block = new byte[BlockSize];
        for (int read; (read = packed.Read(block)) > 0;)
        {
            if (bytes.Length + read > member.Size)
                throw new InvalidDataException("it unpacks to more than the archive says");
            bytes.Write(block, 0, read);
        }

        return bytes.Length == member.Size ? bytes.ToArray() : throw new InvalidDataException("damaged or cut short");
    });

    public void Dispose() => _archive.Dispose();

    // The library lets what it stumbles over in damaged bytes through as it is.
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is not (InvalidDataException or OutOfMemoryException))
        {
            throw new InvalidDataException(error is SharpCompressException ? error.Message : "damaged or cut short", error);
        }
    }
}
