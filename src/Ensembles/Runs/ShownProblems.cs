using System.Collections.Concurrent;
using HeavySim.Verifier.Truth;

namespace HeavySim.Ensembles.Runs;

/// <summary>What a run has shown of each problem, for whoever learns: recorded in earlier times, or heard of as it goes on.</summary>
/// <param name="recorded">What was recorded.</param>
/// <param name="next">Hears of every solution too; or null.</param>
internal sealed class ShownProblems(IReadOnlyList<TruthProblem> recorded, IProgress<Solution>? next) : IProgress<Solution>
{
    private readonly ConcurrentDictionary<string, TruthProblem> _shown =
        new(recorded.Select(static p => KeyValuePair.Create(p.Id, p)), StringComparer.Ordinal);

    public void Report(Solution value)
    {
        _shown[value.Problem.Id] = Of(value);
        next?.Report(value);
    }

    /// <summary>What was shown of these problems, in their order.</summary>
    public IReadOnlyList<TruthProblem> Of(IEnumerable<Problem> problems) =>
        [.. problems.Select(p => _shown.GetValueOrDefault(p.Id)).OfType<TruthProblem>()];

    /// <summary>What a solution shows.</summary>
    public static TruthProblem Of(Solution solution) =>
        TruthEvidence.Read(solution.Problem, solution.Ballot.Hopeful(), solution.Findings);
}
