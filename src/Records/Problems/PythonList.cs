using System.Text.RegularExpressions;

namespace HeavySim.Records.Problems;

/// <summary>Lists of texts as Python prints them: <c>['a', "b's"]</c>.</summary>
internal static partial class PythonList
{
    /// <summary>The texts, or null when it is no such list.</summary>
    public static IReadOnlyList<string>? TryRead(string text)
    {
        if (!text.StartsWith('[') || !text.EndsWith(']'))
            return null;

        var items = Item()
            .Matches(text)
            .Select(static m => Unescaped(m.Groups["single"].Success ? m.Groups["single"].Value : m.Groups["double"].Value))
            .ToList();
        return items.Count > 0 ? items : null;
    }

    private static string Unescaped(string text) => text.Replace("\\'", "'").Replace("\\\"", "\"").Replace("\\\\", "\\");

    [
        GeneratedRegex(
            "'(?<single>(?:[^'\\\\]|\\\\.)*)'|\"(?<double>(?:[^\"\\\\]|\\\\.)*)\"",
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            matchTimeoutMilliseconds: 1000),
    ]
    private static partial Regex Item();
}
