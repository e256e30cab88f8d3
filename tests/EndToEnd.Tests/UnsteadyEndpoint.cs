using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HeavySim.EndToEnd.Tests;

/// <summary>
/// A server on loopback that answers sums, and can go away, come back, and refuse in any words. Counts what it was asked: who asks twice,
/// and who is left out, is seen here and nowhere else.
/// </summary>
internal sealed partial class UnsteadyEndpoint : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, int> _answered = new(StringComparer.Ordinal);
    private readonly List<Task> _connections = [];
    private TcpListener _listener = new(IPAddress.Loopback, 0);
    private CancellationTokenSource _up = new();
    private Task _accepting = Task.CompletedTask;
    private int _requests;

    public UnsteadyEndpoint()
    {
        _listener.Start(256);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_listener, _up.Token);
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}/v1";

    /// <summary>How long an answer takes.</summary>
    public TimeSpan Latency { get; set; } = TimeSpan.FromMilliseconds(40);

    /// <summary>What every request is refused with, or null.</summary>
    public (int Status, string Body)? Refusal { get; set; }

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>How often each question with its seed was answered.</summary>
    public IReadOnlyDictionary<string, int> Answered => _answered;

    /// <summary>Closes the port and every connection, as a process that dies does.</summary>
    public async Task GoAwayAsync()
    {
        await _up.CancelAsync();
        await _accepting;
        _listener.Stop();
    }

    public void ComeBack()
    {
        _up = new CancellationTokenSource();
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
        _listener.Start(256);
        _accepting = AcceptAsync(_listener, _up.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await GoAwayAsync();
        await Task.WhenAll(_connections);
        _stop.Dispose();
        _up.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener, CancellationToken up)
    {
        try
        {
            while (true)
                _connections.Add(ServeAsync(await listener.AcceptSocketAsync(up), up));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
        }
    }

    private async Task ServeAsync(Socket socket, CancellationToken up)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            while (await ReadAsync(stream, up) is { } body)
            {
                Interlocked.Increment(ref _requests);
                await AnswerAsync(stream, body, up);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // Reset, not closed in order: what a killed server leaves behind.
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
    }

    private async Task AnswerAsync(NetworkStream stream, string body, CancellationToken up)
    {
        if (Refusal is { } refusal)
        {
            await WriteAsync(stream, $"{refusal.Status} Refused", "application/json", refusal.Body, up);
            return;
        }

        await Task.Delay(Latency, TimeProvider.System, up);
        using var request = JsonDocument.Parse(body);
        var question = request.RootElement.GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString() ?? "";
        var sum = Sum().Match(question);
        var answer = int.Parse(sum.Groups[1].Value, null) + int.Parse(sum.Groups[2].Value, null);
        var prompt = body.Length / 4;
        var events = $$$"""
            data: {"choices":[{"index":0,"delta":{"role":"assistant","content":"Answer: {{{answer}}}"},"finish_reason":null}]}

            data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":{{{prompt}}},"completion_tokens":10}}

            data: [DONE]


            """;
        await WriteAsync(stream, "200 OK", "text/event-stream", events, up);
        _answered.AddOrUpdate($"{sum.Value} {request.RootElement.GetProperty("seed")}", 1, static (_, count) => count + 1);
    }

    private static async Task WriteAsync(NetworkStream stream, string status, string type, string body, CancellationToken up) =>
        await stream.WriteAsync(
            Encoding.UTF8.GetBytes(
                $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"), up);

    private static async Task<string?> ReadAsync(NetworkStream stream, CancellationToken up)
    {
        var bytes = new List<byte>();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, up);
            if (read == 0)
                return null;

            bytes.AddRange(buffer[..read]);
            var text = Encoding.UTF8.GetString([.. bytes]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
                continue;

            var length = ContentLength().Match(text[..end]) is { Success: true } match ? int.Parse(match.Groups[1].Value, null) : 0;
            if (bytes.Count >= end + 4 + length)
                return text[(end + 4)..];
        }
    }

    [GeneratedRegex(@"(\d+) \+ (\d+)")]
    private static partial Regex Sum();

    [GeneratedRegex(@"Content-Length: *(\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex ContentLength();
}
