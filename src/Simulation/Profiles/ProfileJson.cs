using System.Text.Json;
using System.Text.Json.Serialization;

namespace HeavySim.Simulation;

/// <summary>
/// How profiles are written: camel-case names; unknown fields are refused, so that a slip of the pen does not pass for a default.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    WriteIndented = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    AllowOutOfOrderMetadataProperties = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SimulationProfile))]
internal sealed partial class ProfileJson : JsonSerializerContext;
