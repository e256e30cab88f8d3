namespace HeavySim.Verifier.Truth;

/// <summary>The verdicts of one kind of checker on the answers of some problems, laid out to be gone through many times.</summary>
internal sealed class RatingTable
{
    private readonly RaggedRows<int> _patterns = new();
    private readonly RaggedRows<int> _rivals = new();

    /// <summary>Lays them out.</summary>
    /// <param name="checker">The kind of checker.</param>
    /// <param name="cuts">Where one level of ratings ends and the next begins, ascending.</param>
    /// <param name="problems">The problems; they are asked for by their places.</param>
    public RatingTable(string checker, double[] cuts, IReadOnlyList<TruthProblem> problems)
    {
        var numbers = new Dictionary<RatingPattern, int>();
        foreach (var problem in problems)
        {
            int[] patterns = problem.Ratings.FirstOrDefault(r => r.Checker == checker) is { } rated
                ? [.. rated.Ratings.Select(r => NumberOf(RatingPattern.Of(r, cuts)))]
                : [];
            _patterns.Add(patterns);
            _rivals.Add(patterns.Length == 0 ? [] : [.. problem.Rivals.Select(r => r < 0 ? -1 : patterns[r])]);
        }

        Patterns = [.. numbers.Keys];

        int NumberOf(RatingPattern pattern)
        {
            if (!numbers.TryGetValue(pattern, out var number))
                numbers[pattern] = number = numbers.Count;
            return number;
        }
    }

    /// <summary>Each pattern that was seen, once; the rows speak of them by their places here.</summary>
    public RatingPattern[] Patterns { get; }

    /// <summary>The pattern of each answer of a problem; empty where nobody rated any.</summary>
    public ReadOnlySpan<int> PatternsOf(int problem) => _patterns[problem];

    /// <summary>
    /// For each answer of a problem taken as right, and last for none: the pattern of the wrong answer that most members gave, or -1 where
    /// there is none such; empty where nobody rated any.
    /// </summary>
    public ReadOnlySpan<int> RivalsOf(int problem) => _rivals[problem];
}
