namespace HeavySim.Simulation;

/// <summary>
/// What a model makes of earlier attempts at a problem. Shown k of which r are right, it goes by them with probability
/// <see cref="Openness"/> and is right then with σ(ln(r/(k-r)) + skill); else it solves afresh. At skill 0 the expected share of right
/// answers stays what it was, from round to round.
/// </summary>
public sealed record Aggregating
{
    /// <summary>Probability that it goes by what it is shown instead of solving afresh, 0..1; default 0.9.</summary>
    public double Openness { get; set; } = 0.9;

    /// <summary>Logits by which a right one among whole solutions is favoured over each wrong one; default 0.3.</summary>
    public double Skill { get; set; } = 0.3;

    /// <summary>The same where only conclusions are shown, and not how they were come to; default 0.2.</summary>
    public double ConclusionSkill { get; set; } = 0.2;

    internal IEnumerable<string> Errors()
    {
        if (Openness is not (>= 0 and <= 1))
            yield return "aggregating.openness must be in 0..1";
        if (!double.IsFinite(Skill))
            yield return "aggregating.skill must be a finite number";
        if (!double.IsFinite(ConclusionSkill))
            yield return "aggregating.conclusionSkill must be a finite number";
    }
}
