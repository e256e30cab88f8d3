using HeavySim.Agents;
using HeavySim.Core;
using Microsoft.SemanticKernel.Agents;

namespace HeavySim.SemanticKernel;

/// <summary>Semantic Kernel agents as agents of a HeavySim roster.</summary>
public static class KernelAgents
{
    /// <summary>
    /// The agent, with its instructions, plugins and settings, as a member of a roster. Each attempt is a conversation of its own. What
    /// goes wrong becomes the outcome of the attempt, as for every other agent.
    /// </summary>
    /// <param name="agent">The agent; called concurrently.</param>
    /// <param name="card">
    /// Who it is in the roster. Temperature and seed reach the model unless the agent has execution settings of its own.
    /// </param>
    /// <param name="answers">Finds the answer in its text.</param>
    /// <param name="timeProvider">The clock for deadlines. Real time only: Semantic Kernel leaves its caller's context.</param>
    /// <param name="options">Deadline, prices and prompt strategy; null for the defaults.</param>
    public static IAgent AsHeavySimAgent(
        this ChatCompletionAgent agent, AgentCard card, IAnswerEngine answers, TimeProvider timeProvider,
        ChatAgentOptions? options = null) =>
        new ChatAgent(
            card, new FailureNamingChatClient(new AgentChatClient(agent)), answers, timeProvider, options ?? new ChatAgentOptions());
}
