namespace HeavySim.Verifier.Answers;

/// <summary>
/// Cuts a mathematical text, LaTeX or plain, into tokens. Anything it does not know makes the whole text "not mathematics" (null).
/// </summary>
internal ref partial struct Tokenizer
{
    /// <summary>Tokens beyond which a text is not read as mathematics.</summary>
    public const int MaxTokens = 4_000;

    /// <summary>Digits of one numeral beyond which it is not read as a number: conversion to binary is not linear.</summary>
    public const int MaxDigits = 1_000;

    private readonly ReadOnlySpan<char> _text;
    private readonly List<Token> _tokens = [];
    private int _at;
    private int _brackets;
    private bool _spaced;

    private Tokenizer(ReadOnlySpan<char> text) => _text = text;

    public static List<Token>? Read(ReadOnlySpan<char> text)
    {
        var tokenizer = new Tokenizer(text);
        return tokenizer.Run() ? tokenizer._tokens : null;
    }

    private bool Run()
    {
        while (_at < _text.Length)
        {
            if (_tokens.Count >= MaxTokens)
                return false;

            var c = _text[_at];
            if (char.IsWhiteSpace(c) || c == '~')
            {
                _spaced = true;
                _at++;
                continue;
            }

            var read = c switch
            {
                '\\' => ReadCommand(),
                '.' or (>= '0' and <= '9') => ReadNumber(),
                _ when char.IsAsciiLetter(c) => ReadLetters(),
                _ => ReadSymbol(c),
            };
            if (!read)
                return false;
            _spaced = false;
        }

        return true;
    }

    private bool ReadSymbol(char c)
    {
        _at++;
        switch (c)
        {
            case '·' or '×' or '∙' or '⋅':
                return Symbol('*');
            case '÷':
                return Symbol('/');
            case '√':
                _tokens.Add(new Token(TokenKind.Command, "sqrt", Spaced: _spaced));
                return true;
            case 'π':
                return Name("pi");
            case '≃':
                return Symbol('≈');
            case '*' when _at < _text.Length && _text[_at] == '*':
                _at++;
                return Symbol('^');
            case '<' or '>' when _at < _text.Length && _text[_at] == '=':
                _at++;
                return Symbol(c == '<' ? '≤' : '≥');
            case '!' when _at < _text.Length && _text[_at] == '=':
                _at++;
                return Symbol('≠');
            case '+' or '-' or '*' or '/' or '^' or '=' or '≈' or '<' or '>' or '≤' or '≥' or '≠' or '±' or '∓' or '∪' or '∩' or '∖' or '∈'
                or '∞' or '∅' or '°' or '|' or '⌊' or '⌋' or '⌈' or '⌉' or '(' or ')' or '[' or ']' or '{' or '}' or ',' or ';' or ':'
                or '!' or '%' or '&' or '_':
                return Symbol(c);
            default:
                return Vocabulary.GreekLetters.TryGetValue(c, out var letter) && Name(letter + ReadSubscript());
        }
    }

    private bool ReadLetters()
    {
        var start = _at;
        while (_at < _text.Length && char.IsAsciiLetter(_text[_at]))
            _at++;
        var run = _text[start.._at];
        var word = run.ToString();
        if (word is "or" or "and")
            return Symbol(word is "or" ? '∨' : '∧');
        if (word is "mod")
            return Symbol('⊙');
        // "x = 1orx = 2"
        if (run.Length == 3 && start > 0 && word.StartsWith("or", StringComparison.Ordinal)
            && (char.IsAsciiDigit(_text[start - 1]) || _text[start - 1] == ')'))
        {
            _at--;
            return Symbol('∨');
        }

        // 1st, 22nd: an ordinal is a word.
        if (word is "st" or "nd" or "rd" or "th" && start > 0 && char.IsAsciiDigit(_text[start - 1]))
            return false;
        if (Vocabulary.Words.Contains(word))
            return false;
        if (Vocabulary.Functions.ContainsKey(word))
            return Add(TokenKind.Function, word);
        // Abs(x), Log(x)
        if (run.Length > 2 && _at < _text.Length && _text[_at] == '(' && Vocabulary.Functions.ContainsKey(word.ToLowerInvariant()))
            return Add(TokenKind.Function, word.ToLowerInvariant());
        if (run.Length > 2 && Vocabulary.Greek.Contains(word))
            return Name(word + ReadSubscript());
        if (word is "sqrt")
            return Add(TokenKind.Command, word);
        if (word is "inf" or "infinity" or "Infinity" or "oo")
            return Symbol('∞');
        if (word is "pi")
            return Name(word);
        if (word is "x" && IsTimesSign(start))
            return Symbol('*');

        // "sinx": a function stuck to its argument.
        if (run.Length > 3 && Vocabulary.Functions.ContainsKey(word[..^1]))
            return Add(TokenKind.Function, word[..^1]) && Name(word[^1..]);
        // "xyz" is a product; anything longer is a word, and words are not mathematics.
        if (run.Length > 3)
            return false;
        for (var i = 0; i < run.Length - 1; i++)
            Name(run.Slice(i, 1).ToString());
        return Name(run[^1] + ReadSubscript());
    }

    /// <summary>"3 x 10^5": an x between two numbers, spaced on both sides, multiplies.</summary>
    private readonly bool IsTimesSign(int start) =>
        start > 0 && _text[start - 1] == ' ' && _tokens.Count > 0 && _tokens[^1].Kind == TokenKind.Number
        && _at + 1 < _text.Length && _text[_at] == ' ' && char.IsAsciiDigit(_text[_at + 1]);

    private string ReadSubscript()
    {
        var mark = _at;
        while (mark < _text.Length && _text[mark] == ' ')
            mark++;
        if (mark + 1 >= _text.Length || _text[mark] != '_')
            return "";

        var length = 1;
        var start = mark + 1;
        if (_text[start] == '{')
        {
            start++;
            length = _text[start..].IndexOf('}');
            if (length < 0)
                return "";
            _at = start + length + 1;
        }
        else
        {
            if (_text[start] == '\\')
            {
                while (start + length < _text.Length && char.IsAsciiLetter(_text[start + length]))
                    length++;
            }

            _at = start + length;
        }

        // h_\theta is h_{\theta}, and x_{i j} is x_{ij}.
        return "_" + _text.Slice(start, length).ToString().Replace("\\", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal);
    }

    private bool ReadNumber()
    {
        // \log_5 125 is no 5125.
        var isIndex = _tokens.Count > 0 && (_tokens[^1].Is('_') || _tokens[^1].Is('^'));
        var numeral = Numeral.Read(_text[_at..], groupThousands: _brackets == 0 && !isIndex);
        if (numeral.Length == 0 || numeral.Value is not { } value)
            return false;

        _at += numeral.Length;
        _tokens.Add(new Token(TokenKind.Number, "", value, _spaced));
        return true;
    }

    private bool Symbol(char symbol)
    {
        // Inside these a comma separates: (1,234) is a pair. Grouping braces do not count: \frac{1,234}{2}.
        if (symbol is '(' or '[' or '⟨')
            _brackets++;
        else if (symbol is ')' or ']' or '⟩')
            _brackets = Math.Max(0, _brackets - 1);
        return Add(TokenKind.Symbol, symbol.ToString());
    }

    private bool Name(string name) => Add(TokenKind.Name, name);

    private bool Add(TokenKind kind, string text)
    {
        _tokens.Add(new Token(kind, text, Spaced: _spaced));
        _spaced = false;
        return true;
    }
}
