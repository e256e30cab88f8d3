using HeavySim.Statistics.Stopping;

namespace HeavySim.Statistics.Tests;

/// <summary>Small random problems and plain enumeration: the slow truth that the fast estimators are held against.</summary>
internal static class Subsets
{
    /// <summary>A random problem of at most <paramref name="most"/> samples; class -1 abstained.</summary>
    public static (int[] Classes, bool[] IsRight) RandomProblem(ref RandomStream random, int most)
    {
        var classes = new int[1 + random.NextInt(most)];
        var kinds = 1 + random.NextInt(6);
        for (var i = 0; i < classes.Length; i++)
            classes[i] = Math.Min(random.NextInt(kinds), random.NextInt(kinds)) - (random.NextInt(5) == 0 ? 1 : 0);

        var isRight = new bool[kinds];
        for (var i = 0; i < kinds; i++)
            isRight[i] = random.NextInt(3) == 0;
        return (classes, isRight);
    }

    public static AnswerCounts ToCounts(int[] classes, bool[] isRight) =>
        AnswerCounts.Of(classes.Select(c => c < 0
            ? ((string?)null, Grade.Abstained)
            : (c.ToString(System.Globalization.CultureInfo.InvariantCulture), isRight[c] ? Grade.Correct : Grade.Incorrect)));

    public static SampleUrn ToUrn(int[] classes, bool[] isRight, double?[]? confidences = null) =>
        SampleUrn.Of(classes.Select((c, i) => c < 0
            ? ((string?)null, Grade.Abstained, confidences?[i])
            : (c.ToString(System.Globalization.CultureInfo.InvariantCulture), isRight[c]
                ? Grade.Correct : Grade.Incorrect, confidences?[i])));

    /// <summary>The mean of a figure over all subsets of k samples.</summary>
    public static double Mean(int samples, int k, Func<int[], double> figure)
    {
        var sum = 0.0;
        var subsets = 0;
        for (var mask = 0; mask < 1 << samples; mask++)
        {
            if (System.Numerics.BitOperations.PopCount((uint)mask) != k)
                continue;
            sum += figure([.. Enumerable.Range(0, samples).Where(i => (mask >> i & 1) == 1)]);
            subsets++;
        }

        return sum / subsets;
    }

    /// <summary>The chance that a plain vote among the classes picks a right one; nobody wins an empty vote.</summary>
    public static double Vote(IEnumerable<int> classes, bool[] isRight)
    {
        var tally = classes.Where(c => c >= 0).CountBy(c => c).ToList();
        if (tally.Count == 0)
            return 0;

        var most = tally.Max(c => c.Value);
        var leaders = tally.Where(c => c.Value == most).ToList();
        return (double)leaders.Count(c => isRight[c.Key]) / leaders.Count;
    }
}
