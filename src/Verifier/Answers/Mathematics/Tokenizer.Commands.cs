namespace HeavySim.Verifier.Answers;

/// <content>LaTeX commands.</content>
internal ref partial struct Tokenizer
{
    private bool ReadCommand()
    {
        _at++;
        if (_at >= _text.Length)
            return false;

        var c = _text[_at];
        if (!char.IsAsciiLetter(c))
        {
            _at++;
            return c switch
            {
                '{' => Symbol('⟨'),
                '}' => Symbol('⟩'),
                '%' => Symbol('%'),
                '\\' => Symbol('\n'),
                '|' => Symbol('|'),
                _ => false,
            };
        }

        var start = _at;
        while (_at < _text.Length && char.IsAsciiLetter(_text[_at]))
            _at++;
        var name = _text[start.._at].ToString();
        if (Vocabulary.Symbols.TryGetValue(name, out var symbol))
            return Symbol(symbol);
        if (Vocabulary.Silent.Contains(name))
            return true;
        if (name is "cr")
            return Symbol('\n');
        if (Vocabulary.Commands.TryGetValue(name, out var command))
            return ReadStructure(command);
        if (Vocabulary.Functions.ContainsKey(name))
            return Add(TokenKind.Function, name);
        if (string.Equals(name, "pi", StringComparison.Ordinal))
            return Name(name);
        if (Vocabulary.Greek.Contains(name))
            return Name(name + ReadSubscript());

        return Vocabulary.Accents.TryGetValue(name, out var accent) ? ReadAccent(accent) : ReadStuck(name);
    }

    /// <summary>A name under an accent is another name: \bar{x}, \vec{v}_1.</summary>
    private bool ReadAccent(string accent)
    {
        while (_at < _text.Length && _text[_at] == ' ')
            _at++;
        var length = _at < _text.Length && _text[_at] == '{' ? _text[_at..].IndexOf('}') + 1 : 1;
        if (length < 1 || _at + length > _text.Length)
            return false;

        var name = _text.Slice(_at, length).Trim("{} ").ToString();
        if (name.Length is 0 or > 12 || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            return false;
        _at += length;
        return Name($"{accent} {name}{ReadSubscript()}");
    }

    /// <summary>A command that a letter is stuck to, \quadx: the known one, and the letter again.</summary>
    private bool ReadStuck(string name)
    {
        const int Shortest = 4;
        // \cdots is another command.
        if (name.Length <= Shortest || name[^1] == 's')
            return false;

        _at--;
        return Vocabulary.Symbols.TryGetValue(name[..^1], out var symbol) ? Symbol(symbol) : Vocabulary.Silent.Contains(name[..^1]);
    }

    private bool ReadStructure(string command)
    {
        Add(TokenKind.Command, command);
        if (command is "begin" or "end")
        {
            // The name of the environment belongs to the command: \begin{pmatrix}.
            var close = _text[_at..].IndexOf('}');
            if (_at >= _text.Length || _text[_at] != '{' || close < 0)
                return false;
            Add(TokenKind.Name, _text.Slice(_at + 1, close - 1).ToString());
            _at += close + 1;
            return true;
        }

        // \frac12 is a half: without braces an argument is one digit.
        for (var argument = 0; command is "frac" or "binom" && argument < 2; argument++)
        {
            while (_at < _text.Length && _text[_at] == ' ')
                _at++;
            if (_at >= _text.Length || !char.IsAsciiDigit(_text[_at]))
                break;
            _tokens.Add(new Token(TokenKind.Number, "", _text[_at++] - '0'));
        }

        return true;
    }
}
