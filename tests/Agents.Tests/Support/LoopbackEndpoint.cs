using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HeavySim.Agents.Tests;

/// <summary>A server on loopback that reads each request and then misbehaves as told, byte by byte.</summary>
internal sealed class LoopbackEndpoint : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<NetworkStream, CancellationToken, Task> _answer;
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;
    private int _open;

    public LoopbackEndpoint(Func<NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start(512);
        _accepting = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1";

    public int MostOpen { get; private set; }

    public static byte[] Head(string contentType = "text/event-stream", string more = "Connection: close\r\n") =>
        Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\n{more}\r\n");

    public static byte[] Event(string data) => Encoding.UTF8.GetBytes($"data: {data}\n\n");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        // First the loop, then the listener: a loop that comes round to a stopped listener throws.
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            socket.NoDelay = true;
            await ReadRequestAsync(stream);
            MostOpen = Math.Max(MostOpen, Interlocked.Increment(ref _open));
            await _answer(stream, _stop.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task ReadRequestAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[4096];
        while (true)
        {
            bytes.AddRange(buffer[..await stream.ReadAsync(buffer, _stop.Token)]);
            var text = Encoding.UTF8.GetString([.. bytes]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
                continue;

            var length = text.Split("\r\n").First(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                .Split(':')[1];
            if (bytes.Count >= end + 4 + int.Parse(length))
                return;
        }
    }
}
