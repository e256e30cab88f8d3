namespace HeavySim.Core;

/// <summary>What form the answer of a problem takes; decides how answers are read, compared and graded.</summary>
public enum AnswerKind
{
    /// <summary>A number, exact or decimal, with units, currency or percent stripped.</summary>
    Number,

    /// <summary>A mathematical object: expression, equation, tuple, set, interval, matrix.</summary>
    Math,

    /// <summary>One of <see cref="Problem.Choices"/>, by letter, label or text.</summary>
    Choice,

    /// <summary>Yes or no, true or false.</summary>
    YesNo,

    /// <summary>A short text, compared without case, articles and punctuation.</summary>
    Text,

    /// <summary>An arithmetic puzzle such as Game of 24: any valid expression over the given numbers is right.</summary>
    Puzzle24,

    /// <summary>A grid of integers (ARC).</summary>
    Grid,

    /// <summary>A value of a programming language, as in "what does this print".</summary>
    Literal,

    /// <summary>Program text, right when its tests pass.</summary>
    Code,
}
