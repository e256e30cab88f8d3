namespace HeavySim.Core;

/// <summary>What a checker thinks of an answer.</summary>
public enum Judgement
{
    /// <summary>Nothing could be read from the checker's reply, or the checker failed: it does not count.</summary>
    Abstained,

    /// <summary>The answer is right.</summary>
    Correct,

    /// <summary>The answer is wrong.</summary>
    Incorrect,

    /// <summary>The checker looked and could not tell.</summary>
    Unsure,
}
