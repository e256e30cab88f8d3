namespace HeavySim.Simulation;

/// <summary>What a model does when it sees others' solutions.</summary>
public sealed record Revising
{
    /// <summary>Probability that it chooses among the solutions shown instead of solving afresh, 0..1; default 0.7.</summary>
    public double Openness { get; set; } = 0.7;

    /// <summary>
    /// δ in logits by which a right solution, once seen, is favoured; default 0.5. At 0 comparing notes is a martingale and gains nothing
    /// in expectation (Debate or Vote, arXiv:2508.17536).
    /// </summary>
    public double CorrectionBias { get; set; } = 0.5;

    /// <summary>
    /// Logits by which an answer it judges wrong raises its chance when it solves again, over a fresh attempt; default 0.3.
    /// </summary>
    public double RepairGain { get; set; } = 0.3;

    internal IEnumerable<string> Errors()
    {
        if (Openness is not (>= 0 and <= 1))
            yield return "revising.openness must be in 0..1";
        if (!double.IsFinite(CorrectionBias))
            yield return "revising.correctionBias must be a finite number";
        if (!double.IsFinite(RepairGain))
            yield return "revising.repairGain must be a finite number";
    }
}
