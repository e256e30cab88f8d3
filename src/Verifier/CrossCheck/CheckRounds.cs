using System.Runtime.CompilerServices;

namespace HeavySim.Verifier;

/// <summary>
/// Runs several methods on one vote, round by round: a round has the next calls of every method that is not done. A limit on calls is
/// shared turn by turn, so that it cuts every method's least useful calls.
/// </summary>
/// <remarks>
/// Under a budget of tokens the calls of a round are made in the order of what they gain by the token, as far as it goes. What tells of an
/// answer for the first time goes before what tells of one for the second. At equal turns what tells of more answers goes first: a judge
/// writes about as much when it chooses among all answers as when it judges one.
/// </remarks>
internal sealed class CheckRounds(IReadOnlyList<ICheckMethod> methods, Problem problem, Ballot ballot, long seed)
{
    private readonly List<Finding>[] _found = [.. methods.Select(static _ => new List<Finding>())];

    /// <summary>Runs the rounds; findings come in order of completion.</summary>
    /// <param name="maxCalls">Most calls in all.</param>
    /// <param name="concurrency">Most calls at a time.</param>
    /// <param name="budget">What the calls are paid from; null for no limit.</param>
    /// <param name="cancellationToken">The caller's cancellation.</param>
    public async IAsyncEnumerable<Finding> RunAsync(
        int maxCalls, int concurrency, ICheckBudget? budget, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var plans = methods.Select(m => m.Plan(problem, ballot, seed)).ToList();
        for (var left = maxCalls; left > 0;)
        {
            var round = (budget is null ? Merge(plans) : ByGain(plans)).Take(left).ToList();
            if (round.Count == 0)
                yield break;

            left -= round.Count;
            var found = new Finding?[round.Count];
            await foreach (var (place, finding) in FindingStream.RunAsync(
                [.. round.Select(static c => c.Check)], concurrency, budget, cancellationToken))
            {
                found[place] = finding;
                yield return finding;
            }

            // The budget is spent: a round that is not whole has no next one.
            if (Array.Exists(found, static f => f is null))
                yield break;

            // By place in the plan, not in order of completion: the next round must not depend on that.
            for (var i = 0; i < found.Length; i++)
                _found[round[i].Method].Add(found[i]!);
            plans = [.. plans.Select((plan, i) => plan.Count == 0 ? [] : methods[i].PlanNext(problem, ballot, _found[i], seed))];
        }
    }

    private static IEnumerable<(int Method, PlannedCheck Check)> ByGain(List<IReadOnlyList<PlannedCheck>> plans) => plans
        .SelectMany(static (plan, method) => plan.Select(check => (Method: method, Check: check)))
        .OrderBy(static c => c.Check.Turn)
        .ThenByDescending(static c => c.Check.Answers);

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
