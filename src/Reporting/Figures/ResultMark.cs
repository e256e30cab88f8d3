namespace HeavySim.Reporting;

/// <summary>How a problem ended.</summary>
internal enum ResultMark
{
    /// <summary>The answer chosen is right.</summary>
    Right,

    /// <summary>The answer chosen is wrong.</summary>
    Wrong,

    /// <summary>Nothing was selected, and right and wrong answers lead the vote together.</summary>
    Tied,

    /// <summary>There is no answer.</summary>
    Unanswered,

    /// <summary>There is an answer, and nobody can tell whether it is right: no gold, or no mark.</summary>
    Ungraded,
}
