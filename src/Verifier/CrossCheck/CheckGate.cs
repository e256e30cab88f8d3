using HeavySim.Verifier.Truth;

namespace HeavySim.Verifier;

/// <summary>
/// Lets a problem be checked where that pays: where the expected gain is not negligible and, where checks may only take a share of the
/// output tokens, where a token gains more than it would at other problems. Knows what <see cref="TruthMemory"/> has learned. It owns the
/// tokens: every call of every check is asked for here.
/// </summary>
/// <param name="memory">What was learned; hears of every problem.</param>
/// <param name="share">The share of all output tokens that checks may take, in (0, 1); null for no limit.</param>
/// <param name="seed">The seed of the run.</param>
internal sealed class CheckGate(TruthMemory memory, double? share, long seed) : ICheckGate
{
    // One answer in a thousand is not worth a check. Assumed.
    private const double LeastGain = .001;

    // The share of problems that are checked although it does not seem worth it: checkers may have been misjudged. Assumed.
    private const double Explored = .1;

    // The problems that a problem competes with, and how many of them there must be.
    private const int MostRivals = 512;
    private const int LeastRivals = 32;

    private readonly Lock _gate = new();
    private readonly Queue<Candidate> _recent = new();
    private readonly CheckPurse? _purse = share is { } part ? new CheckPurse(part) : null;
    private double _checkTokens;
    private double _checkedAnswers;

    public CheckPermit Ask(Problem problem, Ballot ballot, Usage spent)
    {
        var isOpen = ballot.Classes.Count > 1;
        var gain = isOpen ? memory.GainOf(TruthEvidence.Read(problem, ballot.Hopeful(), [])) : 0;
        if (_purse is null)
            return isOpen && IsWorthIt(problem, gain) ? CheckPermit.Free : CheckPermit.Refused;

        var attempts = spent.OutputTokens ?? 0;
        lock (_gate)
        {
            _purse.Earn(attempts);
            // The first check of all tells what checks cost.
            var cost = _checkedAnswers == 0 ? (double?)null : ballot.Classes.Count * (_checkTokens / _checkedAnswers);
            var candidate = gain is null || cost is null ? null : new Candidate(gain.Value, cost.Value, attempts);
            Remember(candidate);
            // What is left need not pay for a whole check: the first calls tell most, so that many problems get them before few get all.
            if (!isOpen || attempts == 0 || _purse.Left <= 0 || (candidate is not null && !Pays(problem, candidate, _purse)))
                return CheckPermit.Refused;
        }

        var lengths = ballot.Classes.SelectMany(static c => c.Members).Select(static m => m.Attempt.Usage.OutputTokens ?? 0);
        return new CheckPermit(IsGiven: true, new ProblemBudget(this, attempts / (double)Math.Max(1, spent.Calls), lengths.Max()));
    }

    public void Settle(CheckPermit permit, Problem problem, Ballot ballot, IReadOnlyList<Finding> findings)
    {
        // A selector that learns tells the same a moment later; others tell nobody.
        memory.With(TruthEvidence.Read(problem, ballot.Hopeful(), findings));
        if (permit.Budget is not ProblemBudget { Took: > 0 } budget)
            return;

        lock (_gate)
        {
            _checkTokens += budget.Took;
            _checkedAnswers += ballot.Classes.Count;
        }
    }

    private void Remember(Candidate? candidate)
    {
        if (candidate is not null)
            _recent.Enqueue(candidate);
        if (_recent.Count > MostRivals)
            _recent.Dequeue();
    }

    private bool IsWorthIt(Problem problem, double? gain) => gain is null or >= LeastGain || IsExplored(problem);

    private bool IsExplored(Problem problem) => RandomKey.Of(seed).With("explore").With(problem.Id).Open().NextDouble() < Explored;

    /// <summary>
    /// Whether the problem is among those of the recent ones that gain most by the token, as many as could have been paid for.
    /// </summary>
    private bool Pays(Problem problem, Candidate candidate, CheckPurse purse)
    {
        if (candidate.Gain < LeastGain)
            return IsExplored(problem);
        if (_recent.Count < LeastRivals)
            return true;

        var budget = purse.Left + purse.Allowed(_recent.Sum(static r => r.Attempts));
        return _recent.Where(r => r.Gain >= LeastGain && r.ByToken > candidate.ByToken).Sum(static r => r.Cost) + candidate.Cost <= budget;
    }

    /// <summary>What the checks of one problem are paid from: the purse of all.</summary>
    /// <param name="gate">Whose purse it is.</param>
    /// <param name="attempt">The mean output tokens of the problem's attempts.</param>
    /// <param name="longest">The output tokens of the longest one.</param>
    private sealed class ProblemBudget(CheckGate gate, double attempt, double longest) : ICheckBudget
    {
        /// <summary>The output tokens that its checks took so far.</summary>
        public long Took { get; private set; }

        public CheckAllowance? Reserve(string method)
        {
            lock (gate._gate)
            {
                return gate._purse!.Reserve(method, attempt, longest) is { } granted
                    ? new CheckAllowance(granted, usage => Settle(method, granted, usage))
                    : null;
            }
        }

        private void Settle(string method, int granted, Usage? usage)
        {
            lock (gate._gate)
            {
                gate._purse!.Settle(method, granted, attempt, usage);
                Took += usage?.OutputTokens ?? 0;
            }
        }
    }

    /// <summary>A problem that could be checked.</summary>
    /// <param name="Gain">The expected gain.</param>
    /// <param name="Cost">The output tokens that a check is taken to need.</param>
    /// <param name="Attempts">The output tokens of its attempts.</param>
    private sealed record Candidate(double Gain, double Cost, double Attempts)
    {
        public double ByToken => Cost == 0 ? 0 : Gain / Cost;
    }
}
