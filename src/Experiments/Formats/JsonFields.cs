using System.Text.Json;

namespace HeavySim.Experiments;

/// <summary>Reads members of JSON that others wrote, of whatever type they turn out to be.</summary>
internal static class JsonFields
{
    /// <summary>A member that is there and not null.</summary>
    public static JsonElement? Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A member's text, or null.</summary>
    public static string? Text(this JsonElement json, string name) => json.Member(name) is { } value ? FieldText.Of(value) : null;

    /// <summary>A member's whole number, or null.</summary>
    public static long? Whole(this JsonElement json, string name) => json.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    /// <summary>A member's number of seconds, or null.</summary>
    public static TimeSpan? Time(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDecimal(out var seconds) ? Seconds.ToTime(seconds) : null;

    /// <summary>Whether a score means right: true, 1, "C"; null when it is no plain score.</summary>
    public static bool? IsRight(this JsonElement score) => score.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => score.GetDouble() >= 1,
        JsonValueKind.String when score.ValueEquals("C") => true,
        JsonValueKind.String when score.ValueEquals("I") || score.ValueEquals("P") => false,
        JsonValueKind.String when double.TryParse(score.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var number) => number >= 1,
        _ => null,
    };
}
