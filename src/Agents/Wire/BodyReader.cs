namespace HeavySim.Agents;

/// <summary>
/// The bytes of one response, read as lines or as a whole, never more than a given number of them: a hostile body without an end
/// costs bounded memory, which is taken from a lease.
/// </summary>
internal sealed class BodyReader(Stream stream, long maxBytes, int maxLineBytes, ByteLease lease)
{
    private const int Piece = 64 * 1024;

    private byte[] _buffer = new byte[8 * 1024];
    private int _start;
    private int _end;
    private long _total;
    private bool _isAtEnd;
    private bool _skipsLineFeed;
    private ReadPace? _pace;
    private long _began;
    private int _lastRead;

    /// <summary>Reads what comes from now on at that pace: for a stream of many small pieces.</summary>
    public void Gather(ReadPace pace) => (_pace, _began) = (pace, pace.Now);

    /// <summary>The first byte that is neither blank nor part of a byte order mark, without consuming it; -1 at the end.</summary>
    public async ValueTask<int> PeekAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (_start < _end && _buffer[_start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF)
                _start++;

            if (_start < _end)
                return _buffer[_start];

            if (!await FillAsync(cancellationToken))
                return -1;
        }
    }

    /// <summary>The next line without its end (CR, LF or CRLF), valid until the next read; null at the end of the body.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            if (_skipsLineFeed && _start < _end)
            {
                _skipsLineFeed = false;
                if (_buffer[_start] == '\n')
                    _start++;
            }

            var length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOfAny((byte)'\n', (byte)'\r');
            if (length >= 0)
            {
                var line = _buffer.AsMemory(_start, searched + length);
                _skipsLineFeed = _buffer[_start + line.Length] == '\r';
                _start += line.Length + 1;
                return line;
            }

            searched = _end - _start;
            if (searched > maxLineBytes)
                throw TooLong($"a line of more than {maxLineBytes} bytes");

            if (await FillAsync(cancellationToken))
                continue;

            if (_start == _end)
                return null;

            var rest = _buffer.AsMemory(_start, _end - _start);
            _start = _end;
            return rest;
        }
    }

    /// <summary>All that is left of the body: pieces first, one array only once the end is there, and no copies on the way.</summary>
    /// <exception cref="ModelCallException">It is larger than a document may be.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadRestAsync(int maxDocumentBytes, CancellationToken cancellationToken)
    {
        await ReadSomeAsync(Piece, cancellationToken);
        if (_isAtEnd)
            return _buffer.AsMemory(_start, _end - _start);

        var pieces = new List<ArraySegment<byte>> { new(_buffer, _start, _end - _start) };
        long length = _end - _start;
        while (!_isAtEnd)
        {
            lease.Take(Piece);
            var piece = GC.AllocateUninitializedArray<byte>(Piece);
            var filled = 0;
            while (filled < piece.Length && !_isAtEnd)
                filled += await ReadAsync(piece.AsMemory(filled), cancellationToken);

            pieces.Add(new ArraySegment<byte>(piece, 0, filled));
            length += filled;
            if (length > maxDocumentBytes)
                throw Larger(maxDocumentBytes);
        }

        // The document that is read from it takes about as much again.
        lease.Take(2 * length);
        var whole = GC.AllocateUninitializedArray<byte>((int)length);
        var at = 0;
        foreach (var piece in pieces)
        {
            piece.CopyTo(whole, at);
            at += piece.Count;
        }

        return whole;
    }

    /// <summary>What is left of the body, but no more than about <paramref name="bytes"/> of it; never fails because it is long.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadSomeAsync(int bytes, CancellationToken cancellationToken)
    {
        while (_end - _start < bytes && await FillAsync(cancellationToken))
        {
        }

        return _buffer.AsMemory(_start, Math.Min(bytes, _end - _start));
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_isAtEnd)
            return false;

        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            // The old array stays taken: it is garbage, but still there.
            lease.Take(_buffer.Length * 2L);
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = await ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }

    private async ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken cancellationToken)
    {
        if (_pace is not null && _lastRead is > 0 and < ReadPace.Much)
            await _pace.PauseAsync(_began);

        var read = await stream.ReadAsync(into, cancellationToken);
        _lastRead = read;
        _total += read;
        _isAtEnd = read == 0;
        return _total > maxBytes ? throw Larger(maxBytes) : read;
    }

    private static ModelCallException Larger(long most) =>
        new(FailureCause.Malformed, $"The answer is larger than {most:#,0} bytes; it was cut off.") { IsTransient = false };

    // Asking again would only bring the same flood.
    private static ModelCallException TooLong(string what) =>
        new(FailureCause.Malformed, $"The endpoint sent {what}; the response was cut off.") { IsTransient = false };
}
