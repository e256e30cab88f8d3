using System.Buffers;

namespace HeavySim.Server.Mock;

/// <summary>
/// A response body that spoils what is written to it, piece by piece. A piece is what is written between two flushes: one event of a
/// stream, or the whole of an answer that is not one.
/// </summary>
internal sealed class FaultyBody(
    Stream honest, HttpContext http, bool isStreaming, WireFault fault, TimeProvider time, CancellationTokenSource cut) : Stream
{
    private const int TrickleBytes = 64;
    private static readonly TimeSpan ResetGrace = TimeSpan.FromSeconds(0.1);
    private readonly ArrayBufferWriter<byte> _piece = new();
    private int _sent;
    private bool _isSpoiled;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Sends what is left.</summary>
    public Task CompleteAsync() => FlushAsync(http.RequestAborted);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _piece.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_piece.WrittenCount == 0)
            return;

        // The answer says its length; we may send less.
        if (!http.Response.HasStarted)
            http.Response.ContentLength = null;

        await SpoilAsync(_piece.WrittenMemory, cancellationToken);
        _piece.ResetWrittenCount();
        _sent++;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async Task SpoilAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case WireFault.WrongContentType:
                if (!http.Response.HasStarted)
                    http.Response.ContentType = "text/plain; charset=utf-8";
                await SendAsync(piece, cancellationToken);
                break;

            case WireFault.Trickle slow:
                for (var at = 0; at < piece.Length; at += isStreaming ? piece.Length : TrickleBytes)
                {
                    await Task.Delay(slow.Pause, time, cancellationToken);
                    await SendAsync(isStreaming ? piece : piece[at..Math.Min(at + TrickleBytes, piece.Length)], cancellationToken);
                }

                break;

            case WireFault.MalformedJson broken when !_isSpoiled && IsDue(broken.AfterEvents, piece.Span):
                _isSpoiled = true;
                await SendAsync(piece[..(piece.Length * 2 / 3)], cancellationToken);
                if (isStreaming)
                    await SendAsync("\n\n"u8.ToArray(), cancellationToken);
                break;

            case WireFault.Truncated short_ when IsDue(short_.AfterEvents, piece.Span):
                await SendHalfAsync(piece, cancellationToken);
                await CutAsync();
                break;

            case WireFault.ConnectionReset reset when IsDue(reset.AfterEvents, piece.Span):
                await SendHalfAsync(piece, cancellationToken);
                // A reset overtakes what the peer has not read yet.
                await Task.Delay(ResetGrace, time, cancellationToken);
                http.Abort();
                await CutAsync();
                break;

            default:
                await SendAsync(piece, cancellationToken);
                break;
        }
    }

    // Whatever number was asked for: a stream with its finish reason would be whole.
    private bool IsDue(int afterEvents, ReadOnlySpan<byte> piece) =>
        !isStreaming || _sent >= afterEvents || piece.IndexOf("\"finish_reason\":\""u8) >= 0;

    private async Task SendHalfAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
    {
        if (!isStreaming)
            await SendAsync(piece[..(piece.Length / 2)], cancellationToken);
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await honest.WriteAsync(bytes, cancellationToken);
        await honest.FlushAsync(cancellationToken);
    }

    private Task CutAsync()
    {
        cut.Cancel();
        return Task.FromCanceled(cut.Token);
    }
}
