using System.Globalization;

namespace HeavySim.LocalModels;

/// <summary>A text in quotes, with Python's escapes.</summary>
internal static class StringLiteral
{
    /// <summary>Reads the literal that begins at a quote.</summary>
    /// <returns>The text that it means, and where it ends.</returns>
    public static (string Text, int End) Read(string source, int begin, int line)
    {
        var text = new StringBuilder();
        var at = begin + 1;
        while (at < source.Length && source[at] != source[begin])
        {
            if (source[at] == '\\' && at + 1 < source.Length)
                at = Escape(source, at + 1, text, line);
            else
                text.Append(source[at++]);
        }

        return at < source.Length
            ? (text.ToString(), at + 1)
            : throw new TemplateException(TemplateFault.Malformed, "a literal text has no end", line);
    }

    /// <summary>Appends what the escape means whose letter is at a place; returns where it ends.</summary>
    private static int Escape(string source, int at, StringBuilder text, int line)
    {
        switch (source[at])
        {
            case '\n':
                return at + 1;
            case 'x':
                return Code(source, at + 1, 2, text, line);
            case 'u':
                return Code(source, at + 1, 4, text, line);
            case 'U':
                return Code(source, at + 1, 8, text, line);
            case 'N':
                throw TemplateException.Unknown("the escape '\\N'", line);
            case >= '0' and <= '7':
                var end = at;
                var value = 0;
                for (; end < source.Length && end < at + 3 && source[end] is >= '0' and <= '7'; end++)
                    value = (value * 8) + (source[end] - '0');

                text.Append((char)value);
                return end;
            default:
                var known = "\\'\"abfnrtv".IndexOf(source[at], StringComparison.Ordinal);
                // Python leaves the backslash of an escape that it does not know.
                if (known < 0)
                    text.Append('\\').Append(source[at]);
                else
                    text.Append("\\'\"\a\b\f\n\r\t\v"[known]);
                return at + 1;
        }
    }

    private static int Code(string source, int at, int digits, StringBuilder text, int line)
    {
        if (at + digits > source.Length
            || !int.TryParse(source.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || code is < 0 or > 0x10FFFF)
        {
            throw new TemplateException(TemplateFault.Malformed, "a literal text has an escape without its digits", line);
        }

        if (code > 0xFFFF)
            text.Append(char.ConvertFromUtf32(code));
        else
            text.Append((char)code);

        return at + digits;
    }
}

/// <summary>A number as Python writes it.</summary>
internal static class NumberLiteral
{
    /// <summary>Where the number that begins at a digit ends, and whether it has a point or an exponent.</summary>
    public static (int End, bool IsFloat) End(string source, int begin, bool afterPoint)
    {
        var end = Digits(source, begin);
        if (afterPoint)
            return (end, false);

        var isFloat = false;
        if (end + 1 < source.Length && source[end] == '.' && char.IsAsciiDigit(source[end + 1]))
            (end, isFloat) = (Digits(source, end + 1), true);

        if (end < source.Length && source[end] is 'e' or 'E')
        {
            var exponent = end + 1 < source.Length && source[end + 1] is '+' or '-' ? end + 2 : end + 1;
            if (exponent < source.Length && char.IsAsciiDigit(source[exponent]))
                (end, isFloat) = (Digits(source, exponent), true);
        }

        return (end, isFloat);
    }

    /// <summary>The value of a number that was found so.</summary>
    public static object Value(Token token)
    {
        var digits = token.Text.Replace("_", "", StringComparison.Ordinal);
        if (token.Kind == TokenKind.Float)
            return double.Parse(digits, CultureInfo.InvariantCulture);

        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            throw new TemplateException(TemplateFault.Malformed, "a number is too large", token.Line);

        return value == 0 || digits[0] != '0'
            ? value
            : throw new TemplateException(TemplateFault.Malformed, "a number begins with 0", token.Line);
    }

    private static int Digits(string source, int at)
    {
        while (at < source.Length && (char.IsAsciiDigit(source[at]) || IsSeparator(source, at)))
            at++;

        return at;
    }

    private static bool IsSeparator(string source, int at) =>
        source[at] == '_' && at + 1 < source.Length && char.IsAsciiDigit(source[at + 1]);
}
