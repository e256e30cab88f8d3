using System.Text.Encodings.Web;

namespace HeavySim.Server.Wire;

/// <summary>The one form of our JSON.</summary>
internal static class WireFormat
{
    /// <summary>Text stays readable on the wire: nothing here ends up in HTML.</summary>
    public static WireJson Json { get; } = new(
        new JsonSerializerOptions(WireJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
