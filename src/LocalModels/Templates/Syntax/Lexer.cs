namespace HeavySim.LocalModels;

/// <summary>
/// Cuts a template into tokens, with the white space around tags as Hugging Face has it: trim_blocks and lstrip_blocks on, one line
/// break at the end of the template dropped.
/// </summary>
internal sealed class Lexer
{
    private readonly string source;
    private readonly List<Token> tokens = [];
    private int at;
    private int line = 1;

    private Lexer(string source) => this.source = source;

    /// <summary>The tokens of a template; the last one is <see cref="TokenKind.End"/>.</summary>
    public static List<Token> Read(string source)
    {
        if (source.Length > Limits.Source)
            throw new TemplateException(TemplateFault.Malformed, $"it has more than {Limits.Source} characters", 1);

        source = source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        if (source.EndsWith('\n'))
            source = source[..^1];

        var lexer = new Lexer(source);
        lexer.ReadAll();
        return lexer.tokens;
    }

    private void ReadAll()
    {
        while (at < source.Length)
        {
            var open = NextTag();
            if (open == source.Length)
            {
                AddText(source[at..], open);
                break;
            }

            var kind = source[open + 1];
            var sign = open + 2 < source.Length && source[open + 2] is '-' or '+' ? source[open + 2] : ' ';
            AddText(Before(open, kind, sign), open);
            at = open + (sign == ' ' ? 2 : 3);
            if (kind == '#')
                SkipComment();
            else
                ReadTag(kind);
        }

        tokens.Add(new Token(TokenKind.End, "", line));
    }

    private int NextTag()
    {
        for (var open = at; (open = source.IndexOf('{', open)) >= 0 && open + 1 < source.Length; open++)
        {
            if (source[open + 1] is '{' or '%' or '#')
                return open;
        }

        return source.Length;
    }

    /// <summary>The text before a tag, less the white space that the tag takes away.</summary>
    private string Before(int open, char kind, char sign)
    {
        var text = source[at..open];
        if (sign == '-')
            return PythonString.Strip(text, chars: null, left: false);

        if (sign == '+' || kind == '{')
            return text;

        // A block or a comment that is the first of its line takes the blanks before it.
        var begin = text.LastIndexOf('\n') + 1;
        var startsLine = begin > 0 || at == 0 || source[at - 1] == '\n';
        return startsLine && text.AsSpan(begin).IndexOfAnyExcept(PythonString.Blanks) < 0 ? text[..begin] : text;
    }

    private void AddText(string text, int end)
    {
        if (text.Length > 0)
            tokens.Add(new Token(TokenKind.Text, text, line));

        MoveTo(end);
    }

    private void SkipComment()
    {
        var end = source.IndexOf("#}", at, StringComparison.Ordinal);
        if (end < 0)
            throw Malformed("a comment has no end");

        var sign = end > at ? source[end - 1] : ' ';
        MoveTo(end + 2);
        After(sign, isBlock: true);
    }

    private void ReadTag(char kind)
    {
        var isBlock = kind == '%';
        tokens.Add(new Token(isBlock ? TokenKind.BlockBegin : TokenKind.PrintBegin, isBlock ? "{%" : "{{", line));
        var closers = new Stack<char>();
        while (true)
        {
            SkipBlanks();
            if (at == source.Length)
                throw Malformed(isBlock ? "a '{%' has no '%}'" : "a '{{' has no '}}'");

            if (closers.Count == 0 && EndOfTag(isBlock))
                return;

            ReadToken(closers);
        }
    }

    private bool EndOfTag(bool isBlock)
    {
        var end = isBlock ? "%}" : "}}";
        var sign = source[at] == '-' || (isBlock && source[at] == '+') ? source[at] : ' ';
        var begin = sign == ' ' ? at : at + 1;
        if (string.CompareOrdinal(source, begin, end, 0, 2) != 0)
            return false;

        tokens.Add(new Token(isBlock ? TokenKind.BlockEnd : TokenKind.PrintEnd, end, line));
        MoveTo(begin + 2);
        After(sign, isBlock);
        return true;
    }

    /// <summary>What a tag that has ended takes away of the text after it.</summary>
    private void After(char sign, bool isBlock)
    {
        if (sign == '-')
            SkipBlanks();
        else if (isBlock && sign != '+' && at < source.Length && source[at] == '\n')
            MoveTo(at + 1);
    }

    private void ReadToken(Stack<char> closers)
    {
        var begin = at;
        var first = source[at];
        if (first is '\'' or '"')
        {
            var (text, end) = StringLiteral.Read(source, at, line);
            tokens.Add(new Token(TokenKind.String, text, line));
            MoveTo(end);
        }
        else if (char.IsAsciiDigit(first))
        {
            var (end, isFloat) = NumberLiteral.End(source, at, afterPoint: tokens[^1].IsOperator("."));
            tokens.Add(new Token(isFloat ? TokenKind.Float : TokenKind.Integer, source[begin..end], line));
            at = end;
        }
        else if (char.IsLetter(first) || first == '_')
        {
            while (at < source.Length && (char.IsLetterOrDigit(source[at]) || source[at] == '_'))
                at++;

            tokens.Add(new Token(TokenKind.Name, source[begin..at], line));
        }
        else
        {
            var text = OperatorHere();
            Balance(closers, text[0]);
            tokens.Add(new Token(TokenKind.Operator, text, line));
            at += text.Length;
        }
    }

    private string OperatorHere()
    {
        if (at + 1 < source.Length && source.Substring(at, 2) is "//" or "**" or "==" or "!=" or ">=" or "<=")
            return source.Substring(at, 2);

        return "+-/*%~[](){}><=.:|,;".Contains(source[at], StringComparison.Ordinal)
            ? source.Substring(at, 1)
            : throw Malformed($"unexpected '{source[at]}'");
    }

    private void Balance(Stack<char> closers, char bracket)
    {
        if (bracket is '(' or '[' or '{')
            closers.Push(bracket switch { '(' => ')', '[' => ']', _ => '}' });
        else if (bracket is ')' or ']' or '}' && (!closers.TryPop(out var closer) || closer != bracket))
            throw Malformed($"unexpected '{bracket}'");
    }

    private void SkipBlanks()
    {
        var length = source.AsSpan(at).IndexOfAnyExcept(PythonString.Blanks);
        MoveTo(length < 0 ? source.Length : at + length);
    }

    private void MoveTo(int end)
    {
        line += source.AsSpan(at, end - at).Count('\n');
        at = end;
    }

    private TemplateException Malformed(string what) => new(TemplateFault.Malformed, what, line);
}
