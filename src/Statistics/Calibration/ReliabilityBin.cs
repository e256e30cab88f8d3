namespace HeavySim.Statistics.Calibration;

/// <summary>Answers of similar confidence.</summary>
/// <param name="From">The bin's lower edge, in 0..1.</param>
/// <param name="To">The bin's upper edge; belongs to the bin only in the last one.</param>
/// <param name="Count">How many answers fell into it.</param>
/// <param name="Confidence">Their mean confidence.</param>
/// <param name="Accuracy">The share of them that is right, with Wilson's interval.</param>
internal sealed record ReliabilityBin(double From, double To, int Count, double Confidence, Estimate Accuracy);
