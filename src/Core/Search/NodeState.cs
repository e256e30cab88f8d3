namespace HeavySim.Core;

/// <summary>What became of a node of a search tree.</summary>
public enum NodeState
{
    /// <summary>Valued, and left for better ones.</summary>
    Left,

    /// <summary>Gone on from.</summary>
    Expanded,

    /// <summary>The end of a way that has an answer.</summary>
    Answered,

    /// <summary>The end of a way without one.</summary>
    Ended,
}
