namespace HeavySim.Orchestrator.Tests.Rounds;

/// <summary>Answers what a function makes of its assignment, a second later, and keeps the assignments.</summary>
internal sealed class LearningAgent(int index, TimeProvider time, Func<Assignment, int, string?> answer, double seconds = 1) : IAgent
{
    public AgentCard Card { get; } = new(index, "learning", "test", "none", Temperature: null);

    public List<Assignment> Assignments { get; } = [];

    public async Task<Attempt> AttemptAsync(
        Assignment assignment, IProgress<AttemptProgress>? progress, CancellationToken cancellationToken)
    {
        Assignments.Add(assignment);
        await Task.Delay(TimeSpan.FromSeconds(seconds), time, cancellationToken);
        var said = answer(assignment, index);
        return new Attempt
        {
            ProblemId = assignment.Problem.Id,
            Agent = Card,
            Sample = assignment.Sample,
            Outcome = said is null ? new Outcome.Abstained("nothing") : new Outcome.Answered(new Answer(said, said, AnswerSource.Given)),
            Text = said is null ? null : $"by {index} in {assignment.Sample}: {said}",
            Usage = new Usage { Calls = 1, OutputTokens = 10 },
        };
    }
}
