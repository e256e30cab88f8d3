namespace HeavySim.Verifier;

/// <summary>Findings in a sentence, for rationales.</summary>
internal static class FindingWords
{
    private const int Shown = 4;

    /// <summary>"Verdicts for and against: "42" 2:0, "41" 0:3 (1 abstained)."</summary>
    public static string Verdicts(Ballot ballot, IReadOnlyList<Finding> findings)
    {
        var verdicts = findings.OfType<Verdict>().ToList();
        if (verdicts.Count == 0)
            return "There are no verdicts.";

        var tallies = CheckerDraw.Ordered(ballot)
            .Take(Shown)
            .Select(c => $"{BallotWords.Quote(c)} {Count(c, Judgement.Correct)}:{Count(c, Judgement.Incorrect)}");
        var undecided = verdicts.Count(static v => v.Judgement is Judgement.Abstained or Judgement.Unsure);
        return $"Verdicts for and against: {string.Join(", ", tallies)}{(undecided > 0 ? $" ({undecided} undecided)" : "")}.";

        int Count(AnswerClass c, Judgement judgement) => verdicts.Count(v => v.AnswerKey == c.Key && v.Judgement == judgement);
    }

    /// <summary>"Judges preferred: "42" 3, "41" 1 (1 undecided)."</summary>
    public static string Preferences(Ballot ballot, IReadOnlyList<Comparison> comparisons)
    {
        var tallies = CheckerDraw.Ordered(ballot)
            .Select(c => (Class: c, Wins: comparisons.Count(x => x.PreferredKey == c.Key)))
            .Where(static x => x.Wins > 0)
            .OrderByDescending(static x => x.Wins)
            .Take(Shown)
            .Select(static x => $"{BallotWords.Quote(x.Class)} {x.Wins}")
            .ToList();
        var undecided = comparisons.Count(static c => c.PreferredKey is null);
        var preferred = tallies.Count == 0 ? "nothing" : string.Join(", ", tallies);
        return $"Judges preferred: {preferred}{(undecided > 0 ? $" ({undecided} undecided)" : "")}.";
    }
}
