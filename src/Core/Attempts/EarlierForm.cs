namespace HeavySim.Core;

/// <summary>What of an earlier attempt is shown to a later one, and what is to be done with it.</summary>
public enum EarlierForm
{
    /// <summary>Whole solutions, to be combined into a better one.</summary>
    Solutions,

    /// <summary>Conclusions alone: what stands after the thinking.</summary>
    Conclusions,

    /// <summary>All solutions of an ensemble, to be looked back on once for the final answer.</summary>
    Trajectories,
}
