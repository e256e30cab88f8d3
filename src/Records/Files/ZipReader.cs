using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ZstdSharp;

namespace HeavySim.Records.Files;

/// <summary>
/// Reads zip archives whose members may be packed with zstd (method 93), which the framework's own reader refuses and inspect writes
/// since 0.3.206. Of several members with one name the last counts: whoever appends to an archive replaces so.
/// </summary>
internal sealed class ZipReader
{
    private const uint EndMark = 0x06054B50;
    private const uint LongEndMark = 0x06064B50;
    private const uint LongEndLocatorMark = 0x07064B50;
    private const uint EntryMark = 0x02014B50;
    private const uint HeaderMark = 0x04034B50;
    private const int EndSize = 22;
    private const int LocatorSize = 20;
    private const int EntrySize = 46;
    private const int HeaderSize = 30;

    private readonly Stream _archive;

    private ZipReader(Stream archive, IReadOnlyList<ZipMember> members)
    {
        _archive = archive;
        Members = members;
    }

    /// <summary>The members, in the directory's order.</summary>
    public IReadOnlyList<ZipMember> Members { get; }

    /// <summary>Reads an archive's directory.</summary>
    /// <param name="archive">The archive, seekable; stays the caller's.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="InvalidDataException">It is damaged or cut short.</exception>
    public static async Task<ZipReader> OpenAsync(Stream archive, CancellationToken cancellationToken)
    {
        // The end record is the last thing but for a comment of at most 64 KiB; before it, in large archives, the locator of a longer one.
        var start = Math.Max(0, archive.Length - EndSize - ushort.MaxValue - LocatorSize);
        var tail = await TakeAsync(archive, start, long.MaxValue, cancellationToken);
        var end = tail.Length - EndSize;
        while (end >= 0 && UInt32(tail, end) != EndMark)
            end--;
        if (end < 0)
            throw Damaged();

        long size = UInt32(tail, end + 12);
        long offset = UInt32(tail, end + 16);
        if (end >= LocatorSize && UInt32(tail, end - LocatorSize) == LongEndLocatorMark)
        {
            var record = await TakeAsync(archive, Int64(tail, end - LocatorSize + 8), 56, cancellationToken);
            if (UInt32(record, 0) != LongEndMark)
                throw Damaged();
            (size, offset) = (Int64(record, 40), Int64(record, 48));
        }

        return new ZipReader(archive, MembersIn(await TakeAsync(archive, offset, size, cancellationToken, isWhole: true)));
    }

    /// <summary>The bytes of a member, unpacked.</summary>
    /// <exception cref="InvalidDataException">They are damaged or cut short.</exception>
    /// <exception cref="NotSupportedException">They are encrypted, or packed in a way that is not known.</exception>
    public async Task<byte[]> ReadAsync(ZipMember member, CancellationToken cancellationToken)
    {
        if (member.IsEncrypted)
            throw new NotSupportedException("it is encrypted");

        var header = await TakeAsync(_archive, member.Header, HeaderSize, cancellationToken, isWhole: true);
        if (UInt32(header, 0) != HeaderMark)
            throw Damaged();
        var data = member.Header + HeaderSize + UInt16(header, 26) + UInt16(header, 28);
        var packed = await TakeAsync(_archive, data, member.PackedSize, cancellationToken, isWhole: true);
        var bytes = member.Method switch
        {
            0 => packed,
            8 => await UnpackedAsync(new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress), cancellationToken),
            93 => await UnpackedAsync(new DecompressionStream(new MemoryStream(packed)), cancellationToken),
            _ => throw new NotSupportedException($"it is packed by method {member.Method}"),
        };
        return bytes.LongLength == member.Size ? bytes : throw Damaged();
    }

    private static async Task<byte[]> UnpackedAsync(Stream packed, CancellationToken cancellationToken)
    {
        try
        {
            await using (packed)
            {
                using var bytes = new MemoryStream();
                await packed.CopyToAsync(bytes, cancellationToken);
                return bytes.ToArray();
            }
        }
        catch (Exception error) when (error is ZstdException or EndOfStreamException)
        {
            throw new InvalidDataException(error.Message, error);
        }
    }

    private static List<ZipMember> MembersIn(byte[] directory)
    {
        var members = new List<ZipMember>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at < directory.Length;)
        {
            if (directory.Length - at < EntrySize || UInt32(directory, at) != EntryMark)
                throw Damaged();
            var (name, extra, comment) = (UInt16(directory, at + 28), UInt16(directory, at + 30), UInt16(directory, at + 32));
            var next = at + EntrySize + name + extra + comment;
            if (next > directory.Length)
                throw Damaged();

            var member = MemberAt(directory, at, name, extra);
            if (places.TryAdd(member.Name, members.Count))
                members.Add(member);
            else
                members[places[member.Name]] = member;
            at = next;
        }

        return members;
    }

    private static ZipMember MemberAt(byte[] directory, int at, int nameLength, int extraLength)
    {
        long packed = UInt32(directory, at + 20);
        long size = UInt32(directory, at + 24);
        long header = UInt32(directory, at + 42);
        ReadOnlySpan<byte> extra = directory.AsSpan(at + EntrySize + nameLength, extraLength);
        while (extra.Length >= 4)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4)
                throw Damaged();
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == 1)
            {
                // Figures too large for their fields stand here, in this order, each only where its field is full.
                var large = extra.Slice(4, length);
                size = Large(size, ref large);
                packed = Large(packed, ref large);
                header = Large(header, ref large);
            }

            extra = extra[(4 + length)..];
        }

        var name = Encoding.UTF8.GetString(directory, at + EntrySize, nameLength);
        return new ZipMember(name, UInt16(directory, at + 10), (UInt16(directory, at + 8) & 1) != 0, packed, size, header);
    }

    private static long Large(long field, ref ReadOnlySpan<byte> extra)
    {
        if (field != uint.MaxValue)
            return field;
        if (extra.Length < 8)
            throw Damaged();
        field = BinaryPrimitives.ReadInt64LittleEndian(extra);
        extra = extra[8..];
        return field;
    }

    private static async Task<byte[]> TakeAsync(
        Stream archive, long from, long count, CancellationToken cancellationToken, bool isWhole = false)
    {
        if (from < 0 || from > archive.Length || count < 0 || (isWhole && count > archive.Length - from))
            throw Damaged();

        var bytes = new byte[Math.Min(count, archive.Length - from)];
        archive.Position = from;
        await archive.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private static int UInt16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static uint UInt32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private static long Int64(byte[] bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));

    private static InvalidDataException Damaged() => new("damaged or cut short");
}
