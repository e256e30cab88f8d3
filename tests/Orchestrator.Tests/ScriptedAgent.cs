namespace HeavySim.Orchestrator.Tests;

/// <summary>Answers what it is told to, after a time on its world's clock.</summary>
internal sealed class ScriptedAgent(int index, TimeProvider time, string? answer, TimeSpan latency) : IAgent
{
    public AgentCard Card { get; } = new(index, "scripted", "test", "none", Temperature: null);

    public Exception? Throws { get; init; }

    public Outcome? Outcome { get; init; }

    public int Calls { get; private set; }

    public int InFlight { get; private set; }

    public async Task<Attempt> AttemptAsync(
        Assignment assignment, IProgress<AttemptProgress>? progress, CancellationToken cancellationToken)
    {
        Calls++;
        InFlight++;
        try
        {
            progress?.Report(new AttemptProgress(7, "so far", ReasoningDelta: null));
            await Task.Delay(latency, time, cancellationToken);
            if (Throws is not null)
                throw Throws;

            return new Attempt
            {
                ProblemId = assignment.Problem.Id,
                Agent = Card,
                Outcome = Outcome
                    ?? (answer is null
                        ? new Outcome.Abstained("nothing")
                        : new Outcome.Answered(new Answer(answer, answer, AnswerSource.Given))),
                Usage = new Usage { Calls = 1, InputTokens = 10, OutputTokens = 20, Cost = 0.01m },
            };
        }
        finally
        {
            InFlight--;
        }
    }
}
