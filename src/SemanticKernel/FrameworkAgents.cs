using System.Runtime.CompilerServices;
using Microsoft.Agents.AI;

namespace HeavySim.SemanticKernel;

/// <summary>Agents of the Microsoft Agent Framework as agents of a HeavySim roster.</summary>
public static class FrameworkAgents
{
    /// <summary>
    /// The agent, with its instructions, tools and settings, as a member of a roster. Each attempt is a session of its own. What goes wrong
    /// becomes the outcome of the attempt, as for every other agent.
    /// </summary>
    /// <param name="agent">The agent; called concurrently.</param>
    /// <param name="card">Who it is in the roster. Temperature and seed reach its model where the agent sets none itself.</param>
    /// <param name="answers">Finds the answer in its text.</param>
    /// <param name="timeProvider">The clock for deadlines. Real time only, unless an airlock is around the agent's model.</param>
    /// <param name="options">Deadline, prices and prompt strategy; null for the defaults.</param>
    public static IAgent AsHeavySimAgent(
        this AIAgent agent, AgentCard card, IAnswerEngine answers, TimeProvider timeProvider, ChatAgentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(agent);
        var client = new FailureNamingChatClient(new AgentClient(agent), new ServiceFailures(address: null, apiKey: null, timeProvider));
        return new ChatAgent(card, client, answers, timeProvider, options ?? new ChatAgentOptions());
    }

    private sealed class AgentClient(AIAgent agent) : IChatClient
    {
        public async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            (await agent.RunAsync(messages, session: null, new ChatClientAgentRunOptions(options), cancellationToken)).AsChatResponse();

        // In one piece: a stream counts each turn of the model apart, and only the last count would be taken.
        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null,
            [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var response = await GetResponseAsync(messages, options, cancellationToken);

            // The usage once, as the whole's: messages on the way may carry parts of it.
            var usage = response.Usage;
            response.Usage = null;
            foreach (var message in response.Messages)
                message.Contents = [.. message.Contents.Where(static content => content is not UsageContent)];
            foreach (var update in response.ToChatResponseUpdates())
                yield return update;

            if (usage is not null)
                yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(usage)]) { ResponseId = response.ResponseId };
        }

        public object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceKey is null && serviceType.IsInstanceOfType(agent) ? agent : null;

        public void Dispose()
        {
            // The agent is its owner's.
        }
    }
}
