namespace HeavySim.Records.Files;

/// <summary>Reads members of JSON that others wrote, of whatever type they turn out to be.</summary>
internal static class JsonFields
{
    /// <summary>A member that is there and not null.</summary>
    public static JsonElement? Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>A member's text, or null.</summary>
    public static string? Text(this JsonElement json, string name) => json.Member(name) is { } value ? FieldText.Of(value) : null;

    /// <summary>A member's whole number, or null.</summary>
    public static long? Whole(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    /// <summary>A member's number of seconds, or null.</summary>
    public static TimeSpan? Time(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDecimal(out var seconds)
            ? Seconds.ToTime(seconds)
            : null;

    /// <summary>
    /// Whether a score means right: 1, true, "C" or "yes" is; less than 1 (partial credit too), false, "I", "P" or "no" is not. Null for
    /// what is no share (a grade from 1 to 10, NaN). Of a score with several values the first that can be told counts.
    /// </summary>
    public static bool? IsRight(this JsonElement score) => score.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => IsWhole(score.GetDouble()),
        JsonValueKind.String => score.GetString()?.Trim().ToUpperInvariant() switch
        {
            "C" or "CORRECT" or "YES" or "TRUE" => true,
            "I" or "INCORRECT" or "P" or "N" or "NO" or "FALSE" => false,
            { } text when double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) => IsWhole(number),
            _ => null,
        },
        JsonValueKind.Object => score.EnumerateObject()
            .Select(static s => s.Value.IsRight())
            .FirstOrDefault(static right => right is not null),
        JsonValueKind.Array => score.EnumerateArray().Select(static s => s.IsRight()).FirstOrDefault(static right => right is not null),
        _ => null,
    };

    private static bool? IsWhole(double share) => share switch
    {
        1 => true,
        < 1 => false,
        _ => null,
    };
}
