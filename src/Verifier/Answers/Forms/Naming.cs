using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>Takes off what an answer is called: f(x) = ..., |PQ| = ..., "the area is ...", and a remark in brackets behind it.</summary>
internal static partial class Naming
{
    /// <summary>A longer text is no answer with a name, and is not searched for one.</summary>
    private const int Longest = 400;

    /// <summary>What is named, or the text itself.</summary>
    public static string Off(string text)
    {
        if (text.Length <= Longest && text.Contains('=', StringComparison.Ordinal) && Named().Match(text) is { Success: true } named
            && !IsProduct(named))
            return text[named.Length..].Trim();

        return text;
    }

    /// <summary>"9 (apples)" is 9, and "4√5 (≈ 8.94)" is 4√5; null where there is no such remark.</summary>
    public static string? WithoutRemark(string text) =>
        text.Length <= Longest && text.EndsWith(')') && Remark().Match(text) is { Success: true, Index: > 0 } remark
            ? text[..remark.Index].TrimEnd(' ', '\\', '~')
            : null;

    /// <summary>"The area is 16π square units" is what stands behind its verb; null where there is none.</summary>
    public static string? WithoutSentence(string text) =>
        text.Length <= Longest && Sentence().Match(text) is { Success: true } opening && opening.Length < text.Length
            ? text[opening.Length..].Trim() : null;

    /// <summary>x(x + 1) = 0 is an equation, and x no function.</summary>
    private static bool IsProduct(Match named)
    {
        var (name, argument) = (named.Groups["name"].Value, named.Groups["argument"].Value);
        return name.Length > 0 && (argument.Contains(name, StringComparison.Ordinal)
            || (name is not ("f" or "g" or "h" or "F" or "G" or "P" or "T" or "E" or "N" or "S")
                && argument.AsSpan().IndexOfAny("+-*/^") >= 0));
    }

    [GeneratedRegex(
        @"^(?:(?<name>[A-Za-z])(?:_\{?\w{1,8}\}?)?(?:\^\{?-1\}?|'{1,3})?\s*(?:\\left)?\((?<argument>[^()]{1,40})\)(?:\\right)?"
        + @"|(?:\\left)?(?:\||\\lvert|\\vert)(?<name>)(?<argument>)[A-Z]{2,3}(?:\\right)?(?:\||\\rvert|\\vert)"
        + @"|\\(?:cos|sin|tan|cot|angle|overline|triangle)(?<name>)(?<argument>)[^=<>]{1,24}"
        + @"|\\frac\{[A-Z]{2,3}\}\{(?<name>)(?<argument>)[A-Z]{2,3}\}"
        + @"|(?<name>)(?<argument>)[a-zA-Z](?:\s*\+\s*[a-zA-Z]){1,4}(?=\s*=\s*-?\d+$))\s*=(?!=)",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();

    [GeneratedRegex(
        @"\s*\\?[ ~]*\((?:[A-Za-z][A-Za-z ,.'\-]{1,60}|\s*(?:\\approx|≈|approx(?:imately|\.)?|about)[^()]{1,40})\)$",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Remark();

    [GeneratedRegex(
        @"^(?:[A-Za-z][A-Za-z']* +){1,8}(?:is|are|equals|was|will be|would be)(?: equal to| exactly| about)? +(?=\S)",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sentence();
}
