namespace HeavySim.Core;

/// <summary>One checker's judgement of one answer class.</summary>
public sealed record Verdict : Finding
{
    /// <summary>The class judged, by <see cref="AnswerClass.Key"/>.</summary>
    public required string AnswerKey { get; init; }

    /// <summary>What the checker thinks.</summary>
    public required Judgement Judgement { get; init; }

    /// <summary>How sure it says it is, in 0..1, or null.</summary>
    public double? Confidence { get; init; }

    /// <summary>The first step the checker calls wrong, or null.</summary>
    public string? FirstWrongStep { get; init; }
}
