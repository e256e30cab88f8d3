using System.Buffers.Binary;

namespace HeavySim.Records.Files;

/// <summary>
/// Walks over the directory at the end of a Parquet file (Thrift's compact protocol) before the library reads it: of one that is damaged
/// the library may never come to the end, and a schema of thousands of levels takes all of its stack.
/// </summary>
internal ref struct ParquetFooter
{
    private const int MostDepth = 16;
    private const int MostLevels = 128;

    // Fields of FileMetaData and SchemaElement in parquet.thrift.
    private const ulong Schema = 2;
    private const ulong Children = 5;

    private const int TailLength = 8;

    private readonly ReadOnlySpan<byte> _bytes;
    private int _at;

    private ParquetFooter(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    private enum Kind
    {
        Stop,
        True,
        False,
        Byte,
        Short,
        Int,
        Long,
        Double,
        Binary,
        List,
        Set,
        Map,
        Struct,
    }

    /// <summary>Makes sure that the directory is whole. The stream is at its beginning afterwards.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static void Check(Stream file)
    {
        Span<byte> tail = stackalloc byte[TailLength];
        if (file.Length < ParquetRecords.Magic.Length + TailLength)
            throw Damaged();
        file.Position = file.Length - TailLength;
        file.ReadExactly(tail);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (!tail[4..].SequenceEqual(ParquetRecords.Magic) || length > file.Length - TailLength - ParquetRecords.Magic.Length)
            throw Damaged();

        var bytes = new byte[length];
        file.Position = file.Length - TailLength - length;
        file.ReadExactly(bytes);
        file.Position = 0;
        new ParquetFooter(bytes).SkipStruct(0);
    }

    private void SkipStruct(int depth)
    {
        for (ulong field = 0; NextField(ref field) is var kind && kind != Kind.Stop;)
        {
            if (depth == 0 && field == Schema && kind == Kind.List)
                WalkSchema();
            else if (kind is not (Kind.True or Kind.False))
                Skip(kind, depth);
        }
    }

    /// <summary>Goes on to a struct's next field.</summary>
    private Kind NextField(ref ulong field)
    {
        var header = Next();
        if (header != (byte)Kind.Stop)
            field = header >> 4 == 0 ? Number() >> 1 : field + (ulong)(header >> 4);
        return (Kind)(header & 0x0F);
    }

    /// <summary>The schema is a list of elements, each before its children, of which it says how many there are.</summary>
    private void WalkSchema()
    {
        var header = Next();
        if ((Kind)(header & 0x0F) != Kind.Struct)
            throw Damaged();
        var open = new Stack<ulong>();
        var count = header >> 4 == 0x0F ? Number() : (ulong)(header >> 4);
        for (ulong i = 0; i < count; i++)
        {
            // A group is closed by what comes after its last child, and is a level until then.
            while (open.TryPeek(out var rest) && rest == 0)
                open.Pop();
            if (open.TryPop(out var left))
                open.Push(left - 1);
            if (ChildrenOfElement() is > 0 and var children)
                open.Push(children);
            if (open.Count > MostLevels)
                throw new InvalidDataException($"The schema of the Parquet file has more than {MostLevels} levels.");
        }
    }

    private ulong ChildrenOfElement()
    {
        ulong children = 0;
        for (ulong field = 0; NextField(ref field) is var kind && kind != Kind.Stop;)
        {
            if (field == Children && kind == Kind.Int)
                children = Number() >> 1;
            else if (kind is not (Kind.True or Kind.False))
                Skip(kind, 1);
        }

        return children;
    }

    private void Skip(Kind kind, int depth)
    {
        if (depth > MostDepth)
            throw Damaged();
        switch (kind)
        {
            // In a list a flag takes a byte of its own.
            case Kind.True or Kind.False or Kind.Byte:
                Forward(1);
                break;
            case Kind.Short or Kind.Int or Kind.Long:
                Number();
                break;
            case Kind.Double:
                Forward(8);
                break;
            case Kind.Binary:
                Forward(Number());
                break;
            case Kind.List or Kind.Set:
                var header = Next();
                SkipMany((Kind)(header & 0x0F), header >> 4 == 0x0F ? Number() : (ulong)(header >> 4), depth);
                break;
            case Kind.Map:
                if (Number() is > 0 and var pairs)
                {
                    var kinds = Next();
                    for (ulong i = 0; i < pairs; i++)
                    {
                        Skip((Kind)(kinds >> 4), depth + 1);
                        Skip((Kind)(kinds & 0x0F), depth + 1);
                    }
                }

                break;
            case Kind.Struct:
                SkipStruct(depth + 1);
                break;
            default:
                throw Damaged();
        }
    }

    // Each takes a byte or more, so that a length that is not true comes to the end of the bytes.
    private void SkipMany(Kind kind, ulong count, int depth)
    {
        for (ulong i = 0; i < count; i++)
            Skip(kind, depth + 1);
    }

    private ulong Number()
    {
        ulong number = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Next();
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return number;
        }

        throw Damaged();
    }

    private byte Next() => _at < _bytes.Length ? _bytes[_at++] : throw Damaged();

    private void Forward(ulong count) =>
        _at = count <= (ulong)(_bytes.Length - _at) ? _at + (int)count : throw Damaged();

    private static InvalidDataException Damaged() => new("The directory of the Parquet file is damaged or cut short.");
}
