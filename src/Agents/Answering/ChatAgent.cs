namespace HeavySim.Agents;

/// <summary>
/// An agent that asks a chat model: prompt, stream, answer. All that can go wrong becomes the outcome of the attempt.
/// </summary>
/// <remarks>
/// Progress: a report with 0 tokens and no text says that the text begins anew, because a call failed midway and is made again.
/// </remarks>
public sealed class ChatAgent : IAgent
{
    private readonly AttemptCall _call;
    private readonly ChatAgentOptions _options;

    /// <summary>Creates the agent.</summary>
    /// <param name="card">Who it is; its model and temperature go into every request.</param>
    /// <param name="client">The model, resilient already. Shared with other agents; not disposed here.</param>
    /// <param name="answers">Finds the answer in the model's text.</param>
    /// <param name="timeProvider">The clock of its world.</param>
    /// <param name="options">How it answers.</param>
    public ChatAgent(AgentCard card, IChatClient client, IAnswerEngine answers, TimeProvider timeProvider, ChatAgentOptions options)
    {
        Card = card;
        _call = new AttemptCall(card, client, answers, timeProvider, options);
        _options = options;
    }

    /// <inheritdoc/>
    public AgentCard Card { get; }

    /// <inheritdoc/>
    public Task<Attempt> AttemptAsync(Assignment assignment, IProgress<AttemptProgress>? progress, CancellationToken cancellationToken)
    {
        var key = RandomKey.Of(assignment.Seed).With(assignment.Problem.Id).With(Card.Index).With(assignment.Sample);
        return _call.MakeAsync(
            assignment, SolvePrompt.Of(assignment, _options.Strategy, _options.AsksConfidence, key), key, progress, cancellationToken);
    }
}
