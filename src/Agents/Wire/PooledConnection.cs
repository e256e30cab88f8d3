namespace HeavySim.Agents;

/// <summary>A connection that tells each request whether it was used before, and for how long it had stood idle.</summary>
/// <param name="inner">The connection, its TLS done.</param>
/// <param name="time">The clock.</param>
internal sealed class PooledConnection(Stream inner, TimeProvider time) : Stream
{
    private bool _isUsed;
    private long _lastRead = time.GetTimestamp();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Only until its head is there is a response read within its request; the body, all the rest, is not held up by us.
        if (RequestPath.Current is { } path)
            return ReadFirstAsync(path, buffer, cancellationToken);

        _lastRead = time.GetTimestamp();
        return inner.ReadAsync(buffer, cancellationToken);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (RequestPath.Current is { } path && path.Connection != this)
        {
            path.Enter(this, _isUsed, time.GetElapsedTime(_lastRead), time.GetTimestamp());
            _isUsed = true;
        }

        return inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override ValueTask DisposeAsync() => inner.DisposeAsync();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadFirstAsync(RequestPath path, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        _lastRead = time.GetTimestamp();
        path.HasAnswer |= read > 0;
        return read;
    }
}
