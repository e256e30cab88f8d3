using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.Agents;
using Microsoft.SemanticKernel.ChatCompletion;

namespace HeavySim.SemanticKernel;

/// <summary>Asks a <see cref="ChatCompletionAgent"/> as if it were a chat model: system messages become additional instructions.</summary>
internal sealed class AgentChatClient(ChatCompletionAgent agent) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var all = messages.ToList();
        var response = new ChatResponse();
        // Tool calls on the way carry usage of their own, and one usage may be on several messages.
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var invocation = new AgentInvokeOptions
        {
            AdditionalInstructions = string.Join("\n\n", all.Where(static m => m.Role == ChatRole.System).Select(static m => m.Text)),
            KernelArguments = agent.Arguments?.ExecutionSettings is { Count: > 0 } ? null : Arguments(options),
            OnIntermediateMessage = message =>
            {
                Count(message);
                return Task.CompletedTask;
            },
        };
        var questions = all.Where(static m => m.Role != ChatRole.System)
            .Select(static m => new ChatMessageContent(new AuthorRole(m.Role.Value), m.Text)).ToList();
        await foreach (var item in agent.InvokeAsync(questions, thread: null, invocation, cancellationToken))
        {
            Count(item.Message);
            response.ModelId = item.Message.ModelId;
            response.Messages.Add(new ChatMessage(ChatRole.Assistant, item.Message.Content));
        }

        return response;

        void Count(ChatMessageContent message)
        {
            if (message.Metadata?.GetValueOrDefault("Usage") is { } usage && seen.Add(usage) && MessageUsage.Of(usage) is { } counted)
                (response.Usage ??= new UsageDetails()).Add(counted);
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // In one piece: the agent's streaming says nothing of what its tool calls used.
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(agent) ? agent : null;

    public void Dispose()
    {
        // The agent is its owner's.
    }

    private static KernelArguments? Arguments(ChatOptions? options)
    {
        var settings = new Dictionary<string, object>(StringComparer.Ordinal);
        if (options?.Temperature is { } temperature)
            settings["temperature"] = temperature;
        if (options?.Seed is { } seed)
            settings["seed"] = seed;
        if (options?.MaxOutputTokens is { } limit)
            settings["max_tokens"] = limit;

        return settings.Count == 0 ? null : new KernelArguments(new PromptExecutionSettings { ExtensionData = settings });
    }
}
