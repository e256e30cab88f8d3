namespace HeavySim.Statistics;

/// <summary>Accuracy against the number of samples, over a problem set: every k from one recorded run.</summary>
/// <param name="Points">One point for every k from 1 to the most samples any problem has.</param>
/// <param name="Problems">Problems with a gold.</param>
/// <param name="Ungraded">Problems without one; they are in no denominator.</param>
public sealed record AccuracyCurve(IReadOnlyList<CurvePoint> Points, int Problems, int Ungraded)
{
    /// <summary>
    /// The curve of a problem set. A problem with fewer than k samples leaves the points from k on, and their denominators say so.
    /// </summary>
    /// <param name="problems">The samples of each problem.</param>
    /// <param name="limit">The largest k wanted.</param>
    public static AccuracyCurve Of(IEnumerable<AnswerCounts> problems, int limit = int.MaxValue)
    {
        var curves = new List<ProblemCurve>();
        var ungraded = 0;
        foreach (var problem in problems)
        {
            if (problem.IsGraded)
                curves.Add(ProblemCurve.Of(problem, limit));
            else
                ungraded++;
        }

        return new AccuracyCurve(Average(curves), curves.Count, ungraded);
    }

    private static List<CurvePoint> Average(List<ProblemCurve> curves)
    {
        var points = new List<CurvePoint>();
        var majority = new double[curves.Count];
        var pass = new double[curves.Count];
        for (var k = 1; ; k++)
        {
            var count = 0;
            foreach (var curve in curves)
            {
                if (curve.Samples < k)
                    continue;
                majority[count] = curve.Majority[k - 1];
                pass[count++] = curve.Pass[k - 1];
            }

            if (count == 0)
                return points;
            points.Add(new CurvePoint(k, count, Intervals.OfShares(majority.AsSpan(0, count)), Intervals.OfShares(pass.AsSpan(0, count))));
        }
    }
}
