namespace HeavySim.Agents;

/// <summary>What a call says of its endpoint's speed.</summary>
internal enum CallVerdict
{
    /// <summary>It went well: the speed may grow.</summary>
    Succeeded,

    /// <summary>The endpoint asked to slow down.</summary>
    Throttled,

    /// <summary>It failed for another reason, which says nothing of speed.</summary>
    Neither,
}
