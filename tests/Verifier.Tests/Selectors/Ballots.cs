namespace HeavySim.Verifier.Tests;

/// <summary>Ballots for tests: agent i gives answer i; null has none.</summary>
internal static class Ballots
{
    public static Problem Problem(string id = "p") => new() { Id = id, Question = "How many?" };

    public static AgentCard Card(int index) => new(index, $"model-{index}", "test", "plain", null);

    public static Attempt Attempt(int agent, string? answer, double? confidence = null, string problem = "p") => new()
    {
        ProblemId = problem,
        Agent = Card(agent),
        Outcome = answer is null
            ? new Outcome.Abstained("no answer found")
            : new Outcome.Answered(new Answer(answer, answer, AnswerSource.Given)),
        Text = answer is null ? "I do not know." : $"I worked it out.\nAnswer: {answer}",
        Confidence = confidence,
    };

    public static Ballot Of(params string?[] answers) => Ballot.Of([.. answers.Select((a, i) => Attempt(i, a))]);

    public static Selection Select(
        this ISelector selector, Ballot ballot, IReadOnlyList<Finding>? findings = null, long seed = 1, string problem = "p")
    {
        var pending = selector.SelectAsync(Problem(problem), ballot, findings ?? [], seed, CancellationToken.None);
        Assert.True(pending.IsCompleted, "a selector that asks no model answers at once");
        return pending.Result;
    }
}
