namespace HeavySim.Statistics.Calibration;

/// <summary>Whether answers given with 80 % confidence are right 80 % of the time.</summary>
/// <param name="Count">Answers with a confidence and a grade.</param>
/// <param name="Brier">Mean squared distance of the confidence from 0 or 1, in 0..1, lower is better (Brier 1950).</param>
/// <param name="ExpectedError">
/// ECE: Σ over bins of (share of answers)·|accuracy - confidence|, in 0..1 (Naeini, Cooper and Hauskrecht 2015). Never below its sampling
/// noise: with few answers per bin a perfect forecaster has a positive one.
/// </param>
/// <param name="Bins">The bins that hold answers.</param>
internal sealed record CalibrationCurve(int Count, double Brier, double ExpectedError, IReadOnlyList<ReliabilityBin> Bins)
{
    /// <summary>Bins of equal width unless told otherwise.</summary>
    public const int DefaultBins = 10;

    /// <summary>Computes the curve.</summary>
    /// <param name="confidences">Confidences in 0..1; at least one.</param>
    /// <param name="isRight">Whether each answer is right.</param>
    /// <param name="bins">How many bins of equal width.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no answer, or a confidence is outside 0..1.</exception>
    public static CalibrationCurve Of(ReadOnlySpan<double> confidences, ReadOnlySpan<bool> isRight, int bins = DefaultBins)
    {
        if (confidences.Length != isRight.Length || confidences.IsEmpty)
            throw new ArgumentException("Every confidence needs its grade, and there must be one.", nameof(isRight));
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);

        var counts = new int[bins];
        var right = new int[bins];
        var sums = new double[bins];
        var brier = 0.0;
        for (var i = 0; i < confidences.Length; i++)
        {
            if (confidences[i] is not (>= 0 and <= 1))
                throw new ArgumentException($"A confidence lies in 0..1; number {i} is {confidences[i]}.", nameof(confidences));

            var miss = confidences[i] - (isRight[i] ? 1 : 0);
            brier += miss * miss;
            var bin = Math.Min(bins - 1, (int)(confidences[i] * bins));
            counts[bin]++;
            right[bin] += isRight[i] ? 1 : 0;
            sums[bin] += confidences[i];
        }

        var error = 0.0;
        var curve = new List<ReliabilityBin>();
        for (var b = 0; b < bins; b++)
        {
            if (counts[b] == 0)
                continue;
            error += Math.Abs(right[b] - sums[b]) / confidences.Length;
            curve.Add(new ReliabilityBin(
                (double)b / bins, (b + 1.0) / bins, counts[b], sums[b] / counts[b], Intervals.Wilson(right[b], counts[b])));
        }

        return new CalibrationCurve(confidences.Length, brier / confidences.Length, error, curve);
    }
}
