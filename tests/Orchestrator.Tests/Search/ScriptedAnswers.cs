namespace HeavySim.Orchestrator.Tests;

/// <summary>Agents that answer after a time on their world's clock, and a judge that values by who answered and from what.</summary>
internal sealed class ScriptedAnswers(TimeProvider time) : ISolutionValuer
{
    public int Calls { get; private set; }

    public int InFlight { get; private set; }

    public int MostInFlight { get; private set; }

    /// <summary>How many models the agents are dealt out to.</summary>
    public int Models { get; init; } = 1;

    /// <summary>How long an agent takes, by index.</summary>
    public Func<int, double> Seconds { get; init; } = static _ => 1;

    /// <summary>How an attempt ends without an answer, by agent and draft, or null for an answer.</summary>
    public Func<int, Note?, Outcome?> End { get; init; } = static (_, _) => null;

    /// <summary>What an answer is worth, by agent and by what it went on from.</summary>
    public Func<int, string?, double?> Value { get; init; } = static (_, _) => .5;

    public IReadOnlyList<IAgent> Agents(int count) => [.. Enumerable.Range(0, count).Select(i => new Agent(this, i))];

    public async Task<Valuation> ValueAsync(Problem problem, Attempt attempt, int judge, long seed, CancellationToken cancellationToken)
    {
        await WorkAsync(1, cancellationToken);
        var value = Value(attempt.Agent.Index, attempt.Text);
        return new Valuation(value, new Usage { Calls = 1, OutputTokens = 1 }, value is null ? "none" : null);
    }

    private async Task WorkAsync(double seconds, CancellationToken cancellationToken)
    {
        Calls++;
        MostInFlight = Math.Max(MostInFlight, ++InFlight);
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds), time, cancellationToken);
        }
        finally
        {
            InFlight--;
        }
    }

    private sealed class Agent(ScriptedAnswers world, int index) : IAgent
    {
        public AgentCard Card { get; } = new(index, $"model-{index % world.Models}", "test", "none", Temperature: null);

        public async Task<Attempt> AttemptAsync(
            Assignment assignment, IProgress<AttemptProgress>? progress, CancellationToken cancellationToken)
        {
            await world.WorkAsync(world.Seconds(index), cancellationToken);
            var text = $"{index}.{assignment.Sample}";
            return new Attempt
            {
                ProblemId = assignment.Problem.Id,
                Agent = Card,
                Sample = assignment.Sample,
                Outcome = world.End(index, assignment.Draft) ?? new Outcome.Answered(new Answer(text, text, AnswerSource.Given)),
                // What it went on from, so that the judge can tell.
                Text = assignment.Draft?.Answer,
                Usage = new Usage { Calls = 1, OutputTokens = 10 },
            };
        }
    }
}
