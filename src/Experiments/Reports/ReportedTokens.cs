namespace HeavySim.Experiments.Reports;

/// <summary>How sure the models of a run were of their tokens, and what cutting unsure attempts saved.</summary>
/// <param name="Measured">Samples whose token confidence is known; of <see cref="RunReport.Samples"/>.</param>
/// <param name="RightSamples">Those of them that are right.</param>
/// <param name="Right">The mean measures of these, in nats; null where there are none.</param>
/// <param name="WrongSamples">Those of them that are wrong.</param>
/// <param name="Wrong">The mean measures of these, in nats; null where there are none.</param>
/// <param name="Cut">Attempts that were ended while they ran; they are no samples, and their tokens are paid.</param>
/// <param name="CutTokens">Tokens these had generated; null where none was cut.</param>
/// <param name="SavedTokens">
/// An estimate of the tokens they did not: each would have been as long as the whole attempts at its problem are on average. What is unsure
/// tends to be longer, so it is rather more. Null where none was cut.
/// </param>
/// <param name="SavedShare">The one as a share of all tokens generated and saved, in 0..1.</param>
public sealed record ReportedTokens(
    long Measured, long RightSamples, TokenConfidence? Right, long WrongSamples, TokenConfidence? Wrong, long Cut, long? CutTokens,
    double? SavedTokens, double? SavedShare);
