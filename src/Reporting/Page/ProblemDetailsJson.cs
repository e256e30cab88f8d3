using System.Text.Json.Serialization;

namespace HeavySim.Reporting;

/// <summary>Writes details for the page's script.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ProblemDetailsJson : JsonSerializerContext;
