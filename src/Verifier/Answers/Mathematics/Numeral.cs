using System.Globalization;
using System.Numerics;

namespace HeavySim.Verifier.Answers;

/// <summary>A numeral at the start of a text: how long it is, and its value unless it is too long to be worth one.</summary>
/// <param name="Length">Characters read; 0 when there is no numeral.</param>
/// <param name="Value">Its exact value, or null.</param>
internal readonly record struct Numeral(int Length, Rational? Value)
{
    /// <summary>
    /// Reads digits, thousands groups, a decimal part, a repeating part (<c>0.\overline{3}</c>) and an exponent (1.5e-3). No sign.
    /// </summary>
    /// <param name="text">The text to read the front of.</param>
    /// <param name="groupThousands">Whether 1,234 is one number (outside brackets) or two (inside).</param>
    public static Numeral Read(ReadOnlySpan<char> text, bool groupThousands)
    {
        var at = DigitsAt(text, 0);
        var whole = text[..at].ToString();
        if (groupThousands && at is >= 1 and <= 3 && text[0] != '0')
            at = ReadGroups(text, at, ref whole);

        var decimals = "";
        var repeating = "";
        if (at < text.Length && text[at] == '.')
        {
            var end = DigitsAt(text, at + 1);
            decimals = text[(at + 1)..end].ToString();
            if (decimals.Length > 0 || text[end..].StartsWith("\\overline", StringComparison.Ordinal)
                || (whole.Length > 0 && !IsWordAt(text, at + 1)))
                at = end;
            at = ReadRepeating(text, at, ref repeating);
            if (repeating.Length == 0)
                at = ReadDots(text, at, ref decimals, ref repeating);
        }

        if (whole.Length + decimals.Length + repeating.Length == 0)
            return default;

        var exponent = 0;
        at = ReadExponent(text, at, ref exponent);
        return new Numeral(at, ValueOf(whole, decimals, repeating, exponent));
    }

    private static Rational? ValueOf(string whole, string decimals, string repeating, int exponent)
    {
        if (whole.Length + decimals.Length + repeating.Length > Tokenizer.MaxDigits || Math.Abs(exponent) > Tokenizer.MaxDigits)
            return null;

        var digits = Integer(whole + decimals);
        var scale = BigInteger.Pow(10, decimals.Length);
        if (repeating.Length > 0)
        {
            var nines = BigInteger.Pow(10, repeating.Length) - 1;
            digits = (digits * nines) + Integer(repeating);
            scale *= nines;
        }

        var power = BigInteger.Pow(10, Math.Abs(exponent));
        return exponent >= 0 ? new Rational(digits * power, scale) : new Rational(digits, scale * power);
    }

    private static BigInteger Integer(string digits) =>
        digits.Length == 0 ? BigInteger.Zero : BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static int DigitsAt(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at;
    }

    private static bool IsWordAt(ReadOnlySpan<char> text, int at) => at < text.Length && char.IsAsciiLetter(text[at]);

    /// <summary>Groups of exactly three digits behind "," or the LaTeX "{,}", all with the same mark.</summary>
    private static int ReadGroups(ReadOnlySpan<char> text, int at, ref string whole)
    {
        while (true)
        {
            var mark = MarkAt(text[at..]);
            if (mark == 0 || DigitsAt(text, at + mark) != at + mark + 3 || whole.Length > Tokenizer.MaxDigits)
                return at;
            whole += text.Slice(at + mark, 3).ToString();
            at += mark + 3;
        }
    }

    /// <summary>The length of a mark between thousands: 1,234 1{,}234 1{, }234 1,\!234 1'234 1 234.</summary>
    private static int MarkAt(ReadOnlySpan<char> text)
    {
        foreach (var mark in (ReadOnlySpan<string>)["{, }", " {, }", "{,}", " ,", "~", ",\\! ", ",\\!", ",", "'", "\\,", " "])
        {
            if (text.StartsWith(mark, StringComparison.Ordinal))
                return mark.Length;
        }

        return 0;
    }

    /// <summary>\overline{27}, \bar3, \dot{2}, and \dot{1}4\dot{2} from the first dot to the second.</summary>
    private static int ReadRepeating(ReadOnlySpan<char> text, int at, ref string repeating)
    {
        foreach (var mark in (ReadOnlySpan<string>)["\\overline", "\\bar"])
        {
            if (text[at..].StartsWith(mark, StringComparison.Ordinal))
                return ReadMarked(text, at + mark.Length, ref repeating) is > 0 and var end ? end : at;
        }

        const string Dot = "\\dot";
        if (!text[at..].StartsWith(Dot, StringComparison.Ordinal)
            || ReadMarked(text, at + Dot.Length, ref repeating) is not (> 0 and var first))
            return at;

        var next = DigitsAt(text, first);
        var last = "";
        if (!text[next..].StartsWith(Dot, StringComparison.Ordinal)
            || ReadMarked(text, next + Dot.Length, ref last) is not (> 0 and var close))
            return first;
        repeating += text[first..next].ToString() + last;
        return close;
    }

    /// <summary>The digits in braces, or the one digit without; the place behind them, or 0 where there are none.</summary>
    private static int ReadMarked(ReadOnlySpan<char> text, int at, ref string digits)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        var braced = at < text.Length && text[at] == '{';
        var start = braced ? at + 1 : at;
        var end = braced ? DigitsAt(text, start) : Math.Min(start + 1, DigitsAt(text, start));
        if (end == start || (braced && (end >= text.Length || text[end] != '}')))
            return 0;

        digits = text[start..end].ToString();
        return braced ? end + 1 : end;
    }

    /// <summary>0.(6), and 0.666... where the figures say what repeats.</summary>
    private static int ReadDots(ReadOnlySpan<char> text, int at, ref string decimals, ref string repeating)
    {
        if (at < text.Length && text[at] == '(' && text[at - 1] != ' ')
        {
            var end = DigitsAt(text, at + 1);
            if (end == at + 1 || end >= text.Length || text[end] != ')')
                return at;
            repeating = text[(at + 1)..end].ToString();
            return end + 1;
        }

        foreach (var dots in (ReadOnlySpan<string>)["...", "…", "\\ldots", "\\dots", "\\cdots"])
        {
            if (decimals.Length == 0 || !text[at..].StartsWith(dots, StringComparison.Ordinal))
                continue;

            for (var length = 1; length * 2 <= decimals.Length; length++)
            {
                if (!decimals.AsSpan(decimals.Length - length).SequenceEqual(decimals.AsSpan(decimals.Length - (2 * length), length)))
                    continue;
                repeating = decimals[^length..];
                decimals = decimals[..^length];
                break;
            }

            return at + dots.Length;
        }

        return at;
    }

    private static int ReadExponent(ReadOnlySpan<char> text, int at, ref int exponent)
    {
        if (at >= text.Length || text[at] is not ('e' or 'E'))
            return at;

        var start = at + 1;
        var signed = start < text.Length && text[start] is '+' or '-';
        var digits = signed ? start + 1 : start;
        var end = DigitsAt(text, digits);
        if (end == digits || IsWordAt(text, end))
            return at;

        exponent = end - digits > 6 ? int.MaxValue : int.Parse(text[digits..end], NumberStyles.None, CultureInfo.InvariantCulture);
        if (signed && text[start] == '-')
            exponent = -exponent;
        return end;
    }
}
