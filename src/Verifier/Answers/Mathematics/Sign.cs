namespace HeavySim.Verifier.Answers;

/// <summary>How a term enters a sum.</summary>
internal enum Sign
{
    Plus,
    Minus,

    /// <summary>Plus or minus.</summary>
    Either,

    /// <summary>Minus or plus: minus where <see cref="Either"/> is plus.</summary>
    Opposite,
}
