namespace HeavySim.Verifier.Truth;

/// <summary>How one kind of evidence comes about, given which answer of a problem is right. Immutable; fitting makes a new one.</summary>
/// <remarks>A law is over some problems, by whose places it is asked; a new one is over none.</remarks>
internal interface ITruthLaw
{
    /// <summary>The kind of evidence it explains.</summary>
    string Name { get; }

    /// <summary>What it is about, in words, for rationales.</summary>
    string Words { get; }

    /// <summary>True when the truth makes no difference to it: the evidence counts for nothing.</summary>
    bool IsBlind { get; }

    /// <summary>True when it finds right answers less good than wrong ones.</summary>
    bool IsInverted { get; }

    /// <summary>Its parameters, each of which may be any number; for a fit to move them.</summary>
    IReadOnlyList<double> Terms { get; }

    /// <summary>The same law with other parameters.</summary>
    ITruthLaw With(ReadOnlySpan<double> terms);

    /// <summary>The same law over other problems: what these show of its kind is laid out, to be gone through many times.</summary>
    ITruthLaw Over(IReadOnlyList<TruthProblem> problems);

    /// <summary>Adds the log-likelihood of what was seen of a problem, for each answer taken as right and last for none of them.</summary>
    /// <param name="scores">What it is added to.</param>
    /// <param name="problem">The place of the problem among those that the law is over.</param>
    void AddTo(Span<double> scores, int problem);

    /// <summary>The law that explains better what was seen, or as well: one step towards the most likely.</summary>
    /// <param name="truths">By problem that it is over, how likely each answer is right, and last that none is.</param>
    ITruthLaw Learn(RaggedRows<double> truths);

    /// <summary>The same law, if the truth made no difference.</summary>
    ITruthLaw Blinded();

    /// <summary>The same law, if right and wrong answers were taken for each other.</summary>
    ITruthLaw Inverted();
}
