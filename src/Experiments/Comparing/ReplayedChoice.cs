namespace HeavySim.Experiments.Comparing;

/// <summary>What a selector makes of a recorded problem.</summary>
/// <param name="Key">The answer chosen, or null for none.</param>
/// <param name="IsRight">Whether it is right.</param>
/// <param name="Confidence">How sure the selector is, in 0..1, or null.</param>
/// <param name="Read">What was spent on the findings it rests on, revisions included; empty where it rests on the attempts alone.</param>
/// <param name="Attempts">What was spent on the attempts.</param>
internal sealed record ReplayedChoice(string? Key, bool IsRight, double? Confidence, IReadOnlyList<Usage> Read, Usage Attempts)
{
    /// <summary>True when the confidence is a share and no probability.</summary>
    public bool IsShare { get; init; }

    /// <summary>True when the gold of this problem was used to calibrate confidences.</summary>
    public bool IsGold { get; init; }

    /// <summary>All that a solve with this selector needs.</summary>
    public Usage Expense => Attempts + Usage.Sum(Read);
}
