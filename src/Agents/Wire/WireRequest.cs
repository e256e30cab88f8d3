using System.Buffers;
using System.Text.Encodings.Web;

namespace HeavySim.Agents;

/// <summary>A request on its way to an endpoint, with a memory of what of it is optional.</summary>
internal abstract class WireRequest
{
    // Readable text on the wire; nothing here ends up in HTML.
    protected static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HashSet<string> _unsent = new(StringComparer.Ordinal);

    /// <summary>The request.</summary>
    public ReadOnlyMemory<byte> Body => Buffer.WrittenMemory;

    /// <summary>The optional parameters that were written.</summary>
    public HashSet<string> Sent { get; } = new(StringComparer.Ordinal);

    /// <summary>The optional parameters that were asked for and left out, as the endpoint refuses them.</summary>
    public IReadOnlyCollection<string> Unsent => _unsent;

    /// <summary>What is written to.</summary>
    protected ArrayBufferWriter<byte> Buffer { get; } = new(2048);

    /// <summary>True when an optional parameter may be sent, which is then remembered; false when it is refused here.</summary>
    protected bool Uses(string parameter, Dialect dialect)
    {
        if (!dialect.Sends(parameter))
        {
            _unsent.Add(parameter);
            return false;
        }

        Sent.Add(parameter);
        return true;
    }

    /// <summary>Which tools are to be called, and how many at once.</summary>
    /// <param name="json">What is written to.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="dialect">What the endpoint takes.</param>
    /// <param name="isNested">True where the name of a function stands in an object of its own.</param>
    protected void WriteToolUse(Utf8JsonWriter json, ChatOptions options, Dialect dialect, bool isNested)
    {
        if (options.ToolMode is RequiredChatToolMode { RequiredFunctionName: { } required } && Uses("tool_choice", dialect))
        {
            json.WriteStartObject("tool_choice");
            json.WriteString("type", "function");
            if (isNested)
                json.WriteStartObject("function");
            json.WriteString("name", required);
            if (isNested)
                json.WriteEndObject();
            json.WriteEndObject();
        }
        else if (options.ToolMode is RequiredChatToolMode or NoneChatToolMode && Uses("tool_choice", dialect))
        {
            json.WriteString("tool_choice", options.ToolMode is NoneChatToolMode ? "none" : "required");
        }

        if (options.AllowMultipleToolCalls is { } many && Uses("parallel_tool_calls", dialect))
            json.WriteBoolean("parallel_tool_calls", many);
    }
}
