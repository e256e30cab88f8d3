namespace HeavySim.Agents.Tools;

/// <summary>What one stream of a server brings, counted by an intake before anybody else sees it.</summary>
/// <param name="inner">The stream.</param>
/// <param name="intake">The server's bounds.</param>
/// <param name="end">Where a message ends in this stream.</param>
internal sealed class McpIntakeStream(Stream inner, McpIntake intake, McpIntakeStream.MessageEnd end) : ReadOnlyStream
{
    private const int BeginningLength = 80;
    private readonly byte[] _beginning = new byte[BeginningLength];
    private int _kept;
    private long _messageBytes;
    private bool _isLineEmpty = true;

    /// <summary>Where a message ends.</summary>
    public enum MessageEnd
    {
        /// <summary>With the line.</summary>
        Line,

        /// <summary>With an empty line, as in an event stream.</summary>
        EmptyLine,

        /// <summary>With the stream.</summary>
        Stream,
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        Count(buffer.Span[..count]);
        return count;
    }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Count(buffer[..read]);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Count(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty && end == MessageEnd.Line)
            intake.End();

        var lines = 0;
        var largest = _messageBytes;
        var rest = bytes;
        while (rest.IndexOf((byte)'\n') is >= 0 and var length)
        {
            Continue(rest[..length]);
            largest = Math.Max(largest, _messageBytes);
            EndLine();
            lines++;
            rest = rest[(length + 1)..];
        }

        Continue(rest);
        intake.Take(bytes.Length, lines, Math.Max(largest, _messageBytes));
    }

    private void Continue(ReadOnlySpan<byte> part)
    {
        _messageBytes += part.Length;
        _isLineEmpty &= part.Trim("\r"u8).IsEmpty;
        if (end != MessageEnd.Line || _kept == BeginningLength)
            return;

        var start = _kept == 0 ? part.TrimStart(" \t\r"u8) : part;
        var taken = start[..Math.Min(start.Length, BeginningLength - _kept)];
        taken.CopyTo(_beginning.AsSpan(_kept));
        _kept += taken.Length;
        if (_kept == BeginningLength)
            NoteForeign();
    }

    private void EndLine()
    {
        if (_kept < BeginningLength)
            NoteForeign();
        if (end == MessageEnd.Line || (end == MessageEnd.EmptyLine && _isLineEmpty))
            _messageBytes = 0;

        _kept = 0;
        _isLineEmpty = true;
    }

    private void NoteForeign()
    {
        if (_kept > 0 && _beginning[0] != (byte)'{')
            intake.NoteForeign(_beginning.AsSpan(0, _kept));
    }
}
