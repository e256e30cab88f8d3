using System.Globalization;
using System.Text.Unicode;

namespace HeavySim.Agents;

/// <summary>Reading JSON that does not keep its promises: whatever has not the expected form is simply not there.</summary>
internal static class LenientJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Parses UTF-8; bytes that are no UTF-8 become U+FFFD. Null when it is no JSON.</summary>
    public static JsonDocument? TryParse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return Utf8.IsValid(utf8.Span)
                ? JsonDocument.Parse(utf8, Options)
                : JsonDocument.Parse(Encoding.UTF8.GetString(utf8.Span), Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>True when the bytes are one JSON document.</summary>
    public static bool IsJson(ReadOnlyMemory<byte> utf8)
    {
        using var document = TryParse(utf8);
        return document is not null;
    }

    /// <summary>The property when the element is an object that has it with a value other than null.</summary>
    public static JsonElement? Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>The first of the named properties that is a text with content.</summary>
    public static string? GetText(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.Get(name) is { ValueKind: JsonValueKind.String } value && value.Text() is { Length: > 0 } text)
                return text;
        }

        return null;
    }

    /// <summary>A property that is a whole number, also written as text or with a fraction.</summary>
    public static long? GetCount(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.GetNumber(name) is { } number && Math.Abs(number) < 1e15m)
                return (long)number;
        }

        return null;
    }

    /// <summary>A property that is a number, also written as text.</summary>
    public static decimal? GetNumber(this JsonElement element, string name) => element.Get(name) switch
    {
        { ValueKind: JsonValueKind.Number } value when value.TryGetDecimal(out var number) => number,
        { ValueKind: JsonValueKind.String } value
            when decimal.TryParse(value.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>The elements of an array; none for anything else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>
    /// The text of a string element. An escaped half of a surrogate pair, which <see cref="JsonElement.GetString"/> refuses, stays a half:
    /// the next chunk brings the other one.
    /// </summary>
    public static string Text(this JsonElement element)
    {
        try
        {
            return element.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Unescape(element.GetRawText().AsSpan()[1..^1]);
        }
    }

    private static string Unescape(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            if (raw[i] == 'u'
                && i + 4 < raw.Length
                    && ushort.TryParse(raw.Slice(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var unit))
            {
                text.Append((char)unit);
                i += 4;
                continue;
            }

            text.Append(raw[i] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', var other => other });
        }

        return text.ToString();
    }
}
