using HeavySim.Mathematics;

namespace HeavySim.Statistics.Predicting;

/// <summary>
/// What a selector gains over the vote of the same k agents, in log odds of being right, as a line in √k fitted by least squares.
/// </summary>
/// <remarks>
/// A selector adds up hints beyond the votes. The mean of a sum of m independent hints grows as m and its spread as √m, so that right and
/// wrong answers come to stand √m apart (the d' of signal detection; Green and Swets 1966): and so many hints k agents give. Of lines in
/// log k, √k and k, with or without the vote, this one came nearest on recorded curves (docs/predicting.md).
/// </remarks>
/// <param name="MeanRoot">The mean of √k over the points.</param>
/// <param name="Level">Log odds gained there.</param>
/// <param name="Slope">Log odds gained with each further unit of √k.</param>
/// <param name="LevelError">The standard error of the level, for what points lie beside their line.</param>
/// <param name="SlopeError">The same of the slope.</param>
/// <param name="Freedom">Degrees of freedom of these errors.</param>
internal sealed record AdvantageLine(
    double MeanRoot, double Level, double Slope, double LevelError, double SlopeError, int Freedom)
{
    // What points usually lie beside their line, in log odds, and as how many of them that counts: four points alone tell too little.
    private const double UsualMiss = .1;
    private const int PriorFreedom = 4;

    /// <summary>Fits the line.</summary>
    /// <param name="points">Accuracy of the selector and of the vote, in 0..1, at k agents; at least two different k.</param>
    /// <param name="problems">Over so many problems: accuracies are kept half a problem away from 0 and 1.</param>
    public static AdvantageLine Of(IReadOnlyList<(int Agents, double Selected, double Vote)> points, int problems)
    {
        var roots = points.Select(static p => Math.Sqrt(p.Agents)).ToArray();
        var advantages = points.Select(p => LogOddsOf(p.Selected, problems) - LogOddsOf(p.Vote, problems)).ToArray();
        var (meanRoot, level) = (roots.Average(), advantages.Average());
        var spread = roots.Sum(x => (x - meanRoot) * (x - meanRoot));
        var slope = roots.Zip(advantages).Sum(p => (p.First - meanRoot) * (p.Second - level)) / spread;
        var squares = roots.Zip(advantages).Sum(p => Math.Pow(p.Second - level - (slope * (p.First - meanRoot)), 2));
        var freedom = PriorFreedom + points.Count - 2;
        var miss = Math.Sqrt(((PriorFreedom * UsualMiss * UsualMiss) + squares) / freedom);
        return new AdvantageLine(meanRoot, level, slope, miss / Math.Sqrt(points.Count), miss / Math.Sqrt(spread), freedom);
    }

    /// <summary>Log odds of an accuracy over so many problems, finite also where none or all are right.</summary>
    public static double LogOddsOf(double accuracy, int problems) =>
        LogOdds.Of(Math.Clamp(accuracy, .5 / problems, 1 - (.5 / problems)));

    /// <summary>Log odds gained with k agents.</summary>
    public double At(int agents) => Level + (Slope * (Math.Sqrt(agents) - MeanRoot));
}
