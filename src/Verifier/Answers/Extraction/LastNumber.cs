using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>The last number of a text, as a guess at its answer, unless its clause makes something else of it.</summary>
internal static partial class LastNumber
{
    /// <summary>The last number and where it ends; of "17, not 16" it is 17. Null where the last line has only bounds.</summary>
    public static (string Number, int End)? In(string text)
    {
        const int Rounds = 4;
        // "He pays $64 for the 16 glasses", "72 eggs (6 dozen)": what a sentence ends in is not what it is about.
        if (Aside().Match(text, LastLine(text)) is { Success: true } aside)
            text = text[..aside.Groups["aside"].Index];
        for (var round = 0; round < Rounds && NumberScan.Last(text, out var end) is { } number; round++)
        {
            var digits = number.TrimStart('-');
            var at = Math.Max(0, text.LastIndexOf(digits, Math.Min(end, text.Length - 1), StringComparison.Ordinal));
            const int Near = 6;
            var around = text[Math.Max(0, at - Near)..Math.Min(text.Length, at + digits.Length + Near)];
            if (!Bound.IsAround(text, at, digits.Length) && !NumberForm.IsTerm(around))
                return (number, end);
            // Only on the same line: what was said before it is a step.
            if (text.LastIndexOf('\n', at) is var line && text.AsSpan(line + 1, at - line - 1).IndexOfAnyInRange('0', '9') < 0)
                return null;
            text = text[..at];
        }

        return null;
    }

    /// <summary>"It is not $x$".</summary>
    public static bool IsDenied(string text, string formula) =>
        text.LastIndexOf('$') >= 0 && text.LastIndexOf(formula[..Math.Min(formula.Length, 3)], StringComparison.Ordinal) is var near and > 0
        && text.LastIndexOf('$', near) is > 0 and var dollar && Bound.Denies(text.AsSpan(0, dollar));

    /// <summary>The percent sign behind a numeral, where there is one.</summary>
    public static string Percent(string text, int at) => text.AsSpan(at).TrimStart(" \\") is ['%', ..] ? "%" : "";

    private static int LastLine(string text)
    {
        const int Longest = 300;
        var start = text.AsSpan().TrimEnd().LastIndexOf('\n') + 1;
        return Math.Max(start, text.Length - Longest);
    }

    /// <summary>What follows a number with its thing: for, in, after some others; a remark in brackets.</summary>
    [GeneratedRegex(
        @"\G[^\n]*[0-9][^0-9\n+*/=^]*?(?<aside>\s(?:for|in|after|from|out of|during|within|over|per|each|down from|when split"
        + @"|from which) (?:[a-z$]+ ){0,3}"
        + @"[$]?[0-9][0-9,.]*%?(?: [A-Za-z]+){0,4}|\s\([^()\n]*\)(?: [a-z]+){0,3})[.!*\s]*$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Aside();
}
