using HeavySim.Statistics.Scaling;

namespace HeavySim.Experiments.Fitting;

/// <summary>What the recorded samples say of the far end of the curves.</summary>
/// <param name="Vote">Where maj@k goes: the share of problems whose right answer is the most probable one.</param>
/// <param name="Undecided">The share of problems on which the recorded lead is too thin to tell: the limit may move by that much.</param>
/// <param name="NeverSolved">The share of problems that no number of samples solves, by the fitted law.</param>
/// <param name="Exponent">α of the law 1 - pass@k ~ k^-α among the others.</param>
/// <param name="LawFits">False when the recorded counts are too unlikely under the law for it to be trusted.</param>
/// <param name="LawPValue">The probability of counts as odd as these under the law.</param>
/// <param name="Coverage">The power law of pass@k through what is recorded, or null where there is no curve to fit.</param>
internal sealed record PredictedLimits(
    Estimate Vote, double Undecided, Estimate NeverSolved, Estimate Exponent, bool LawFits, double LawPValue, PowerLaw? Coverage);
