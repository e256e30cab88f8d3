using System.Runtime.CompilerServices;

namespace HeavySim.Verifier;

/// <summary>
/// Agents checking each other's answers by one or several methods. Distinct answers are checked, not samples; whoever gave an answer does
/// not judge it. Made by <see cref="CrossCheckCatalog"/>.
/// </summary>
/// <remarks>
/// Comparing notes goes first, where it is asked for: what the others see is the vote as revised. All other methods run side by side.
/// Nothing is checked when there is one answer.
/// </remarks>
internal sealed class CrossCheck(IReadOnlyList<ICheckMethod> methods, CrossCheckOptions options) : ICrossChecker
{
    public string Method { get; } = string.Join('+', methods.Select(static m => m.Name));

    public IAsyncEnumerable<Finding> CheckAsync(Problem problem, Ballot ballot, long seed, CancellationToken cancellationToken) =>
        CheckAsync(problem, ballot, seed, budget: null, cancellationToken);

    public async IAsyncEnumerable<Finding> CheckAsync(
        Problem problem, Ballot ballot, long seed, ICheckBudget? budget, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var callsLeft = options.MaxCalls;
        foreach (var stage in methods.GroupBy(static m => m is not NotesCheck).OrderBy(static g => g.Key))
        {
            if (ballot.Classes.Count < 2)
                yield break;

            var revisions = new List<Revision>();
            var rounds = new CheckRounds([.. stage], problem, ballot, seed);
            await foreach (var finding in rounds.RunAsync(callsLeft, options.MaxConcurrency, budget, cancellationToken))
            {
                callsLeft--;
                if (finding is Revision revision)
                    revisions.Add(revision);
                yield return finding;
            }

            ballot = Revised(ballot, revisions);
        }
    }

    /// <summary>The vote with every revised answer in place of the one before; who gave none keeps the old one.</summary>
    private static Ballot Revised(Ballot ballot, List<Revision> revisions)
    {
        var revised = revisions.Where(static r => r.Attempt.Answer is not null).Select(static r => r.Attempt).ToList();
        if (revised.Count == 0)
            return ballot;

        var agents = revised.Select(static a => a.Agent.Index).ToHashSet();
        var kept = ballot.Classes.SelectMany(static c => c.Members)
            .Select(static m => m.Attempt)
            .Where(a => !agents.Contains(a.Agent.Index));
        return Ballot.Of([.. kept.Concat(revised).OrderBy(static a => a.Agent.Index).ThenBy(static a => a.Sample)]);
    }
}
