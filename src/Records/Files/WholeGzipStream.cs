using System.Buffers.Binary;
using System.IO.Compression;

namespace HeavySim.Records.Files;

/// <summary>
/// Unpacks a gzip file and notices at its end that it was cut short, which <see cref="GZipStream"/> passes over in silence: the length
/// in the trailer must be the length that came out (RFC 1952, ISIZE).
/// </summary>
internal sealed class WholeGzipStream : ReadOnlyStream
{
    private static readonly byte[] MemberStart = [0x1F, 0x8B, 0x08];
    private readonly FileStream _file;
    private readonly GZipStream _unpacked;
    private long _length;

    /// <summary>Unpacks a file from its beginning and owns it.</summary>
    public WholeGzipStream(FileStream file)
    {
        _file = file;
        _unpacked = new GZipStream(file, CompressionMode.Decompress);
    }

    /// <exception cref="InvalidDataException">The file is damaged or cut short.</exception>
    public override int Read(Span<byte> buffer) => Counted(_unpacked.Read(buffer), buffer.Length);

    /// <exception cref="InvalidDataException">The file is damaged or cut short.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Counted(await _unpacked.ReadAsync(buffer, cancellationToken), buffer.Length);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _unpacked.Dispose();
        base.Dispose(disposing);
    }

    private int Counted(int read, int asked)
    {
        _length += read;
        if (read == 0 && asked > 0 && !IsWhole())
            throw new InvalidDataException("The gzip data ends before its trailer.");

        return read;
    }

    private bool IsWhole()
    {
        Span<byte> trailer = stackalloc byte[4];
        if (_file.Length < 18)
            return false;
        _file.Position = _file.Length - trailer.Length;
        _file.ReadExactly(trailer);

        // Files put together from several members tell only the length of the last one: nothing to compare with.
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer) == (uint)_length || HasSeveralMembers();
    }

    private bool HasSeveralMembers()
    {
        var window = new byte[1 << 16];
        var kept = 0;
        _file.Position = MemberStart.Length;
        for (int read; (read = _file.Read(window, kept, window.Length - kept)) > 0;)
        {
            var seen = window.AsSpan(0, kept + read);
            if (seen.IndexOf(MemberStart) >= 0)
                return true;
            kept = Math.Min(seen.Length, MemberStart.Length - 1);
            seen[^kept..].CopyTo(window);
        }

        return false;
    }
}
