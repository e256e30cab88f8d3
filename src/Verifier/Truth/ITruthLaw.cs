namespace HeavySim.Verifier.Truth;

/// <summary>How one kind of evidence comes about, given which answer of a problem is right. Immutable; fitting makes a new one.</summary>
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

    /// <summary>Adds the log-likelihood of what was seen of a problem, for each answer taken as right and last for none of them.</summary>
    void AddTo(double[] scores, TruthProblem problem);

    /// <summary>The law that explains better what was seen, or as well: one step towards the most likely.</summary>
    /// <param name="problems">What was seen.</param>
    /// <param name="truths">How likely each answer of each problem is right, and last that none is.</param>
    ITruthLaw Learn(IReadOnlyList<TruthProblem> problems, IReadOnlyList<double[]> truths);

    /// <summary>The same law, if the truth made no difference.</summary>
    ITruthLaw Blinded();

    /// <summary>The same law, if right and wrong answers were taken for each other.</summary>
    ITruthLaw Inverted();
}
