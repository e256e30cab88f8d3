namespace HeavySim.Agents;

/// <summary>
/// A response's body on its way to a vendor's library: what would be lost on it becomes a failure. That is a web page, an error on a line
/// of its own (Ollama's way in the middle of a stream), a connection that breaks, and a flood.
/// </summary>
internal sealed class WatchedBody(Stream inner, long mostBytes, WireFailures failures) : ReadOnlyStream
{
    private const int LongestError = 16 * 1024;

    private readonly List<byte> _line = [];
    private long _read;
    private bool _isLong;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            return Watch(buffer.Span[..read]);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw failures.Network("The connection broke in the middle of an answer", exception);
        }
    }

    public override int Read(Span<byte> buffer) => Watch(buffer[..inner.Read(buffer)]);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();

        base.Dispose(disposing);
    }

    private int Watch(ReadOnlySpan<byte> bytes)
    {
        if (_read == 0 && bytes.TrimStart(" \t\r\n"u8).StartsWith("<"u8))
            throw failures.Malformed($"The endpoint answered with a web page: {Encoding.UTF8.GetString(bytes)}");

        _read += bytes.Length;
        if (_read > mostBytes)
            throw new ModelCallException(
                FailureCause.Malformed, $"The endpoint sent more than {mostBytes} bytes.") { IsTransient = false };

        foreach (var unit in bytes)
        {
            if (unit == (byte)'\n')
                EndLine();
            else if (_line.Count < LongestError)
                _line.Add(unit);
            else
                _isLong = true;
        }

        // A document, or a last line without an end.
        if (bytes.IsEmpty)
            EndLine();

        return bytes.Length;
    }

    private void EndLine()
    {
        var line = _line.ToArray();
        var isWhole = !_isLong;
        _line.Clear();
        _isLong = false;
        if (!isWhole || !line.AsSpan().StartsWith("{\"error\""u8))
            return;

        using var document = LenientJson.TryParse(line);
        if (document is not null && ErrorBody.Read(document.RootElement) is { } error)
            throw failures.Of(null, error);
    }
}
