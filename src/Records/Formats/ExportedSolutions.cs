namespace HeavySim.Records.Formats;

/// <summary>
/// Puts the solutions of an exported log together with the attempts before them, which stand sample by sample; those of one problem are
/// held.
/// </summary>
internal sealed class ExportedSolutions
{
    private readonly List<RecordedAttempt> _attempts = [];
    private string? _problem;

    /// <summary>Takes in an attempt; gives the problem's solution with its last one.</summary>
    public RecordedSolution? Add(Problem problem, RecordedAttempt attempt, SolutionRecord? solution)
    {
        if (_problem != problem.Id)
            _attempts.Clear();
        _problem = problem.Id;
        _attempts.Add(attempt);
        return solution is null ? null : OwnSamples.ToSolution(solution, problem, [.. _attempts]);
    }
}
