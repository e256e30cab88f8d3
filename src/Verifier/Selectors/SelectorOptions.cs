namespace HeavySim.Verifier;

/// <summary>What selectors may need beyond the ballot. All of it is optional: a selector that lacks something says what.</summary>
public sealed record SelectorOptions
{
    /// <summary>How far checkers are to be believed, for "bayes" and "synthesis"; the stated prior by default.</summary>
    internal CheckerRates Rates { get; init; } = CheckerRates.Stated;

    /// <summary>What "bayes" assumes of the votes.</summary>
    internal BayesOptions Bayes { get; init; } = new();

    /// <summary>Member accuracies estimated over a run, for "dawid-skene"; null (the default) where there is no run.</summary>
    internal MemberAccuracies? Accuracies { get; init; }

    /// <summary>Finds answers in texts, for "synthesis".</summary>
    public IAnswerEngine? Answers { get; init; }

    /// <summary>Whose models compose and check, for "synthesis": its checkers, clock, and deadline of a call.</summary>
    public CrossCheckOptions? Calls { get; init; }
}
