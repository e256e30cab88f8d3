using System.Text.Json.Serialization;

namespace HeavySim.Server.Wire;

/// <summary>The shape of every error, as a whole response and inside a stream.</summary>
internal sealed record ErrorEnvelope(ErrorContent Error)
{
    public static ErrorEnvelope Of(ApiError error) => new(new ErrorContent(error.Message, error.Type, error.Param, error.Code));
}

internal sealed record ErrorContent(
    string Message,
    string Type,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Param,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Code);
