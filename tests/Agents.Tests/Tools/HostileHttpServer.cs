using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using HeavySim.Agents.Tools;

namespace HeavySim.Agents.Tests.Tools;

/// <summary>An MCP server over bare sockets whose tool "bad" is answered as no HTTP server should; its tool "good" behaves.</summary>
internal sealed class HostileHttpServer : IAsyncDisposable
{
    private const int Pieces = 1_600;
    private static readonly string Piece = new('x', 65_536);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly string _how;
    private readonly Task _serving;

    public HostileHttpServer(string how)
    {
        _how = how;
        _listener.Start();
        _serving = ServeAsync();
    }

    public McpServerOptions.Http Options(string name) => new(
        new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/mcp")),
        new Dictionary<string, string>(StringComparer.Ordinal))
    {
        Name = name,
    };

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _serving;
        _ending.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    /// <summary>One request per connection.</summary>
    private async Task AnswerAsync(TcpClient client)
    {
        using var _ = client;
        var stream = client.GetStream();
        try
        {
            var (method, body) = await ReadAsync(stream);
            if (method != "POST")
                await SendAsync(stream, "HTTP/1.1 405 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            else if (body["id"] is not { } id)
                await SendAsync(stream, "HTTP/1.1 202 Yes\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            else if ((string?)body["params"]?["name"] == "bad")
                await MisbehaveAsync(stream, id.ToJsonString());
            else
                await SendAsync(stream, Whole(Reply(body, id)));
        }
        catch (Exception cutOff) when (cutOff is IOException or OperationCanceledException)
        {
            // Which is what is tested.
        }
    }

    private async Task MisbehaveAsync(NetworkStream stream, string id)
    {
        const string head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: ";
        switch (_how)
        {
            case "silent":
                await Task.Delay(Timeout.Infinite, _ending.Token);
                break;
            case "drops":
                break;
            case "cut":
                await SendAsync(stream, $"{head}application/json\r\nContent-Length: 500\r\n\r\n{{\"jsonrpc\"");
                break;
            case "no http":
                await SendAsync(stream, "\u001b[2JSSH-2.0-what\r\n\r\n");
                break;
            case "no json":
                await SendAsync(stream, $"{head}application/json\r\n\r\n\u001b[2J<html>{new string('y', 5_000)}");
                break;
            case "announced":
                await SendAsync(stream, $"{head}application/json\r\nContent-Length: {100 << 20}\r\n\r\n");
                await Task.Delay(Timeout.Infinite, _ending.Token);
                break;
            case "large":
                await SendAsync(stream, $"{head}application/json\r\n\r\n{{\"jsonrpc\":\"2.0\",\"id\":{id},\"result\":{{\"x\":\"");
                await SendPiecesAsync(stream, Piece);
                break;
            case "large refusal":
                await SendAsync(stream, "HTTP/1.1 500 No\r\nConnection: close\r\nContent-Type: text/html\r\n\r\n");
                await SendPiecesAsync(stream, Piece);
                break;
            case "large event":
                await SendAsync(stream, $"{head}text/event-stream\r\n\r\ndata: ");
                await SendPiecesAsync(stream, $"{Piece[..65_000]}\ndata: ");
                break;
            default:
                await SendAsync(stream, $"{head}text/event-stream\r\n\r\n");
                await SendPiecesAsync(stream, string.Concat(Enumerable.Repeat(
                    "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":1}}\n\n", 100)));
                break;
        }
    }

    private static string Reply(JsonNode request, JsonNode id)
    {
        var result = (string?)request["method"] switch
        {
            "initialize" => """{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"h","version":"1"}}""",
            "tools/list" =>
                """{"tools":[{"name":"good","inputSchema":{"type":"object"}},{"name":"bad","inputSchema":{"type":"object"}}]}""",
            "tools/call" => """{"content":[{"type":"text","text":"gone well"}]}""",
            _ => null,
        };
        var end = result is null ? "\"error\":{\"code\":-32601,\"message\":\"Method not found\"}" : $"\"result\":{result}";
        return $"{{\"jsonrpc\":\"2.0\",\"id\":{id.ToJsonString()},{end}}}";
    }

    private static string Whole(string json) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\nConnection: close\r\n\r\n{json}";

    private async Task SendPiecesAsync(NetworkStream stream, string piece)
    {
        for (var i = 0; i < Pieces; i++)
            await SendAsync(stream, piece);
    }

    private async Task SendAsync(NetworkStream stream, string text) =>
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), _ending.Token);

    private async Task<(string Method, JsonNode Body)> ReadAsync(NetworkStream stream)
    {
        var all = new StringBuilder();
        var buffer = new byte[4_096];
        while (true)
        {
            var count = await stream.ReadAsync(buffer, _ending.Token);
            if (count == 0)
                throw new IOException("no request");

            all.Append(Encoding.UTF8.GetString(buffer, 0, count));
            var text = all.ToString();
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
                continue;
            if (!text.StartsWith("POST", StringComparison.Ordinal))
                return ("GET", new JsonObject());

            // Chunked or not, the body is one JSON object of ASCII.
            var (first, last) = (text.IndexOf('{', end), text.LastIndexOf('}'));
            try
            {
                if (first > 0 && last > first)
                    return ("POST", JsonNode.Parse(text[first..(last + 1)])!);
            }
            catch (System.Text.Json.JsonException)
            {
                // Not all of it yet.
            }
        }
    }
}
