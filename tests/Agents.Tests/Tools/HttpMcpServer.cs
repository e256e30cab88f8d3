using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace HeavySim.Agents.Tests.Tools;

/// <summary>The smallest MCP server over HTTP: plain JSON answers, one tool that tells the request's key.</summary>
internal sealed class HttpMcpServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public HttpMcpServer()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/mcp/";
        }

        _listener.Prefixes.Add(Url);
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                await AnswerAsync(context);
                // Not Dispose: that cuts the connection, and with it an answer still on its way.
                context.Response.Close();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private static async Task AnswerAsync(HttpListenerContext context)
    {
        var response = context.Response;
        if (context.Request.HttpMethod != "POST")
        {
            response.StatusCode = 405;
            return;
        }

        var request = await JsonNode.ParseAsync(context.Request.InputStream);
        if (request!["id"] is null)
        {
            response.StatusCode = 202;
            return;
        }

        var answer = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = request["id"]!.DeepClone() };
        var result = (string?)request["method"] switch
        {
            "initialize" => """{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"http","version":"1"}}""",
            "tools/list" => """{"tools":[{"name":"who am i","description":"Tells the """
            + """key.","inputSchema":{"type":"object","properties":{}}}]}""",
            "tools/call" => $$"""{"content":[{"type":"text","text":"key {{context.Request.Headers["X-Key"]}}"}]}""",
            _ => null,
        };
        if (result is null)
            answer["error"] = JsonNode.Parse("""{"code":-32601,"message":"Method not found"}""");
        else
            answer["result"] = JsonNode.Parse(result);

        response.ContentType = "application/json";
        await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer.ToJsonString()));
    }
}
