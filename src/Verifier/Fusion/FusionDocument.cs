using System.Text.Json.Serialization;

namespace HeavySim.Verifier;

/// <summary>A fusion file as it is written.</summary>
internal sealed record FusionDocument
{
    public required string Format { get; init; }

    public required int Version { get; init; }

    public required FusionModel Model { get; init; }
}

/// <summary>How it is written.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(FusionDocument))]
internal sealed partial class FusionJson : JsonSerializerContext;
