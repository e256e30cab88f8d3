using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>Finds numerals in running text.</summary>
internal static partial class NumberScan
{
    /// <summary>The text's only numeral with its sign, or null when there are none or several.</summary>
    public static string? Only(string text)
    {
        string? only = null;
        for (var at = 0; Next(text, ref at) is { } found;)
        {
            if (only is not null)
                return null;
            only = found;
        }

        return only;
    }

    /// <summary>The text's last numeral with its sign, or null.</summary>
    public static string? Last(string text) => Last(text, out _);

    /// <summary>The same, and the place behind it.</summary>
    public static string? Last(string text, out int end)
    {
        string? last = null;
        end = 0;
        for (var at = Near(text); Next(text, ref at) is { } found; end = at)
            last = found;
        return last;
    }

    /// <summary>Where to begin so as to meet the last numeral: well before the last digit, and not within a numeral.</summary>
    private static int Near(string text)
    {
        const int Far = 4_096;
        var at = Math.Max(0, text.AsSpan().LastIndexOfAnyInRange('0', '9') - Far);
        while (at > 0 && at < text.Length
            && (char.IsAsciiDigit(text[at - 1]) || text[at - 1] is '.' or ',' or '/' or '-' or '^' or '{' or ' '))
            at++;
        return at;
    }

    /// <summary>The next numeral at or after a place, which moves behind it. Digits within words (H2O) are none.</summary>
    private static string? Next(string text, ref int at)
    {
        while (at < text.Length)
        {
            var start = text.AsSpan(at).IndexOfAnyInRange('0', '9');
            if (start < 0)
                return null;

            start += at;
            // ".5", but not the period of the sentence before.
            if (start > 0 && text[start - 1] == '.' && (start == 1 || !char.IsLetterOrDigit(text[start - 2])))
                start--;
            var numeral = Numeral.Read(text.AsSpan(start), groupThousands: true);
            var end = start + Math.Max(1, numeral.Length);
            at = end;
            // Nor are exponents: m^2.
            if (start > 0 && (Scripts.IsWordLetter(text[start - 1]) || text[start - 1] is '_' or '^'
                || (text[start - 1] == '{' && start > 1 && text[start - 2] is '^' or '_')))
                continue;
            if (text[end - 1] == '.')
                end--;
            if (PowerEnd(text, end) is var power && power > end)
            {
                at = end = power;
            }
            else if (MixedEnd(text, start, end) is { } mixed)
            {
                at = end = mixed;
            }
            else if (end + 1 < text.Length && text[end] == '/' && char.IsAsciiDigit(text[end + 1]))
            {
                var below = Numeral.Read(text.AsSpan(end + 1), groupThousands: false);
                at = end + 1 + below.Length;
                end = at;
            }

            var negative = start > 0
                && text[start - 1] is '-' or '−'
                && (start == 1
                    || ((!char.IsLetterOrDigit(text[start - 2]) || Scripts.IsEastAsian(text[start - 2]))
                        && text[start - 2] is not (')' or ' '))
                    || IsSpacedSign(text, start - 1));
            return (negative ? "-" : "") + text[start..end];
        }

        return null;
    }

    /// <summary>Where a power ends that a numeral is the base of, or is multiplied by: 10^5, 3 × 10^{-5}; else the same place.</summary>
    private static int PowerEnd(string text, int end) =>
        end < text.Length && text[end] is '^' or '*' or '×' or '·' or ' ' or '\\'
        && Power().Match(text, end, Math.Min(32, text.Length - end)) is { Success: true } power ? end + power.Length : end;

    [GeneratedRegex(
        @"\G(?: ?(?:[*×·x]|\\times|\\cdot) ?10)?(?:\^|\*\*)(?:-?[0-9]{1,4}|\{-?[0-9]{1,4}\})(?![0-9])",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Power();

    /// <summary>Where a mixed number ends, "2 1/2"; null where the numeral is none.</summary>
    private static int? MixedEnd(string text, int start, int end)
    {
        if (text.AsSpan(start, end - start).IndexOfAnyExceptInRange('0', '9') >= 0 || end + 3 >= text.Length || text[end] != ' ')
            return null;

        var slash = end + 1;
        while (slash < text.Length && char.IsAsciiDigit(text[slash]))
            slash++;
        var close = slash + 1;
        while (close < text.Length && char.IsAsciiDigit(text[close]))
            close++;
        return slash > end + 1 && slash < text.Length && text[slash] == '/' && close > slash + 1 ? close : null;
    }

    /// <summary>A minus with a space before it and none behind is a sign: "is -5"; with both it subtracts.</summary>
    private static bool IsSpacedSign(string text, int at) => at > 0 && text[at - 1] == ' ';
}
