using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace HeavySim.Core;

/// <summary>Says what is wrong with a JSON file in the file's words: its fields, what belongs into them, and the line.</summary>
internal static partial class JsonFault
{
    private static readonly (string Type, string Words)[] Kinds =
    [
        ("IReadOnlyList", "a list"), ("List`1", "a list"), ("[]", "a list"), ("Dictionary", "an object"), ("Int32", "a whole number"),
        ("Int64", "a whole number"), ("Double", "a number"), ("Decimal", "a number"), ("Boolean", "true or false"), ("String", "a text"),
        ("number", "a number"), ("boolean", "true or false"), ("string", "a text"),
    ];

    /// <summary>The fault, as the end of a sentence without its full stop.</summary>
    /// <param name="error">What reading the file threw.</param>
    /// <param name="type">What the file should have held.</param>
    public static string Of(JsonException error, JsonTypeInfo type)
    {
        string[] fields = [.. type.Properties.Select(static p => p.Name)];
        var line = error.LineNumber is { } number ? $" (line {number + 1})" : "";
        if (Unmapped().Match(error.Message) is { Success: true } unmapped)
        {
            var (field, isOuter) = (unmapped.Groups["field"].Value, unmapped.Groups["type"].Value == type.Type.FullName);
            return $"there is no field \"{field}\"{Place(error, field)}{line}"
                + (isOuter ? $".{NearestName.Hint(field, fields)} The fields are {string.Join(", ", fields)}" : "");
        }

        if (Missing().Match(error.Message) is { Success: true } missing)
        {
            var names = missing.Groups["fields"].Value.Replace('\'', '"');
            return names.Contains(',', StringComparison.Ordinal)
                ? $"the fields {names} are missing{line}"
                : $"the field {names} is missing{line}";
        }

        if (Unconverted().Match(error.Message) is { Success: true } unconverted)
        {
            // A value of another kind of token is told by what could not be got from it; the type named is then the one around it.
            var kind = KindOf(unconverted.Groups["type"].Value)
                ?? KindOf(Ungotten().Match(error.InnerException?.Message ?? "").Groups["kind"].Value)
                ?? "an object";
            return $"{(error.Path is { Length: > 2 } path ? $"\"{path[2..]}\"" : "the whole")} has to be {kind}{line}";
        }

        if (Kindless().Match(error.Message) is { Success: true } kindless)
            return $"\"{(error.Path is { Length: > 2 } place ? place[2..] : "$")}\" has no kind \"{kindless.Groups["kind"].Value}\"{line}";
        if (Nothing().Match(error.Message) is { Success: true } nothing)
            return $"\"{JsonNamingPolicy.CamelCase.ConvertName(nothing.Groups["field"].Value)}\" must not be null{line}";

        return error.Path is { Length: > 2 } at ? $"\"{at[2..]}\" cannot be read{line}" : $"it is no valid JSON{line}";
    }

    private static string? KindOf(string type) => Kinds.FirstOrDefault(k => type.Contains(k.Type, StringComparison.Ordinal)).Words;

    /// <summary>Where a field that is not at the top stands.</summary>
    private static string Place(JsonException error, string field) =>
        error.Path is { Length: > 2 } path && path[2..] != field ? $" at \"{path[2..]}\"" : "";

    [GeneratedRegex("^The JSON property '(?<field>.*)' could not be mapped to .* in type '(?<type>.*)'", RegexOptions.None, 1_000)]
    private static partial Regex Unmapped();

    [GeneratedRegex("unrecognized type discriminator id '(?<kind>[^']*)'", RegexOptions.None, 1_000)]
    private static partial Regex Kindless();

    [GeneratedRegex("'(?<field>[^']*)' (?:on|of) type '.*' doesn't allow (?:setting )?null", RegexOptions.None, 1_000)]
    private static partial Regex Nothing();

    [GeneratedRegex("missing required properties including: (?<fields>'.*')", RegexOptions.None, 1_000)]
    private static partial Regex Missing();

    [GeneratedRegex("(?:as a|bounds for an?) (?<kind>[A-Za-z0-9]+)\\.$", RegexOptions.None, 1_000)]
    private static partial Regex Ungotten();

    [GeneratedRegex("could not be converted to (?<type>[^ ]+)", RegexOptions.None, 1_000)]
    private static partial Regex Unconverted();
}
