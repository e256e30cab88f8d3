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
}
