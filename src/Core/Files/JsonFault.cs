using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace HeavySim.Core;

/// <summary>Says what is wrong with a JSON file in the file's words: its fields, what belongs into them, and the line.</summary>
internal static partial class JsonFault
{
    /// <summary>The fault and its line, as the end of a sentence without its full stop.</summary>
    /// <inheritdoc cref="Words" path="/param"/>
    public static string Of(JsonException error, JsonTypeInfo type) =>
        Words(error, type) + (error.LineNumber is { } line ? $" (line {line + 1})" : "");

    /// <summary>The fault alone, where it is known otherwise in which line it is.</summary>
    /// <param name="error">What reading the file threw.</param>
    /// <param name="type">What the file should have held.</param>
    public static string Words(JsonException error, JsonTypeInfo type)
    {
        var place = error.Path is { Length: > 2 } path ? path[2..] : null;
        if (Unmapped().Match(error.Message) is { Success: true } unmapped)
        {
            var field = unmapped.Groups["field"].Value;
            if (unmapped.Groups["type"].Value != type.Type.FullName)
                return $"there is no field \"{field}\" at \"{place}\"";

            string[] fields = [.. type.Properties.Select(static p => p.Name)];
            return $"there is no field \"{field}\".{NearestName.Hint(field, fields)} The fields are {string.Join(", ", fields)}";
        }

        if (Missing().Match(error.Message) is { Success: true } missing)
        {
            var names = missing.Groups["fields"].Value.Replace('\'', '"');
            return names.Contains(',', StringComparison.Ordinal)
                ? $"the fields {names} are missing"
                : $"the field {names} is missing";
        }

        if (Kindless().Match(error.Message) is { Success: true } kindless)
            return $"\"{place}\" has no kind \"{kindless.Groups["kind"].Value}\"";
        if (Nothing().Match(error.Message) is { Success: true } nothing)
            return $"\"{JsonNamingPolicy.CamelCase.ConvertName(nothing.Groups["field"].Value)}\" must not be null";
        if (error.Message.Contains("could not be converted to", StringComparison.Ordinal) && TypeAt(error.Path ?? "$", type) is { } wanted)
            return $"{(place is null ? "the whole" : $"\"{place}\"")} has to be {WordsOf(wanted)}";

        return place is null ? "it is no valid JSON" : $"\"{place}\" cannot be read";
    }

    /// <summary>
    /// The type of the value that a path leads to; null where the way is lost. What the error names is now the value's type, now that of
    /// the object around it.
    /// </summary>
    private static Type? TypeAt(string path, JsonTypeInfo root)
    {
        var type = root.Type;
        foreach (Match step in Step().Matches(path))
        {
            if (!root.Options.TryGetTypeInfo(Bare(type), out var info))
                return null;

            var field = step.Groups["field"].Value;
            var next = info.Kind == JsonTypeInfoKind.Object
                ? info.Properties.FirstOrDefault(p => p.Name.Equals(field, StringComparison.OrdinalIgnoreCase))?.PropertyType
                : type.IsArray ? type.GetElementType() : type.GetGenericArguments().LastOrDefault();
            if (next is null)
                return null;
            type = next;
        }

        return Bare(type);
    }

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static string WordsOf(Type type) =>
        type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : Type.GetTypeCode(type) switch
        {
            TypeCode.Int32 or TypeCode.Int64 => "a whole number",
            TypeCode.Double or TypeCode.Single or TypeCode.Decimal => "a number",
            TypeCode.Boolean => "true or false",
            TypeCode.String => "a text",
            _ => type.IsAssignableTo(typeof(IEnumerable)) && !IsDictionary(type) ? "a list" : "an object",
        };

    private static bool IsDictionary(Type type) => type.IsGenericType && type.GetGenericArguments().Length == 2;

    [GeneratedRegex("^The JSON property '(?<field>.*)' could not be mapped to .* in type '(?<type>.*)'", RegexOptions.None, 1_000)]
    private static partial Regex Unmapped();

    [GeneratedRegex("unrecognized type discriminator id '(?<kind>[^']*)'", RegexOptions.None, 1_000)]
    private static partial Regex Kindless();

    [GeneratedRegex("'(?<field>[^']*)' (?:on|of) type '.*' doesn't allow (?:setting )?null", RegexOptions.None, 1_000)]
    private static partial Regex Nothing();

    [GeneratedRegex("missing required properties including: (?<fields>'.*')", RegexOptions.None, 1_000)]
    private static partial Regex Missing();

    [GeneratedRegex(@"\.(?<field>[^.\[]+)|\['(?<field>[^']*)'\]|\[[0-9]+\]", RegexOptions.None, 1_000)]
    private static partial Regex Step();
}
