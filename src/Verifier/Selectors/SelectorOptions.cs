using HeavySim.Verifier.Truth;

namespace HeavySim.Verifier;

/// <summary>What selectors may need beyond the ballot. All of it is optional: a selector that lacks something says what.</summary>
public sealed record SelectorOptions
{
    /// <summary>The model of "fusion" and "synthesis", and what it learns from; null (the default) for one that knows nothing.</summary>
    internal TruthMemory? Truth { get; init; }

    /// <summary>How posteriors of "fusion" become confidences, where golds have told; null (the default) leaves them as they are.</summary>
    internal Calibration? Scale { get; init; }

    /// <summary>Finds answers in texts, for "synthesis".</summary>
    public IAnswerEngine? Answers { get; init; }

    /// <summary>Whose models compose and check, for "synthesis": its checkers, clock, and deadline of a call.</summary>
    public CrossCheckOptions? Calls { get; init; }
}
