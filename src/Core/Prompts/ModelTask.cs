namespace HeavySim.Core;

/// <summary>What a request asks of a model. Every prompt says so in its first line, so a simulated model can tell over any wire.</summary>
public enum ModelTask
{
    /// <summary>Solve the problem.</summary>
    Solve,

    /// <summary>Judge one proposed answer.</summary>
    Verify,

    /// <summary>Judge one proposed answer by putting it back into the problem.</summary>
    Reverse,

    /// <summary>Choose the best of several proposed answers.</summary>
    Choose,

    /// <summary>Solve again after reading what others found.</summary>
    Revise,

    /// <summary>Compose a final answer from the proposed ones and their critiques.</summary>
    Synthesize,

    /// <summary>Propose next steps from a partial solution.</summary>
    Propose,

    /// <summary>Value a partial solution.</summary>
    Value,

    /// <summary>Carry a partial solution through to the answer.</summary>
    Finish,

    /// <summary>Rate two proposed answers side by side.</summary>
    Rate,

    /// <summary>Check a solution and improve on it.</summary>
    Improve,

    /// <summary>Solve again after reading earlier attempts at the problem, one of several rounds.</summary>
    Aggregate,
}
