namespace HeavySim.Simulation;

/// <summary>
/// How the model works in steps. A chain is right when each of its steps is: a step of a problem solved with probability p is right with
/// p^(1/Depth).
/// </summary>
public sealed record Searching
{
    /// <summary>Steps from the problem to its answer, 1..32; default 3.</summary>
    public int Depth { get; set; } = 3;

    /// <summary>Different next steps one reply proposes, 1..16; default 3.</summary>
    public int Proposals { get; set; } = 3;

    /// <summary>True-positive rate of valuing a partial solution, 0..1; default 0.85.</summary>
    public double TruePositive { get; set; } = 0.85;

    /// <summary>False-positive rate of valuing a partial solution, 0..1; default 0.25.</summary>
    public double FalsePositive { get; set; } = 0.25;

    internal IEnumerable<string> Errors()
    {
        if (Depth is < 1 or > 32)
            yield return "searching.depth must be in 1..32";
        if (Proposals is < 1 or > 16)
            yield return "searching.proposals must be in 1..16";
        if (TruePositive is not (>= 0 and <= 1))
            yield return "searching.truePositive must be in 0..1";
        if (FalsePositive is not (>= 0 and <= 1))
            yield return "searching.falsePositive must be in 0..1";
    }
}
