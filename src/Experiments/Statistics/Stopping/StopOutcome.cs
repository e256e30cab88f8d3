namespace HeavySim.Experiments.Statistics;

/// <summary>What a stop rule would have made of the samples of one problem, over all orders in which they might have come.</summary>
/// <param name="Accuracy">The probability that the vote at the stop is right, in 0..1.</param>
/// <param name="Samples">Expected samples drawn.</param>
/// <param name="AccuracyError">The simulation's standard error of the accuracy; 0 when it was computed exactly.</param>
/// <param name="SamplesError">The simulation's standard error of the samples; 0 when they were computed exactly.</param>
public sealed record StopOutcome(double Accuracy, double Samples, double AccuracyError, double SamplesError)
{
    /// <summary>True when every order was accounted for.</summary>
    public bool IsExact => AccuracyError == 0 && SamplesError == 0;
}
