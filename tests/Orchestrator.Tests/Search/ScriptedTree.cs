namespace HeavySim.Orchestrator.Tests;

/// <summary>Agents that propose and value after a time on their world's clock, and count who is at work at once.</summary>
internal sealed class ScriptedTree(TimeProvider time)
{
    public int Calls { get; private set; }

    public int InFlight { get; private set; }

    public int MostInFlight { get; private set; }

    /// <summary>The steps proposed from a path; empty ends the way.</summary>
    public Func<PartialSolution, IReadOnlyList<string>> Steps { get; init; } = static _ => ["a", "b", "c", "d"];

    /// <summary>How a way ends, by its text.</summary>
    public Func<string, Outcome> End { get; init; } = static text => new Outcome.Answered(new Answer(text, text, AnswerSource.Given));

    /// <summary>What a partial solution is worth, by its text.</summary>
    public Func<string, double?> Value { get; init; } = static _ => .5;

    public IReadOnlyList<IProposer> Agents(int count) => [.. Enumerable.Range(0, count).Select(i => new Proposer(this, i))];

    public INodeValuer Valuer => new Judge(this);

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        Calls++;
        MostInFlight = Math.Max(MostInFlight, ++InFlight);
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
        }
        finally
        {
            InFlight--;
        }
    }

    private sealed class Proposer(ScriptedTree tree, int index) : IProposer
    {
        public AgentCard Card { get; } = new(index, "scripted", "test", "none", Temperature: null);

        public async Task<Proposal> ProposeAsync(
            ProposalRequest request, IProgress<AttemptProgress>? progress, CancellationToken cancellationToken)
        {
            await tree.WorkAsync(cancellationToken);
            var steps = request.IsLast ? [] : tree.Steps(request.Partial);
            var attempt = new Attempt
            {
                ProblemId = request.Problem.Id,
                Agent = Card,
                Outcome = steps.Count == 0
                    ? tree.End(request.Partial.Text.Replace("\n", "", StringComparison.Ordinal))
                    : new Outcome.Abstained("steps"),
                Usage = new Usage { Calls = 1, OutputTokens = 10 },
            };
            return new Proposal(steps, attempt);
        }
    }

    private sealed class Judge(ScriptedTree tree) : INodeValuer
    {
        public async Task<Valuation> ValueAsync(
            Problem problem, PartialSolution partial, int judge, long seed, CancellationToken cancellationToken)
        {
            await tree.WorkAsync(cancellationToken);
            var value = tree.Value(partial.Text.Replace("\n", "", StringComparison.Ordinal));
            return new Valuation(value, new Usage { Calls = 1, OutputTokens = 1 }, value is null ? "none" : null);
        }
    }
}
