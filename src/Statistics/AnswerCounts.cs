namespace HeavySim.Statistics;

/// <summary>
/// The recorded samples of one problem as the estimators see them: how often each answer was given, how much of each answer class the
/// grader calls right, and how many samples gave no answer. Attempts that failed are no samples: leave them out. Immutable.
/// </summary>
public sealed class AnswerCounts
{
    private readonly int[] _counts;
    private readonly double[] _rightShares;

    /// <summary>Creates the counts of one problem.</summary>
    /// <param name="counts">Samples per answer class, each positive, in any order.</param>
    /// <param name="rightShares">For each class the share of its samples that is right, in 0..1 (0 or 1 from a consistent grader).</param>
    /// <param name="abstained">Samples without an answer: they are drawn, and do not vote.</param>
    /// <param name="isGraded">False when there was no gold to grade by.</param>
    /// <exception cref="ArgumentException">The lengths differ, a count is not positive, or a share is outside 0..1.</exception>
    public AnswerCounts(ReadOnlySpan<int> counts, ReadOnlySpan<double> rightShares, int abstained = 0, bool isGraded = true)
    {
        if (counts.Length != rightShares.Length)
            throw new ArgumentException("Every answer class needs its count and its share of right samples.", nameof(rightShares));
        ArgumentOutOfRangeException.ThrowIfNegative(abstained);

        _counts = counts.ToArray();
        _rightShares = rightShares.ToArray();
        var samples = (long)abstained;
        var right = 0.0;
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] < 1)
                throw new ArgumentException($"An answer class holds at least one sample; class {i} holds {_counts[i]}.", nameof(counts));
            if (_rightShares[i] is not (>= 0 and <= 1))
                throw new ArgumentException($"A share lies in 0..1; that of class {i} is {_rightShares[i]}.", nameof(rightShares));
            samples += _counts[i];
            right += _counts[i] * _rightShares[i];
        }

        // Most votes first; the vote walks the classes by tie level.
        Array.Sort(_counts, _rightShares, Comparer<int>.Create(static (x, y) => y.CompareTo(x)));
        Abstained = abstained;
        Samples = checked((int)samples);
        Right = (int)Math.Round(right);
        IsGraded = isGraded;
    }

    /// <summary>Samples per answer class, most first.</summary>
    public ReadOnlySpan<int> Counts => _counts;

    /// <summary>The share of each class that is right, in 0..1, in the order of <see cref="Counts"/>.</summary>
    public ReadOnlySpan<double> RightShares => _rightShares;

    /// <summary>Samples without an answer.</summary>
    public int Abstained { get; }

    /// <summary>All samples, answered or not.</summary>
    public int Samples { get; }

    /// <summary>Samples graded right.</summary>
    public int Right { get; }

    /// <summary>True when every answered sample has a grade.</summary>
    public bool IsGraded { get; }

    /// <summary>Counts samples given as canonical key and grade.</summary>
    /// <param name="samples">
    /// One pair per ended attempt; a null key abstained. Equal keys (ordinal) are one class; where their grades differ the class counts
    /// as right by the share of its samples that are.
    /// </param>
    public static AnswerCounts Of(IEnumerable<(string? Key, Grade Grade)> samples)
    {
        var classes = new Dictionary<string, (int Count, int Right)>(StringComparer.Ordinal);
        var abstained = 0;
        var isGraded = true;
        foreach (var (key, grade) in samples)
        {
            if (key is null || grade is Grade.Abstained)
            {
                abstained++;
                continue;
            }

            isGraded &= grade is not Grade.Ungraded;
            var (count, right) = classes.GetValueOrDefault(key);
            classes[key] = (count + 1, right + (grade is Grade.Correct ? 1 : 0));
        }

        var counts = new int[classes.Count];
        var shares = new double[classes.Count];
        var i = 0;
        foreach (var (count, right) in classes.Values)
        {
            counts[i] = count;
            shares[i++] = (double)right / count;
        }

        return new AnswerCounts(counts, shares, abstained, isGraded);
    }
}
