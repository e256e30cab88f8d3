namespace HeavySim.Verifier.Tests;

/// <summary>A solved problem with its findings.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Ballot">The final ballot.</param>
/// <param name="Findings">What the cross-check found.</param>
internal sealed record CheckedProblem(Problem Problem, Ballot Ballot, IReadOnlyList<Finding> Findings);

/// <summary>Problems with votes, and verdicts of checkers with known rates.</summary>
internal static class CheckedWorld
{
    /// <summary>Voters right with a given chance, otherwise one of four wrong answers; every class gets verdicts of two checkers.</summary>
    public static IReadOnlyList<CheckedProblem> Create(
        long seed, int problems, int voters, double solveRate, double truePositive, double falsePositive, int verdictsPerClass = 2) =>
        [.. Enumerable.Range(0, problems).Select(i =>
        {
            var stream = RandomKey.Of(seed).With(i).Open();
            var answers = new string?[voters];
            for (var v = 0; v < voters; v++)
                answers[v] = stream.NextDouble() < solveRate ? "right" : $"wrong {stream.NextInt(4)}";

            var ballot = Ballots.Of(answers);
            var findings = new List<Finding>();
            foreach (var key in ballot.Classes.Select(static c => c.Key))
            {
                for (var k = 0; k < verdictsPerClass; k++)
                {
                    var accepts = stream.NextDouble() < (key == "right" ? truePositive : falsePositive);
                    findings.Add(Verdict(key, accepts ? Judgement.Correct : Judgement.Incorrect, checker: 20 + k));
                }
            }

            return new CheckedProblem(Ballots.Problem($"p{i}"), ballot, findings);
        })];

    public static Verdict Verdict(string key, Judgement judgement, int checker = 20, string? step = null) =>
        new() { Checker = Ballots.Card(checker), Method = "verdict", AnswerKey = key, Judgement = judgement, FirstWrongStep = step };

    public static Comparison Comparison(string method, string? preferred, params string[] keys) =>
        new() { Checker = Ballots.Card(20), Method = method, AnswerKeys = keys, PreferredKey = preferred };

    public static double Accuracy(this ISelector selector, IEnumerable<CheckedProblem> problems) => problems.Average(p =>
        selector.SelectAsync(p.Problem, p.Ballot, p.Findings, 1, CancellationToken.None).Result.Answer?.Key == "right" ? 1.0 : 0.0);
}
