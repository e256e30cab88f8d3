using System.Runtime.CompilerServices;

namespace HeavySim.Verifier;

/// <summary>
/// Runs several methods on one vote, round by round: a round has the next calls of every method that is not done. A budget is shared turn
/// by turn, so that it cuts every method's least useful calls.
/// </summary>
internal sealed class CheckRounds(IReadOnlyList<ICheckMethod> methods, Problem problem, Ballot ballot, long seed)
{
    private readonly List<Finding>[] _found = [.. methods.Select(static _ => new List<Finding>())];

    /// <summary>Runs the rounds; findings come in order of completion.</summary>
    /// <param name="maxCalls">Most calls in all.</param>
    /// <param name="concurrency">Most calls at a time.</param>
    /// <param name="cancellationToken">The caller's cancellation.</param>
    public async IAsyncEnumerable<Finding> RunAsync(
        int maxCalls, int concurrency, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var plans = methods.Select(m => m.Plan(problem, ballot, seed)).ToList();
        for (var left = maxCalls; left > 0;)
        {
            var round = Merge(plans).Take(left).ToList();
            if (round.Count == 0)
                yield break;

            left -= round.Count;
            var found = new Finding?[round.Count];
            await foreach (var (place, finding) in FindingStream.RunAsync(
                [.. round.Select(static c => c.Check)], concurrency, cancellationToken))
            {
                found[place] = finding;
                yield return finding;
            }

            // By place in the plan, not in order of completion: the next round must not depend on that.
            for (var i = 0; i < found.Length; i++)
                _found[round[i].Method].Add(found[i]!);
            plans = [.. plans.Select((plan, i) => plan.Count == 0 ? [] : methods[i].PlanNext(problem, ballot, _found[i], seed))];
        }
    }

    private static IEnumerable<(int Method, PlannedCheck Check)> Merge(List<IReadOnlyList<PlannedCheck>> plans)
    {
        for (var i = 0; i < plans.Max(static p => p.Count); i++)
        {
            for (var method = 0; method < plans.Count; method++)
            {
                if (plans[method].Count > i)
                    yield return (method, plans[method][i]);
            }
        }
    }
}
