namespace HeavySim.Core;

/// <summary>The mark of an attempt or a solution against the gold. What has no answer is not wrong: it abstained.</summary>
public enum Grade
{
    /// <summary>There is no gold to compare with.</summary>
    Ungraded,

    /// <summary>The answer equals the gold.</summary>
    Correct,

    /// <summary>There is an answer and it does not equal the gold.</summary>
    Incorrect,

    /// <summary>There is no answer: nothing was extracted.</summary>
    Abstained,
}
