using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace HeavySim.Agents;

/// <summary>
/// A whole solve behind the interface of a chat model: the last user message is the problem, what was said before is its context, and the
/// answer is the ensemble's. While the agents work the stream tells of them as reasoning; the answer itself is text.
/// </summary>
/// <remarks>
/// The last update carries the <see cref="Solution"/> as its raw representation, the usage of all agents, and three additional properties
/// for those who see only those: <see cref="ConfidenceKey"/>, <see cref="BallotKey"/> and <see cref="MissingKey"/>. Of the options only the
/// seed has a meaning (another seed gives another solve of the same question); tools and sampling are the roster's. Stays on its caller's
/// context. Safe to call concurrently.
/// </remarks>
public sealed class SolverChatClient : IChatClient
{
    /// <summary>The property with the confidence in 0..1, or null where the selector gives none.</summary>
    public const string ConfidenceKey = "heavysim.confidence";

    /// <summary>The property with the ranking as JSON: [{"answer","votes","score"}], best first.</summary>
    public const string BallotKey = "heavysim.ballot";

    /// <summary>The property with the agents that gave no answer as JSON: [{"agent","cause"}], agents numbered from 1.</summary>
    public const string MissingKey = "heavysim.missing";

    private readonly ISolver _solver;
    private readonly string _modelId;

    /// <summary>Creates the client.</summary>
    /// <param name="solver">Who solves.</param>
    /// <param name="modelId">The name it answers to.</param>
    public SolverChatClient(ISolver solver, string modelId = "heavysim")
    {
        _solver = solver;
        _modelId = modelId;
    }

    /// <inheritdoc/>
    /// <exception cref="ModelCallException">
    /// No agent gave an answer, no attempt can succeed, or there is no question in the messages.
    /// </exception>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        // Not ToChatResponseAsync: it leaves the caller's context.
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken))
            updates.Add(update);

        var response = updates.ToChatResponse();
        if (updates is [.., { RawRepresentation: Solution solution }])
        {
            response.RawRepresentation = solution;
            response.MarkCalls(solution.Usage.Calls);
        }

        return response;
    }

    /// <inheritdoc/>
    /// <exception cref="ModelCallException">
    /// No agent gave an answer, no attempt can succeed, or there is no question in the messages.
    /// </exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var problem = ConversationProblem.Of(messages, options?.Seed);
        await using var events = _solver.SolveAsync(new SolveRequest(problem, []), cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(events))
        {
            if (SolveNarration.Of(events.Current) is { } told)
                yield return Update(new TextReasoningContent(told + "\n"));

            if (events.Current is SolveEvent.Solved { Solution: var solution })
            {
                yield return Update(new TextContent(SolutionWording.Of(solution)));
                yield return Closing(solution);
            }
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("heavysim", defaultModelId: _modelId)
        : serviceType.IsInstanceOfType(this) ? this
        : serviceType.IsInstanceOfType(_solver) ? _solver
        : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // The solver is its owner's.
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<SolveEvent> events)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (HeavySimException fatal)
        {
            throw new ModelCallException(FailureCause.Server, fatal.Message, fatal) { IsTransient = false };
        }
    }

    private ChatResponseUpdate Update(params IList<AIContent> contents) => new(ChatRole.Assistant, contents) { ModelId = _modelId };

    private ChatResponseUpdate Closing(Solution solution)
    {
        var usage = solution.Usage;
        var closing = Update(new UsageContent(new UsageDetails
        {
            InputTokenCount = usage.InputTokens,
            OutputTokenCount = usage.OutputTokens,
            TotalTokenCount = usage.InputTokens + usage.OutputTokens,
        }));
        closing.FinishReason = ChatFinishReason.Stop;
        closing.RawRepresentation = solution;
        closing.AdditionalProperties = new AdditionalPropertiesDictionary
        {
            [ConfidenceKey] = solution.Selection.Confidence,
            [BallotKey] = new JsonArray([.. solution.Selection.Ranking.Select(static JsonNode (a) =>
                new JsonObject { ["answer"] = a.Text, ["votes"] = a.Votes, ["score"] = a.Score })]),
            [MissingKey] = new JsonArray([.. solution.Missing.Select(static JsonNode (m) =>
                new JsonObject { ["agent"] = m.Agent + 1, ["cause"] = m.Cause })]),
        };
        if (usage.Cost is { } cost)
            closing.MarkCost(cost);
        if (usage.IsEstimated)
            closing.MarkEstimated();

        return closing;
    }
}
