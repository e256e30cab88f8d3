namespace HeavySim.Verifier.Truth;

/// <summary>One measure of the attempts at some problems, laid out to be gone through many times.</summary>
internal sealed class MeasureTable
{
    private readonly RaggedRows<MeasuredGroup> _groups = new();
    private readonly RaggedRows<(int Group, double Mean)> _answers = new();

    /// <summary>Lays it out.</summary>
    /// <param name="measure">What was measured.</param>
    /// <param name="problems">The problems; they are asked for by their places.</param>
    public MeasureTable(string measure, IReadOnlyList<TruthProblem> problems)
    {
        foreach (var problem in problems)
        {
            var measured = problem.Measures.FirstOrDefault(m => m.Name == measure);
            _groups.Add(measured?.Groups ?? []);
            _answers.Add(measured is null ? [] : [.. problem.Answers.Select((_, a) => (measured.GroupOf(a), measured.MeanOf(a)))]);
        }

        foreach (var group in _groups.All)
            MostAttempts = Math.Max(MostAttempts, group.Attempts);
    }

    /// <summary>The most attempts that were measured of one answer.</summary>
    public int MostAttempts { get; }

    /// <summary>The number of groups of all problems.</summary>
    public int GroupCount => _groups.All.Length;

    /// <summary>A problem's answers that were measured equally often, together; empty where nothing was measured.</summary>
    public ReadOnlySpan<MeasuredGroup> GroupsOf(int problem) => _groups[problem];

    /// <summary>Where a problem's groups begin among those of all problems.</summary>
    public int FirstGroupOf(int problem) => _groups.StartOf(problem);

    /// <summary>
    /// Of each answer of a problem the place of its group, -1 where it was not measured, and its mean; empty where nothing was measured.
    /// </summary>
    public ReadOnlySpan<(int Group, double Mean)> AnswersOf(int problem) => _answers[problem];
}
