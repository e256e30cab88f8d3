using HeavySim.Records.Problems;
using HeavySim.Records.Recorded;

namespace HeavySim.Testing;

/// <summary>Attempts and solutions to record.</summary>
internal static class RecordedRun
{
    public static ProblemSet Problems(int count) =>
        ProblemSet.Of("sums", Enumerable.Range(0, count)
            .Select(static i => new Problem { Id = $"p{i}", Question = $"What is {i} + 1?", Gold = $"{i + 1}", Category = "sums" }));

    public static RunSettings Settings(string name = "first", long seed = 7, bool simulated = true) => new()
    {
        Name = name,
        Seed = seed,
        IsSimulated = simulated,
        Options = new Dictionary<string, string> { ["stop"] = "lead", ["agents"] = "8" },
    };

    public static RecordedAttempt Attempt(string problem, int agent, int sample = 0, string answer = "1", string? text = "so it is 1") =>
        new(
        new Attempt
        {
            ProblemId = problem,
            Agent = new AgentCard(agent, "m", "e", "steps", 0.7),
            Sample = sample,
            Outcome = new Outcome.Answered(new Answer(answer, answer, AnswerSource.Labelled)),
            Text = text,
            Usage = new Usage { Calls = 1, InputTokens = 10, OutputTokens = 20, Cost = 0.10m },
            Elapsed = TimeSpan.FromTicks(12_345_678),
        },
        Grade.Correct,
        "exact 1");

    public static RecordedAttempt Ended(string problem, int agent, Outcome outcome) =>
        Attempt(problem, agent) is var answered
            ? answered with { Attempt = answered.Attempt with { Outcome = outcome, Text = null }, Grade = Grade.Abstained, Checker = null }
                : answered;

    public static RecordedSolution Solution(Problem problem, IReadOnlyList<Attempt> attempts, params Finding[] findings)
    {
        var ballot = Ballot.Of(attempts);
        var solution = new Solution
        {
            Problem = problem,
            Selection = new Selection
            {
                Method = "vote",
                Answer = ballot.Leader?.Members[0].Answer,
                Confidence = 0.75,
                Ranking = [new ScoredAnswer("1", "1", 3, 0.75)],
                Rationale = "3 of 4",
                Usage = new Usage { Calls = 1 },
            },
            Ballot = ballot,
            Attempts = attempts,
            Findings = findings,
            Missing = [new MissingAttempt(3, "timed-out: idle limit of 5 s passed")],
            Stopped = "lead",
            Usage = new Usage { Calls = 4, OutputTokens = 80 },
            Elapsed = TimeSpan.FromSeconds(3.5),
        };
        return new(solution, Grade.Correct, "exact 1");
    }
}
