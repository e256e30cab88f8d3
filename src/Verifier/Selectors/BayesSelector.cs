namespace HeavySim.Verifier;

/// <summary>
/// <c>bayes</c>: the most probable answer given votes and verdicts (<see cref="BayesPosterior"/>). With no verdicts, or with checkers no
/// better than chance, it is the vote; an inverted checker counts for nothing. Confidence: the posterior.
/// </summary>
internal sealed class BayesSelector(CheckerRates rates, BayesOptions options) : PureSelector("bayes")
{
    protected override (IReadOnlyList<double> Scores, string Reason) Score(Problem problem, Ballot ballot, IReadOnlyList<Finding> findings)
    {
        var posterior = BayesPosterior.Of(problem, ballot, findings, rates, options);
        return (posterior, $"{FindingWords.Verdicts(ballot, findings)}{Believed(problem, findings)}");
    }

    private string Believed(Problem problem, IReadOnlyList<Finding> findings)
    {
        var records = findings.OfType<Verdict>().Select(v => rates.For(v.Checker, v.Method, problem.Id)).ToList();
        if (records.Count == 0)
            return "";

        var useless = records.Count(static r => !r.IsBetterThanChance);
        return $" Checkers are taken to accept {records.Average(static r => r.TruePositive):0%} of right and "
            + $"{records.Average(static r => r.FalsePositive):0%} of wrong answers."
            + (
                useless == 0 ? "" : $" {BallotWords.Count(useless, "verdict")} came from checkers no better than chance and counted for "
                    + "nothing.");
    }
}
