using System.Text.RegularExpressions;

namespace HeavySim.Records.Problems;

/// <summary>Finds the gold inside a worked solution, as problem sets write it.</summary>
internal static partial class WrittenAnswer
{
    /// <summary>What follows the last "####", without thousands separators (GSM8K), or null when there is no such mark.</summary>
    public static string? AfterHashes(string text)
    {
        var at = text.LastIndexOf("####", StringComparison.Ordinal);
        if (at < 0)
            return null;

        var answer = text[(at + 4)..].Trim();
        return ThousandsSeparator().Replace(answer, "");
    }

    /// <summary>The content of the last \boxed{} or \fbox{}, its braces matched (MATH), or null when there is none.</summary>
    public static string? LastBoxed(string text)
    {
        for (var at = text.Length; at > 0;)
        {
            at = Math.Max(
                text.LastIndexOf("\\boxed", at - 1, StringComparison.Ordinal),
                text.LastIndexOf("\\fbox", at - 1, StringComparison.Ordinal));
            if (at < 0)
                return null;
            var open = at + (text.AsSpan(at).StartsWith("\\boxed", StringComparison.Ordinal) ? 6 : 5);
            if (Content(text, open) is { } content)
                return content;
        }

        return null;
    }

    private static string? Content(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        if (at == text.Length)
            return null;

        // "\boxed 5" is one token without braces.
        if (text[at] != '{')
        {
            var length = text.AsSpan(at).IndexOfAny(" $\n.");
            return at > 0 && text[at - 1] == ' ' ? text.Substring(at, length < 0 ? text.Length - at : length) : null;
        }

        var depth = 0;
        for (var i = at; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '{')
                depth++;
            else if (text[i] == '}' && --depth == 0)
                return text[(at + 1)..i].Trim();
        }

        return null;
    }

    [GeneratedRegex(@"(?<=\d),(?=\d{3})", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ThousandsSeparator();
}
