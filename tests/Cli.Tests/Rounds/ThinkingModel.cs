using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace HeavySim.Cli.Tests.Rounds;

/// <summary>A model on real HTTP that thinks aloud in tags and then concludes; keeps what it was sent.</summary>
internal sealed class ThinkingModel : IChatClient
{
    public const string Thought = "a thought that is nobody else's";

    /// <summary>The messages of each call, and its seed.</summary>
    public ConcurrentQueue<(string System, string User, long Seed)> Calls { get; } = [];

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = messages.ToLookup(static m => m.Role, static m => m.Text);
        Calls.Enqueue((string.Concat(texts[ChatRole.System]), string.Concat(texts[ChatRole.User]), options?.Seed ?? -1));
        var reply = $"<think>{Thought}</think>\nConclusion {options?.Seed}.\n\nAnswer: 42";
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, reply))
        {
            FinishReason = ChatFinishReason.Stop,
            Usage = new UsageDetails { InputTokenCount = 5 + (messages.Sum(static m => m.Text.Length) / 4), OutputTokenCount = 10 },
        });
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
