namespace HeavySim.Agents.Tests;

/// <summary>What a server does with a connection.</summary>
internal enum ConnectionEnd
{
    /// <summary>Answers, and keeps it.</summary>
    Kept,

    /// <summary>Answers, and closes it a moment later.</summary>
    CloseAfterwards,

    /// <summary>Answers, and resets it a moment later.</summary>
    ResetAfterwards,

    /// <summary>Reads the request and closes.</summary>
    CloseUnanswered,

    /// <summary>Reads the request and resets.</summary>
    ResetUnanswered,
}
