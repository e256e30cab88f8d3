using HeavySim.Statistics.Predicting;
using HeavySim.Statistics.Scaling;

namespace HeavySim.Experiments.Fitting;

/// <summary>
/// What a run tells of the world it came from, in the terms of the simulated model. Parts the run says nothing of are null.
/// </summary>
internal sealed record FittedWorld
{
    /// <summary>Graded problems with a sample.</summary>
    public required int Problems { get; init; }

    /// <summary>Their samples.</summary>
    public required long Samples { get; init; }

    /// <summary>How the chance of a right answer varies over problems, given that an answer comes.</summary>
    public required ZeroInflatedBeta Difficulty { get; init; }

    /// <summary>Probability that the recorded counts look as odd under this law (<see cref="PassLaw.FitPValue"/>).</summary>
    public required double FitPValue { get; init; }

    /// <summary>False when the recorded counts are too unlikely under the law for it to be trusted.</summary>
    public required bool IsDifficultyTrusted { get; init; }

    /// <summary>Share of samples without an answer, in 0..1.</summary>
    public required double Abstain { get; init; }

    /// <summary>What is said when wrong; null where no problem has two wrong answers.</summary>
    public required WrongAnswerFit? WrongAnswers { get; init; }

    /// <summary>How long replies are; null where no tokens are recorded.</summary>
    public required TokenFit? Tokens { get; init; }

    /// <summary>How fast they come; null where no times are recorded.</summary>
    public required SpeedFit? Speed { get; init; }

    /// <summary>What tokens cost; null where no cost is recorded.</summary>
    public required PriceFit? Prices { get; init; }

    /// <summary>How much better or worse each model is than all together, in logits; empty for a single model.</summary>
    public required IReadOnlyDictionary<string, double> Models { get; init; }

    /// <summary>The recorded curve at k = 1, 2, 4, ... and the last k: what the fit is to be held against.</summary>
    public required IReadOnlyList<CurvePoint> Recorded { get; init; }
}
