using YamlDotNet.Serialization;

namespace HeavySim.SemanticKernel;

/// <summary>YAML as JSON, for what reads JSON only.</summary>
internal static class YamlJson
{
    /// <summary>The document; scalars keep the kinds that they have unquoted.</summary>
    /// <exception cref="YamlDotNet.Core.YamlException">It is no YAML.</exception>
    public static string Of(string yaml) => new SerializerBuilder().JsonCompatible().Build().Serialize(
        new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object?>(yaml));
}
