using System.Runtime.InteropServices;

namespace HeavySim.Statistics;

/// <summary>The answer classes of one size: where only counts matter they are alike.</summary>
/// <param name="Size">Samples in each of the classes.</param>
/// <param name="Classes">How many classes have that size.</param>
/// <param name="Right">The sum of their right shares.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EqualClasses(int Size, int Classes, double Right)
{
    /// <summary>The groups of a problem, largest size first.</summary>
    public static EqualClasses[] AllOf(AnswerCounts problem)
    {
        var groups = new List<EqualClasses>();
        for (var first = 0; first < problem.Counts.Length; first += groups[^1].Classes)
            groups.Add(From(problem, first));

        return [.. groups];
    }

    /// <summary>The group that begins with a class, in the order of <see cref="AnswerCounts.Counts"/>.</summary>
    public static EqualClasses From(AnswerCounts problem, int first)
    {
        var counts = problem.Counts;
        var end = first;
        var right = 0.0;
        for (; end < counts.Length && counts[end] == counts[first]; end++)
            right += problem.RightShares[end];

        return new EqualClasses(counts[first], end - first, right);
    }
}
