using HeavySim.Verifier.Truth;

namespace HeavySim.Verifier;

/// <summary>
/// Lets a problem be checked where that pays: where the expected gain is not negligible and, where checks may only take a share of the
/// output tokens, where a token gains more than it would at other problems. Knows what <see cref="TruthMemory"/> has learned.
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
    private double _attempts;
    private double _checks;
    private double _reserved;
    private double _checkedAnswers;

    public CheckPermit Ask(Problem problem, Ballot ballot, Usage spent)
    {
        var isOpen = ballot.Classes.Count > 1;
        var gain = isOpen ? memory.GainOf(TruthEvidence.Read(problem, ballot.Hopeful(), [])) : 0;
        lock (_gate)
        {
            _attempts += spent.OutputTokens ?? 0;
            if (share is null)
                return isOpen && IsWorthIt(problem, gain) ? CheckPermit.Free : CheckPermit.Refused;

            // The first check of all tells what checks cost.
            var cost = _checkedAnswers == 0 ? (double?)null : ballot.Classes.Count * (_checks / _checkedAnswers);
            var candidate = gain is null || cost is null ? null : new Candidate(gain.Value, cost.Value, spent.OutputTokens ?? 0);
            Remember(candidate);
            var left = Allowed(_attempts) - _checks - _reserved;
            if (!isOpen || left <= 0 || cost > left || (candidate is not null && !Pays(problem, candidate, left)))
                return CheckPermit.Refused;

            var permit = new CheckPermit(IsGiven: true, left, cost ?? left);
            _reserved += permit.Reserved;
            return permit;
        }
    }

    public void Settle(CheckPermit permit, Problem problem, Ballot ballot, IReadOnlyList<Finding> findings)
    {
        // A selector that learns tells the same a moment later; others tell nobody.
        memory.With(TruthEvidence.Read(problem, ballot.Hopeful(), findings));
        lock (_gate)
        {
            _reserved -= permit.Reserved;
            _checks += findings.Sum(static f => f.Usage.OutputTokens ?? 0);
            _checkedAnswers += permit.IsGiven ? ballot.Classes.Count : 0;
        }
    }

    /// <summary>The tokens that checks may take beside so many of attempts.</summary>
    private double Allowed(double attempts) => attempts * share!.Value / (1 - share.Value);

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
    private bool Pays(Problem problem, Candidate candidate, double left)
    {
        if (candidate.Gain < LeastGain)
            return IsExplored(problem);
        if (_recent.Count < LeastRivals)
            return true;

        var budget = left + Allowed(_recent.Sum(static r => r.Attempts));
        return _recent.Where(r => r.Gain >= LeastGain && r.ByToken > candidate.ByToken).Sum(static r => r.Cost) + candidate.Cost <= budget;
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
