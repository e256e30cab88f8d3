using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HeavySim.Agents.Tests;

/// <summary>
/// A server on loopback that answers with whole chunked streams, promises to keep its connections, and ends them as told.
/// </summary>
internal sealed class KeepAliveEndpoint : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<int, int, ConnectionEnd> _end;
    private readonly List<Task> _serving = [];
    private readonly Task _accepting;
    private int _connections;
    private int _requests;
    private int _answered;

    /// <param name="end">
    /// What to do with a request: (number of its connection from 1, its number on this connection from 1) to an end.
    /// </param>
    public KeepAliveEndpoint(Func<int, int, ConnectionEnd> end)
    {
        _end = end;
        _listener.Start(512);
        _accepting = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1";

    /// <summary>Connections made so far.</summary>
    public int Connections => _connections;

    /// <summary>Requests read so far, answered or not.</summary>
    public int Requests => _requests;

    /// <summary>Requests answered so far.</summary>
    public int Answered => _answered;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_serving);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _serving.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        var connection = Interlocked.Increment(ref _connections);
        try
        {
            socket.NoDelay = true;
            for (var request = 1; await ReadRequestAsync(stream); request++)
            {
                Interlocked.Increment(ref _requests);
                var end = _end(connection, request);
                if (end is ConnectionEnd.ResetUnanswered or ConnectionEnd.CloseUnanswered)
                {
                    socket.LingerState = new LingerOption(end == ConnectionEnd.ResetUnanswered, 0);
                    return;
                }

                // Before it is sent: who has it may look at once.
                Interlocked.Increment(ref _answered);
                await AnswerAsync(stream);
                if (end is ConnectionEnd.CloseAfterwards or ConnectionEnd.ResetAfterwards)
                {
                    // The client has the whole answer by now and may be at its next request.
                    await Task.Delay(1, _stop.Token);
                    socket.LingerState = new LingerOption(end == ConnectionEnd.ResetAfterwards, 0);
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var events = $"data: {Wire.Text("4")}\n\ndata: {Wire.Chunk("{}", "\"stop\"")}\n\ndata: [DONE]\n\n";
        await stream.WriteAsync(
            Encoding.UTF8.GetBytes(
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n"
                + $"{Encoding.UTF8.GetByteCount(events):x}\r\n{events}\r\n0\r\n\r\n"),
            _stop.Token);
    }

    private async Task<bool> ReadRequestAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0)
                return false;

            text.Append(Encoding.ASCII.GetString(buffer, 0, read));
            var so = text.ToString();
            var head = so.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head < 0)
                continue;

            var length = so.Split("\r\n").First(static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
            if (so.Length >= head + 4 + int.Parse(length.Split(':')[1]))
                return true;
        }
    }
}
