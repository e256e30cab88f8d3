using System.Text.Json.Serialization.Metadata;

namespace HeavySim.Server.Completions;

/// <summary>How the arguments of a tool are read and written.</summary>
internal static class ToolArguments
{
    public static JsonTypeInfo<IDictionary<string, object?>> Type { get; } =
        (JsonTypeInfo<IDictionary<string, object?>>)new JsonSerializerOptions(AIJsonUtilities.DefaultOptions) { WriteIndented = false }
            .GetTypeInfo(typeof(IDictionary<string, object?>));
}
