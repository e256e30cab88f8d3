using HeavySim.Mathematics;

namespace HeavySim.Statistics.Predicting;

/// <summary>
/// What a selector gains over the vote of the same k agents, in log odds of being right, as a line in √k fitted by least squares.
/// </summary>
/// <remarks>
/// A selector adds up hints beyond the votes. The mean of a sum of m independent hints grows as m and its spread as √m, so that right and
/// wrong answers come to stand √m apart (the d' of signal detection; Green and Swets 1966): and so many hints k agents give. Of the lines in
/// log k, √k and k, with or without the vote, this one came nearest on the record of docs/predicting.md.
/// </remarks>
internal sealed class AdvantageLine
{
    // What points usually lie beside their line, in log odds, and as how many of them that counts: four points alone tell too little.
    private const double UsualMiss = .1;
    private const int PriorFreedom = 4;

    private readonly double _meanRoot;
    private readonly double _meanAdvantage;
    private readonly double _spread;
    private readonly double _miss;
    private readonly int _points;

    private AdvantageLine(double meanRoot, double meanAdvantage, double spread, double slope, double miss, int points)
    {
        (_meanRoot, _meanAdvantage, _spread, _miss, _points) = (meanRoot, meanAdvantage, spread, miss, points);
        Slope = slope;
    }

    /// <summary>Log odds gained with each further unit of √k.</summary>
    public double Slope { get; }

    /// <summary>Degrees of freedom of <see cref="ErrorAt"/>.</summary>
    public int Freedom => PriorFreedom + _points - 2;

    /// <summary>Fits the line.</summary>
    /// <param name="points">Accuracy of the selector and of the vote, in 0..1, at k agents; at least two different k.</param>
    /// <param name="problems">Over so many problems: accuracies are kept half a problem away from 0 and 1.</param>
    public static AdvantageLine Of(IReadOnlyList<(int Agents, double Selected, double Vote)> points, int problems)
    {
        var roots = points.Select(static p => Math.Sqrt(p.Agents)).ToArray();
        var advantages = points.Select(p => LogOddsOf(p.Selected, problems) - LogOddsOf(p.Vote, problems)).ToArray();
        var (meanRoot, meanAdvantage) = (roots.Average(), advantages.Average());
        var spread = roots.Sum(x => (x - meanRoot) * (x - meanRoot));
        var slope = roots.Zip(advantages).Sum(p => (p.First - meanRoot) * (p.Second - meanAdvantage)) / spread;
        var squares = roots.Zip(advantages).Sum(p => Math.Pow(p.Second - meanAdvantage - (slope * (p.First - meanRoot)), 2));
        var miss = Math.Sqrt(((PriorFreedom * UsualMiss * UsualMiss) + squares) / (PriorFreedom + points.Count - 2));
        return new AdvantageLine(meanRoot, meanAdvantage, spread, slope, miss, points.Count);
    }

    /// <summary>Log odds of an accuracy over so many problems, finite also where none or all are right.</summary>
    public static double LogOddsOf(double accuracy, int problems) =>
        LogOdds.Of(Math.Clamp(accuracy, .5 / problems, 1 - (.5 / problems)));

    /// <summary>Log odds gained with k agents.</summary>
    public double At(int agents) => _meanAdvantage + (Slope * (Math.Sqrt(agents) - _meanRoot));

    /// <summary>The standard error of the line there, for what points lie beside it.</summary>
    public double ErrorAt(int agents)
    {
        var away = Math.Sqrt(agents) - _meanRoot;
        return _miss * Math.Sqrt((1.0 / _points) + (away * away / _spread));
    }
}
