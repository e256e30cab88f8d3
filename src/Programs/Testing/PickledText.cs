using System.Buffers.Binary;
using System.IO.Compression;

namespace HeavySim.Programs;

/// <summary>
/// A text as LiveCodeBench packs its private tests: pickled by Python, compressed, in base64. Of what pickle can do only a single text is
/// read: nothing is made, nothing is run.
/// </summary>
internal static class PickledText
{
    /// <summary>Bytes that are unpacked at most.</summary>
    private const int MaxLength = 256 << 20;

    /// <summary>The text; null when it is not packed so.</summary>
    public static string? Read(string packed)
    {
        try
        {
            using var unpacking = new ZLibStream(new MemoryStream(Convert.FromBase64String(packed.Trim())), CompressionMode.Decompress);
            var unpacked = new MemoryStream();
            var buffer = new byte[81_920];
            int count;
            while ((count = unpacking.Read(buffer)) > 0)
            {
                if (unpacked.Length + count > MaxLength)
                    return null;
                unpacked.Write(buffer, 0, count);
            }

            return Text(unpacked.GetBuffer().AsSpan(0, (int)unpacked.Length));
        }
        catch (Exception error) when (error is FormatException or InvalidDataException or IOException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Opcodes: PROTO, FRAME, then one text with its length in 1, 4 or 8 bytes.</summary>
    private static string? Text(ReadOnlySpan<byte> pickle)
    {
        while (pickle.Length > 9)
        {
            switch (pickle[0])
            {
                case 0x80:
                    pickle = pickle[2..];
                    continue;
                case 0x95:
                    pickle = pickle[9..];
                    continue;
                case 0x8C:
                    return Start(pickle[2..], pickle[1]);
                case (byte)'X':
                    return Start(pickle[5..], BinaryPrimitives.ReadUInt32LittleEndian(pickle[1..]));
                case 0x8D:
                    return Start(pickle[9..], BinaryPrimitives.ReadUInt64LittleEndian(pickle[1..]));
                default:
                    return null;
            }
        }

        return null;
    }

    private static string? Start(ReadOnlySpan<byte> bytes, ulong length) =>
        length <= (ulong)bytes.Length ? Encoding.UTF8.GetString(bytes[..(int)length]) : null;
}
