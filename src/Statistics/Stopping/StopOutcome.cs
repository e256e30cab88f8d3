namespace HeavySim.Statistics.Stopping;

/// <summary>What a stop rule would have made of the samples of one problem, over all orders in which they might have come.</summary>
/// <param name="Accuracy">The probability that the vote at the stop is right, in 0..1.</param>
/// <param name="Samples">Expected samples drawn.</param>
/// <param name="Changed">
/// The probability that the vote at the stop has another winner than the vote over all samples, in 0..1; where answers tie, both are taken
/// to be broken alike as far as they can be.
/// </param>
/// <param name="Draws">
/// Expected samples drawn of each class of the urn, and last of those that abstained: what the samples drawn have cost follows from it.
/// </param>
/// <param name="IsExact">True when every order was accounted for.</param>
/// <param name="AccuracyError">The simulation's standard error of the accuracy; 0 when it was computed exactly.</param>
/// <param name="SamplesError">The simulation's standard error of the samples; 0 when they were computed exactly.</param>
internal sealed record StopOutcome(
    double Accuracy, double Samples, double Changed, IReadOnlyList<double> Draws, bool IsExact = true, double AccuracyError = 0,
    double SamplesError = 0);
