namespace HeavySim.Agents;

/// <summary>An agent that proposes next steps by asking a chat model (Tree of Thoughts, Yao et al. 2023, arXiv:2305.10601).</summary>
internal sealed class ChatProposer : IProposer
{
    private readonly AttemptCall _call;

    /// <summary>Creates the agent.</summary>
    /// <param name="card">Who it is; its model and temperature go into every request.</param>
    /// <param name="client">The model, resilient already. Shared with other agents; not disposed here.</param>
    /// <param name="answers">Finds the answer in the model's text.</param>
    /// <param name="timeProvider">The clock of its world.</param>
    /// <param name="options">How it answers; the strategy is not used, as the prompt asks for steps.</param>
    public ChatProposer(AgentCard card, IChatClient client, IAnswerEngine answers, TimeProvider timeProvider, ChatAgentOptions options)
    {
        Card = card;
        _call = new AttemptCall(card, client, answers, timeProvider, options);
    }

    public AgentCard Card { get; }

    public async Task<Proposal> ProposeAsync(
        ProposalRequest request, IProgress<AttemptProgress>? progress, CancellationToken cancellationToken)
    {
        var key = RandomKey.Of(request.Seed).With(request.Problem.Id).With(Card.Index).With("propose").With(request.Partial.Path);
        var assignment = new Assignment { Problem = request.Problem, Seed = request.Seed };
        var attempt = await _call.MakeAsync(assignment, ProposePrompt.Of(request, key), key, progress, cancellationToken);
        return new Proposal(request.IsLast ? [] : ProposedSteps.Read(attempt, request.Count), attempt);
    }
}
