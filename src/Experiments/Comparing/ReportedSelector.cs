namespace HeavySim.Experiments.Comparing;

/// <summary>What a selector makes of a run's recorded candidates and findings.</summary>
/// <param name="Method">Its name; "as recorded: synthesis" for what the run itself chose by asking a model.</param>
/// <param name="Problems">The denominator: problems with a gold at which a model was heard.</param>
/// <param name="Accuracy">The share of them whose choice is right; no answer is not right.</param>
/// <param name="OverVote">The difference to the first selector on the same problems, or null for the first itself.</param>
/// <param name="Changed">Problems at which it chose otherwise than the first.</param>
/// <param name="IsShare">True where what it says of its choice is a share of votes or verdicts, and no probability.</param>
/// <param name="Brier">Mean squared distance of its confidence from 0 or 1; null where it never said how sure it is.</param>
/// <param name="Ece">Expected calibration error over ten bins, in 0..1; likewise.</param>
/// <param name="RecalibratedEce">The same after Platt scaling by golds, each problem by those of others; likewise.</param>
/// <param name="SelectionLoss">pass@n less the accuracy: right answers that were there and not chosen.</param>
/// <param name="ExtraTokens">
/// Tokens per problem, in and out, of the findings it rests on, revisions included, beyond the attempts; null where some are not known.
/// </param>
public sealed record ReportedSelector(
    string Method,
    int Problems,
    Estimate Accuracy,
    ReportedDifference? OverVote,
    int Changed,
    bool IsShare,
    double? Brier,
    double? Ece,
    double? RecalibratedEce,
    double SelectionLoss,
    double? ExtraTokens);
