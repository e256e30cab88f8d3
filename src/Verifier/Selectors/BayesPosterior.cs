namespace HeavySim.Verifier;

/// <summary>
/// The probability of every answer class given votes and verdicts: score(a) = κ n_a log(m p / (1 − p)) + κ_v Σ log-likelihood ratios of the
/// verdicts on a, then a softmax (weights after Nitzan and Paroush 1982, in the form for m wrong options). κ = 1 / (1 + (n̄ − 1) ρ)
/// discounts what is said in chorus: n̄ is the mean number of votes, or verdicts, on one answer.
/// </summary>
internal static class BayesPosterior
{
    private const int OpenWrongAnswers = 4;
    private const double LeastVoteWeight = .05;

    /// <summary>One probability per class. They sum to less than 1: answers nobody gave keep a share, each with score 0.</summary>
    public static double[] Of(Problem problem, Ballot ballot, IReadOnlyList<Finding> findings, CheckerRates rates, BayesOptions options)
    {
        var wrong = options.WrongAnswers ?? (problem.Choices.Count > 1 ? problem.Choices.Count - 1 : OpenWrongAnswers);
        var p = Math.Clamp(options.SolveRate, .001, .999);
        var perVote = Discount((double)ballot.Votes / ballot.Classes.Count, options.VoteCorrelation)
            * Math.Max(LeastVoteWeight, Math.Log(wrong * p / (1 - p)));
        var verdicts = findings.OfType<Verdict>()
            .Where(static v => v.Judgement is Judgement.Correct or Judgement.Incorrect)
            .ToLookup(static v => v.AnswerKey, StringComparer.Ordinal);
        var perVerdict = Discount(verdicts.Count == 0 ? 1 : verdicts.Average(static g => g.Count()), options.VerdictCorrelation);

        var scores = ballot.Classes
            // Summed in sorted order: a sum of doubles must not depend on who came first.
            .Select(c => (perVote * c.Votes) + (perVerdict * verdicts[c.Key].Select(v => Weight(v, rates, problem)).Order().Sum()))
            .ToList();
        // An open question has always another answer that nobody gave.
        var unseen = Math.Max(wrong + 1 - scores.Count, problem.Choices.Count > 1 ? 0 : 1);
        return Softmax.Of([.. scores, .. Enumerable.Repeat(0.0, unseen)])[..scores.Count];
    }

    private static double Weight(Verdict verdict, CheckerRates rates, Problem problem)
    {
        var record = rates.For(verdict.Checker, verdict.Method, problem.Id);
        return verdict.Judgement == Judgement.Correct ? record.AcceptWeight : record.RejectWeight;
    }

    private static double Discount(double meanCount, double correlation) => 1 / (1 + (Math.Max(0, meanCount - 1) * correlation));
}
