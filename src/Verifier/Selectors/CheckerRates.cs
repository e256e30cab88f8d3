namespace HeavySim.Verifier;

/// <summary>
/// How far checkers are to be believed, by checker and method: stated, learned from golds, or learned from agreement. Immutable.
/// </summary>
/// <remarks>
/// A checker's record is smoothed towards that of all checkers of its method, and that towards <see cref="CheckerRecord.StatedPrior"/>.
/// Learned from golds, the record used on a problem leaves that problem out, so a run can be judged by itself.
/// </remarks>
internal sealed class CheckerRates
{
    private const int Rounds = 30;
    private const double PooledWeight = 20;
    private const string Everyone = "";

    private readonly Dictionary<(string Checker, string Method), CheckerRecord> _records = [];
    private readonly Dictionary<(string Checker, string Method, string Problem), CheckerRecord> _perProblem = [];

    private CheckerRates()
    {
    }

    /// <summary>Nothing learned: the stated prior for every checker.</summary>
    public static CheckerRates Stated { get; } = new();

    /// <summary>Learns from the problems that have a gold; leaves each problem out when it is asked about.</summary>
    public static CheckerRates Learn(IEnumerable<CheckedProblem> problems)
    {
        var rates = new CheckerRates();
        foreach (var problem in problems)
        {
            if (problem.CorrectKeys is { } correct)
                rates.Add(problem, key => correct.Contains(key) ? 1 : 0, keepsProblem: true);
        }

        return rates;
    }

    /// <summary>
    /// Learns without golds: which answer is right and how good each checker is are estimated in turn, from the votes and the verdicts
    /// (Dawid and Skene 1979, 30 rounds of EM).
    /// </summary>
    public static CheckerRates LearnUnlabelled(IReadOnlyList<CheckedProblem> problems, BayesOptions? options = null)
    {
        var rates = Stated;
        for (var round = 0; round < Rounds; round++)
        {
            var next = new CheckerRates();
            foreach (var problem in problems.Where(static p => p.Ballot.Classes.Count > 0))
            {
                var posterior = BayesPosterior.Of(problem.Problem, problem.Ballot, problem.Findings, rates, options ?? new BayesOptions());
                var byKey = problem.Ballot.Classes.Select((c, i) => (c.Key, Right: posterior[i]))
                    .ToDictionary(static x => x.Key, static x => x.Right, StringComparer.Ordinal);
                next.Add(problem, key => byKey.GetValueOrDefault(key), keepsProblem: false);
            }

            rates = next;
        }

        return rates;
    }

    /// <summary>The smoothed record of a checker.</summary>
    /// <param name="checker">Who checks; agents of one model and strategy share a record.</param>
    /// <param name="method">The method.</param>
    /// <param name="problemId">The problem it checks: left out of the record.</param>
    public CheckerRecord For(AgentCard checker, string method, string problemId)
    {
        var pooled = Without(Everyone, method, problemId) + CheckerRecord.StatedPrior;
        return Without(FusionMember.NameOf(checker), method, problemId) + pooled.CappedAt(PooledWeight);
    }

    private CheckerRecord Without(string checker, string method, string problemId) =>
        _records.GetValueOrDefault((checker, method)) - _perProblem.GetValueOrDefault((checker, method, problemId));

    private void Add(CheckedProblem problem, Func<string, double> right, bool keepsProblem)
    {
        foreach (var verdict in problem.Findings.OfType<Verdict>())
        {
            var record = CheckerRecord.Of(verdict.Judgement, right(verdict.AnswerKey));
            foreach (var checker in (ReadOnlySpan<string>)[Everyone, FusionMember.NameOf(verdict.Checker)])
            {
                var key = (checker, verdict.Method);
                _records[key] = _records.GetValueOrDefault(key) + record;
                if (!keepsProblem)
                    continue;

                var own = (checker, verdict.Method, problem.Problem.Id);
                _perProblem[own] = _perProblem.GetValueOrDefault(own) + record;
            }
        }
    }
}
