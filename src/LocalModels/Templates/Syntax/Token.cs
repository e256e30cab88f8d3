namespace HeavySim.LocalModels;

/// <summary>What a piece of a template is.</summary>
internal enum TokenKind
{
    /// <summary>Text outside of tags, written as it is.</summary>
    Text,

    /// <summary>Two opening braces.</summary>
    PrintBegin,

    /// <summary>Two closing braces.</summary>
    PrintEnd,

    /// <summary>A brace and a percent sign.</summary>
    BlockBegin,

    /// <summary>A percent sign and a brace.</summary>
    BlockEnd,

    /// <summary>A name or a keyword.</summary>
    Name,

    /// <summary>A literal text, its escapes resolved.</summary>
    String,

    /// <summary>A whole number as written.</summary>
    Integer,

    /// <summary>A number with a point or an exponent as written.</summary>
    Float,

    /// <summary>An operator or a bracket.</summary>
    Operator,

    /// <summary>The end of the template.</summary>
    End,
}

/// <summary>A piece of a template and the line on which it begins.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Line)
{
    /// <summary>Whether it is this operator.</summary>
    public bool IsOperator(string text) => Kind == TokenKind.Operator && Text == text;

    /// <summary>Whether it is this name.</summary>
    public bool IsName(string text) => Kind == TokenKind.Name && Text == text;

    /// <summary>The token in the words of an error message.</summary>
    public string Described => Kind switch
    {
        TokenKind.End => "the end of the template",
        TokenKind.PrintEnd => "'}}'",
        TokenKind.BlockEnd => "'%}'",
        TokenKind.String => "a literal text",
        _ => $"'{Text}'",
    };
}
