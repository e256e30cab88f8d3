using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HeavySim.Agents.Tests;

/// <summary>The wires of Anthropic and of Ollama, and clients for them.</summary>
internal static class VendorWire
{
    public const string Start = """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":10,"cache_creation_input_tokens":100,"cache_read_input_tokens":200,"output_tokens":1}}}""";

    public const string Stop = """{"type":"message_stop"}""";

    public const string Ping = """{"type":"ping"}""";

    public static IChatClient Connect(string api, HttpMessageHandler handler, string? key = null, WireOptions? options = null) =>
        EndpointApi.Named(api).Connect(
            handler, api == "ollama" ? "http://host:11434" : "http://host",
            (options ?? new WireOptions { Model = "m" }) with { ApiKey = key },
            TimeProvider.System);

    /// <summary>A stream of Anthropic's.</summary>
    public static RoutedHandler Claude(params string[] events) => new((_, _) => ClaudeStream(events));

    public static HttpResponseMessage ClaudeStream(params string[] events) => RoutedHandler.Reply(
        200, "text/event-stream",
        string.Concat(events.Select(static e =>
            $"event: {JsonDocument.Parse(e).RootElement.GetProperty("type").GetString()}\ndata: {e}\n\n")));

    /// <summary>A stream of Ollama's.</summary>
    public static RoutedHandler Ollama(params string[] lines) => new((_, _) => RoutedHandler.Reply(
        200, "application/x-ndjson", string.Concat(lines.Select(static line => line + "\n"))));

    public static string[] Thinking(string text, string signature) =>
    [
        """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
        $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"{{{text}}}"}}""",
        $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"{{{signature}}}"}}""",
        """{"type":"content_block_stop","index":0}""",
    ];

    public static string[] Text(string text) =>
    [
        """{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}""",
        $$$"""{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"{{{text}}}"}}""",
        """{"type":"content_block_stop","index":1}""",
    ];

    public static readonly string[] Call =
    [
        """{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_1","name":"f","input":{}}}""",
        """{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"a\":"}}""",
        """{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"2}"}}""",
        """{"type":"content_block_stop","index":2}""",
    ];

    public static string End(string reason, int output = 50) =>
        $$$"""{"type":"message_delta","delta":{"stop_reason":"{{{reason}}}","stop_sequence":null},"usage":{"output_tokens":{{{output}}}}}""";

    public static string Line(string message, string more = "\"done\":false") =>
        $$"""{"model":"qwen3","created_at":"2025-01-01T00:00:00Z","message":{"role":"assistant",{{message}}},{{more}}}""";

    public const string Last = "\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":11,\"eval_count\":22";
}
