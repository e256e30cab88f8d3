using System.Runtime.InteropServices;

namespace HeavySim.Verifier.Truth;

/// <summary>The verdicts of one kind of checker on the answers of a problem.</summary>
/// <param name="checker">The kind: method and model.</param>
/// <param name="ratings">Each answer's ratings, in the order of the answers: how likely its checkers say it is right, in 0..1.</param>
internal sealed class RatedAnswers(string checker, IReadOnlyList<IReadOnlyList<double>> ratings)
{
    /// <summary>The kind of checker: method and model.</summary>
    public string Checker => checker;

    /// <summary>Each answer's ratings, in the order of the answers.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Ratings => ratings;
}

/// <summary>How many ratings of one answer are on each of four levels, lowest first.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RatingPattern(int Lowest, int Low, int High, int Highest)
{
    /// <summary>True when nobody rated the answer.</summary>
    public bool IsEmpty => this == default;

    /// <summary>The number on one level, 0..3.</summary>
    public int this[int level] => level switch { 0 => Lowest, 1 => Low, 2 => High, _ => Highest };

    /// <summary>Sorts ratings by level.</summary>
    public static RatingPattern Of(IReadOnlyList<double> ratings, double[] cuts)
    {
        Span<int> counts = stackalloc int[4];
        counts.Clear();
        foreach (var rating in ratings)
        {
            var level = 0;
            while (level < cuts.Length && rating >= cuts[level])
                level++;
            counts[level]++;
        }

        return new RatingPattern(counts[0], counts[1], counts[2], counts[3]);
    }
}
