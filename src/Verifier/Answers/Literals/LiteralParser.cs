using System.Globalization;
using System.Text;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// Reads a Python or JSON literal straight into its canonical form: numbers by value (1 equals 1.0, as in Python), strings without their
/// quotes and escapes, dictionaries and sets in any order. Depth-bounded; null for anything else.
/// </summary>
internal ref struct LiteralParser
{
    private const int MaxDepth = 64;

    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private int _depth;

    private LiteralParser(ReadOnlySpan<char> text) => _text = text;

    /// <summary>The canonical form of a text that is a literal from end to end; "1, 2" is the tuple it is in Python.</summary>
    public static string? KeyOf(ReadOnlySpan<char> text)
    {
        var parser = new LiteralParser(text);
        var first = parser.ReadValue();
        if (first is null || !parser.Sees(','))
            return parser.IsAtEnd() ? first : null;

        var items = new List<string> { first };
        while (parser.Take(',') && !parser.IsAtEnd())
        {
            if (parser.ReadValue() is not { } next)
                return null;
            items.Add(next);
        }

        return parser.IsAtEnd() ? $"({string.Join(',', items)})" : null;
    }

    /// <summary>The canonical form of a string's content.</summary>
    public static string StringKey(string content) =>
        "'" + content.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";

    private bool IsAtEnd()
    {
        SkipSpace();
        return _at >= _text.Length;
    }

    private string? ReadValue()
    {
        if (++_depth > MaxDepth)
            return null;

        SkipSpace();
        var value = _at >= _text.Length ? null : _text[_at] switch
        {
            '[' => ReadItems(']') is { } list ? $"[{string.Join(',', list)}]" : null,
            '(' => ReadParenthesis(),
            '{' => ReadBraces(),
            '\'' or '"' => ReadStrings(),
            '+' or '-' or '.' or (>= '0' and <= '9') => ReadNumber(),
            _ => ReadName(),
        };
        _depth--;
        return value;
    }

    private List<string>? ReadItems(char close)
    {
        _at++;
        var items = new List<string>();
        while (!Take(close))
        {
            if (ReadValue() is not { } item)
                return null;
            items.Add(item);
            if (!Take(',') && !Sees(close))
                return null;
        }

        return items;
    }

    /// <summary>A tuple, or a value in brackets: (1,) is a tuple and (1) is 1.</summary>
    private string? ReadParenthesis()
    {
        var start = _at;
        if (ReadItems(')') is not { } items)
            return null;

        var isValue = items.Count == 1 && !_text[start..(_at - 1)].TrimEnd().EndsWith(",", StringComparison.Ordinal);
        return isValue ? items[0] : $"({string.Join(',', items)})";
    }

    private string? ReadBraces()
    {
        _at++;
        var pairs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var elements = new SortedSet<string>(StringComparer.Ordinal);
        while (!Take('}'))
        {
            if (ReadValue() is not { } key)
                return null;
            if (Take(':'))
            {
                if (ReadValue() is not { } value)
                    return null;
                // The last of equal keys counts.
                pairs[key] = value;
            }
            else
            {
                elements.Add(key);
            }

            if (!Take(',') && !Sees('}'))
                return null;
        }

        if (elements.Count > 0)
            return pairs.Count > 0 ? null : $"set({string.Join(',', elements)})";

        return "{" + string.Join(',', pairs.Select(static pair => $"{pair.Key}:{pair.Value}")) + "}";
    }

    /// <summary>One string, or several side by side, which Python joins.</summary>
    private string? ReadStrings()
    {
        var content = new StringBuilder();
        do
        {
            if (!ReadString(content))
                return null;
        }
        while (Sees('\'') || Sees('"'));

        return StringKey(content.ToString());
    }

    private bool ReadString(StringBuilder content)
    {
        var quote = _text[_at++];
        while (_at < _text.Length && _text[_at] != quote)
        {
            if (_text[_at] != '\\')
                content.Append(_text[_at++]);
            else if (!ReadEscape(content))
                return false;
        }

        return _at++ < _text.Length;
    }

    private bool ReadEscape(StringBuilder content)
    {
        if (++_at >= _text.Length)
            return false;

        var c = _text[_at++];
        switch (c)
        {
            case 'n':
                content.Append('\n');
                break;
            case 't':
                content.Append('\t');
                break;
            case 'r':
                content.Append('\r');
                break;
            case 'b':
                content.Append('\b');
                break;
            case 'f':
                content.Append('\f');
                break;
            case 'v':
                content.Append('\v');
                break;
            case '0':
                content.Append('\0');
                break;
            case '\\' or '\'' or '"' or '/':
                content.Append(c);
                break;
            case 'x' or 'u' or 'U':
                var digits = c switch { 'x' => 2, 'u' => 4, _ => 8 };
                if (_at + digits > _text.Length
                    || !int.TryParse(_text.Slice(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                    || code is < 0 or > 0x10FFFF)
                    return false;
                _at += digits;
                content.Append(code is >= 0xD800 and <= 0xDFFF || code < 0x10000 ? ((char)code).ToString() : char.ConvertFromUtf32(code));
                break;
            default:
                // Python keeps the backslash of an escape it does not know.
                content.Append('\\').Append(c);
                break;
        }

        return true;
    }

    private string? ReadNumber()
    {
        var negative = false;
        while (_at < _text.Length && _text[_at] is '+' or '-' or ' ')
            negative ^= _text[_at++] == '-';

        var rest = _text[_at..];
        var end = rest.IndexOfAnyExcept("0123456789_.eE");
        var numeral = Numeral.Read(rest, groupThousands: false);
        if (numeral.Length == 0 || (end >= 0 && char.IsLetter(rest[Math.Min(end, numeral.Length)])))
            return null;

        _at += numeral.Length;
        if (numeral.Value is { } value)
            return (negative ? -value : value).ToString();

        return (negative ? "-" : "") + rest[..numeral.Length].TrimStart('0').ToString();
    }

    private string? ReadName()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '_'))
            _at++;
        var name = _text[start.._at];
        if (_at < _text.Length && _text[_at] is '\'' or '"' && name is "b" or "B" or "u" or "U")
            return ReadStrings() is { } content ? (name is "b" or "B" ? "b" + content : content) : null;
        if (name is "set" or "frozenset" or "dict" or "list" or "tuple" && Take('('))
            return Take(')') ? Empty(name) : null;

        return name switch
        {
            "None" or "null" => "None",
            "True" or "true" => "True",
            "False" or "false" => "False",
            "inf" or "nan" => name.ToString(),
            _ => null,
        };
    }

    private static string Empty(ReadOnlySpan<char> type) => type switch
    {
        "dict" => "{}",
        "list" => "[]",
        "tuple" => "()",
        _ => "set()",
    };

    private bool Sees(char c)
    {
        SkipSpace();
        return _at < _text.Length && _text[_at] == c;
    }

    private bool Take(char c)
    {
        if (!Sees(c))
            return false;
        _at++;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }
}
