namespace HeavySim.Verifier.Answers;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    Number,

    /// <summary>A variable or a constant.</summary>
    Name,

    Function,

    /// <summary>A LaTeX command with structure: frac, binom, sqrt, begin, end.</summary>
    Command,

    /// <summary>One character: an operator, a bracket, a comma. Set braces are '⟨' and '⟩', grouping braces '{' and '}'.</summary>
    Symbol,
}

/// <summary>One token of a mathematical text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its name or symbol.</param>
/// <param name="Value">The value of a number.</param>
/// <param name="Spaced">Whether white space stood before it.</param>
internal readonly record struct Token(TokenKind Kind, string Text, Rational Value = default, bool Spaced = false)
{
    public bool Is(char symbol) => Kind == TokenKind.Symbol && Text[0] == symbol;

    public bool IsCommand(string name) => Kind == TokenKind.Command && string.Equals(Text, name, StringComparison.Ordinal);
}
