namespace HeavySim.Simulation;

/// <summary>What an answer to a problem looks like: decides what a wrong one looks like.</summary>
internal enum GoldForm
{
    /// <summary>A letter among choices.</summary>
    Choice,

    /// <summary>Yes or no, true or false.</summary>
    YesNo,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>An expression that makes 24.</summary>
    Puzzle24,

    /// <summary>Anything with digits in it: a formula, a date, a list, a grid.</summary>
    Digits,

    /// <summary>Words.</summary>
    Words,
}
