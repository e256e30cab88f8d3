namespace HeavySim.LocalModels;

/// <summary>
/// Cuts a template into tokens, with the white space around tags as Hugging Face has it: trim_blocks and lstrip_blocks on, one line
/// break at the end of the template dropped.
/// </summary>
internal sealed class Lexer
{
    private readonly string _source;
    private readonly List<Token> _tokens = [];
    private int _at;
    private int _line = 1;

    private Lexer(string source) => _source = source;

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
        return lexer._tokens;
    }

    private void ReadAll()
    {
        while (_at < _source.Length)
        {
            var open = NextTag();
            if (open == _source.Length)
            {
                AddText(_source[_at..], open);
                break;
            }

            var kind = _source[open + 1];
            var sign = open + 2 < _source.Length && _source[open + 2] is '-' or '+' ? _source[open + 2] : ' ';
            AddText(Before(open, kind, sign), open);
            _at = open + (sign == ' ' ? 2 : 3);
            if (kind == '#')
                SkipComment();
            else
                ReadTag(kind);
        }

        _tokens.Add(new Token(TokenKind.End, "", _line));
    }

    private int NextTag()
    {
        for (var open = _at; (open = _source.IndexOf('{', open)) >= 0 && open + 1 < _source.Length; open++)
        {
            if (_source[open + 1] is '{' or '%' or '#')
                return open;
        }

        return _source.Length;
    }

    /// <summary>The text before a tag, less the white space that the tag takes away.</summary>
    private string Before(int open, char kind, char sign)
    {
        var text = _source[_at..open];
        if (sign == '-')
            return PythonString.Strip(text, chars: null, left: false);

        if (sign == '+' || kind == '{')
            return text;

        // A block or a comment that is the first of its line takes the blanks before it.
        var begin = text.LastIndexOf('\n') + 1;
        var startsLine = begin > 0 || _at == 0 || _source[_at - 1] == '\n';
        return startsLine && text.AsSpan(begin).IndexOfAnyExcept(PythonString.Blanks) < 0 ? text[..begin] : text;
    }

    private void AddText(string text, int end)
    {
        if (text.Length > 0)
            _tokens.Add(new Token(TokenKind.Text, text, _line));

        MoveTo(end);
    }

    private void SkipComment()
    {
        var end = _source.IndexOf("#}", _at, StringComparison.Ordinal);
        if (end < 0)
            throw Malformed("a comment has no end");

        var sign = end > _at ? _source[end - 1] : ' ';
        MoveTo(end + 2);
        After(sign, isBlock: true);
    }

    private void ReadTag(char kind)
    {
        var isBlock = kind == '%';
        _tokens.Add(new Token(isBlock ? TokenKind.BlockBegin : TokenKind.PrintBegin, isBlock ? "{%" : "{{", _line));
        var closers = new Stack<char>();
        while (true)
        {
            SkipBlanks();
            if (_at == _source.Length)
                throw Malformed(isBlock ? "a '{%' has no '%}'" : "a '{{' has no '}}'");

            if (closers.Count == 0 && EndOfTag(isBlock))
                return;

            ReadToken(closers);
        }
    }

    private bool EndOfTag(bool isBlock)
    {
        var end = isBlock ? "%}" : "}}";
        var sign = _source[_at] == '-' || (isBlock && _source[_at] == '+') ? _source[_at] : ' ';
        var begin = sign == ' ' ? _at : _at + 1;
        if (string.CompareOrdinal(_source, begin, end, 0, 2) != 0)
            return false;

        _tokens.Add(new Token(isBlock ? TokenKind.BlockEnd : TokenKind.PrintEnd, end, _line));
        MoveTo(begin + 2);
        After(sign, isBlock);
        return true;
    }

    /// <summary>What a tag that has ended takes away of the text after it.</summary>
    private void After(char sign, bool isBlock)
    {
        if (sign == '-')
            SkipBlanks();
        else if (isBlock && sign != '+' && _at < _source.Length && _source[_at] == '\n')
            MoveTo(_at + 1);
    }

    private void ReadToken(Stack<char> closers)
    {
        var begin = _at;
        var first = _source[_at];
        if (first is '\'' or '"')
        {
            var (text, end) = StringLiteral.Read(_source, _at, _line);
            _tokens.Add(new Token(TokenKind.String, text, _line));
            MoveTo(end);
        }
        else if (char.IsAsciiDigit(first))
        {
            var (end, isFloat) = NumberLiteral.End(_source, _at, afterPoint: _tokens[^1].IsOperator("."));
            _tokens.Add(new Token(isFloat ? TokenKind.Float : TokenKind.Integer, _source[begin..end], _line));
            _at = end;
        }
        else if (char.IsLetter(first) || first == '_')
        {
            while (_at < _source.Length && (char.IsLetterOrDigit(_source[_at]) || _source[_at] == '_'))
                _at++;

            _tokens.Add(new Token(TokenKind.Name, _source[begin.._at], _line));
        }
        else
        {
            var text = OperatorHere();
            Balance(closers, text[0]);
            _tokens.Add(new Token(TokenKind.Operator, text, _line));
            _at += text.Length;
        }
    }

    private string OperatorHere()
    {
        if (_at + 1 < _source.Length && _source.Substring(_at, 2) is "//" or "**" or "==" or "!=" or ">=" or "<=")
            return _source.Substring(_at, 2);

        return "+-/*%~[](){}><=.:|,;".Contains(_source[_at], StringComparison.Ordinal)
            ? _source.Substring(_at, 1)
            : throw Malformed($"unexpected '{_source[_at]}'");
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
        var length = _source.AsSpan(_at).IndexOfAnyExcept(PythonString.Blanks);
        MoveTo(length < 0 ? _source.Length : _at + length);
    }

    private void MoveTo(int end)
    {
        _line += _source.AsSpan(_at, end - _at).Count('\n');
        _at = end;
    }

    private TemplateException Malformed(string what) => new(TemplateFault.Malformed, what, _line);
}
