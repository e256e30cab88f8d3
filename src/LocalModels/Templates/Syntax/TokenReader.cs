namespace HeavySim.LocalModels;

/// <summary>The tokens of a template, read one after the other.</summary>
internal sealed class TokenReader(IReadOnlyList<Token> tokens)
{
    private int _at;
    private int _nesting;
    private int _branches;

    /// <summary>The next token; at the end, again and again the end.</summary>
    public Token Current => tokens[_at];

    /// <summary>The token after it.</summary>
    public Token Following => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    /// <summary>Takes the next token.</summary>
    public Token Take()
    {
        var token = tokens[_at];
        if (_at < tokens.Count - 1)
            _at++;

        return token;
    }

    /// <summary>Takes the next token if it is this operator.</summary>
    public bool TakeOperator(string text) => Take(Current.IsOperator(text));

    /// <summary>Takes the next token if it is this name.</summary>
    public bool TakeName(string text) => Take(Current.IsName(text));

    /// <summary>Takes this operator, which must come.</summary>
    public void NeedOperator(string text)
    {
        if (!TakeOperator(text))
            throw Expected($"'{text}'");
    }

    /// <summary>Takes this name, which must come.</summary>
    public void NeedName(string text)
    {
        if (!TakeName(text))
            throw Expected($"'{text}'");
    }

    /// <summary>Takes a name, which must come.</summary>
    public string NeedAnyName() => Current.Kind == TokenKind.Name ? Take().Text : throw Expected("a name");

    /// <summary>Takes a token of a kind, which must come.</summary>
    public void Need(TokenKind kind, string what)
    {
        if (!Take(Current.Kind == kind))
            throw Expected(what);
    }

    /// <summary>Goes one deeper; whoever does so comes back by <see cref="Up"/>.</summary>
    public void Down()
    {
        if (++_nesting > Limits.Nesting)
            throw Malformed($"it is nested more than {Limits.Nesting} deep");
    }

    /// <summary>Comes back.</summary>
    public void Up() => _nesting--;

    /// <summary>Whether what is read here may never be rendered: it stands in a condition or in a macro.</summary>
    public bool IsBranch => _branches > 0;

    /// <summary>Begins a part that may never be rendered.</summary>
    public void DownBranch() => _branches++;

    /// <summary>Ends it.</summary>
    public void UpBranch() => _branches--;

    /// <summary>The error that something else must come next.</summary>
    public TemplateException Expected(string what) => Malformed($"expected {what} in place of {Current.Described}");

    /// <summary>An error at the next token.</summary>
    public TemplateException Malformed(string what) => new(TemplateFault.Malformed, what, Current.Line);

    private bool Take(bool isIt)
    {
        if (isIt)
            Take();

        return isIt;
    }
}
