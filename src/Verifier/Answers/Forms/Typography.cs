using System.Globalization;
using System.Text;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// Writes a text in plain characters: ASCII digits, signs, quotes and spaces instead of their many Unicode spellings. Done by hand,
/// since normalisation forms are not available where globalization is invariant.
/// </summary>
internal static class Typography
{
    /// <summary>A line above the character before.</summary>
    private const char Overline = '\u0305';

    private const string SuperscriptDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private static readonly (char Sign, string Plain)[] Fractions =
    [
        ('½', "1/2"), ('⅓', "1/3"), ('⅔', "2/3"), ('¼', "1/4"), ('¾', "3/4"), ('⅕', "1/5"), ('⅖', "2/5"), ('⅗', "3/5"), ('⅘', "4/5"),
        ('⅙', "1/6"), ('⅚', "5/6"), ('⅛', "1/8"), ('⅜', "3/8"), ('⅝', "5/8"), ('⅞', "7/8"),
    ];

    public static string Plain(string text)
    {
        if (Ascii.IsValid(text))
            return text;

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && text[i + 1] == Overline && char.IsAsciiDigit(text[i]))
                AppendOverlined(plain, text, ref i);
            else
                Append(plain, text, ref i);
        }

        return plain.ToString();
    }

    /// <summary>Digits under a line as LaTeX writes them: they repeat.</summary>
    private static void AppendOverlined(StringBuilder plain, string text, ref int at)
    {
        plain.Append("\\overline{");
        for (; at + 1 < text.Length && text[at + 1] == Overline && char.IsAsciiDigit(text[at]); at += 2)
            plain.Append(text[at]);
        plain.Append('}');
        at--;
    }

    private static void Append(StringBuilder plain, string text, ref int at)
    {
        var c = text[at];
        switch (c)
        {
            case <= '\x7f':
                plain.Append(c);
                return;
            case >= '！' and <= '～':
                // Full-width forms lie in the order of ASCII.
                plain.Append((char)(c - '！' + '!'));
                return;
            case '⁻' when at + 1 < text.Length && SuperscriptDigits.Contains(text[at + 1], StringComparison.Ordinal):
                AppendSuperscript(plain, text, ref at);
                return;
            case '−' or '–' or '—' or '‒' or '‐' or '‑' or '﹣' or '⁻' or '―':
                plain.Append('-');
                return;
            case '‘' or '’' or 'ʼ' or '′' or '`':
                plain.Append('\'');
                return;
            case '“' or '”' or '„' or '″' or '«' or '»':
                plain.Append('"');
                return;
            case '\u200b' or '\u200c' or '\u200d' or '\u2060' or '\ufeff' or '\u00ad':
                return;
            case '\u202f' or '\u2009' or '\u00a0' or '\u2007' when IsGroup(text, at):
                plain.Append(',');
                return;
            case '，' or '、' or '،':
                plain.Append(',');
                return;
            case '。':
                plain.Append('.');
                return;
            case 'º' or '˚':
                plain.Append('°');
                return;
            case '∗' or '✕' or '✖' or '⨯':
                plain.Append('×');
                return;
            case '∕' or '⁄':
                plain.Append('/');
                return;
            case '€' or '£' or '¥' or '₹' or '₽' or '¢':
                // A currency says nothing about the number.
                return;
        }

        if (SuperscriptDigits.Contains(c, StringComparison.Ordinal))
            AppendSuperscript(plain, text, ref at);
        else if (c is >= '₀' and <= '₉')
            plain.Append('_').Append((char)(c - '₀' + '0'));
        else if (Array.Find(Fractions, f => f.Sign == c) is { Plain: { } fraction })
            plain.Append(plain.Length > 0 && char.IsAsciiDigit(plain[^1]) ? " " : "").Append(fraction);
        else if (CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit)
            plain.Append((char)('0' + digit));
        else
            plain.Append(char.IsWhiteSpace(c) && c is not ('\n' or '\r') ? ' ' : c);
    }

    private static void AppendSuperscript(StringBuilder plain, string text, ref int at)
    {
        plain.Append("^{");
        if (text[at] == '⁻')
        {
            plain.Append('-');
            at++;
        }

        for (; at < text.Length && SuperscriptDigits.IndexOf(text[at]) is >= 0 and var digit; at++)
            plain.Append((char)('0' + digit));
        plain.Append('}');
        at--;
    }

    /// <summary>Whether the space at a place groups thousands: a digit before, exactly three behind.</summary>
    private static bool IsGroup(string text, int at) =>
        at > 0 && char.IsAsciiDigit(text[at - 1]) && at + 3 < text.Length
        && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at + 2]) && char.IsAsciiDigit(text[at + 3])
        && (at + 4 >= text.Length || !char.IsAsciiDigit(text[at + 4]));
}
