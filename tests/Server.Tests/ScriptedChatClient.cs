using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace HeavySim.Server.Tests;

/// <summary>Says what it is told to, and remembers what it was asked.</summary>
internal sealed class ScriptedChatClient(params ChatResponseUpdate[] updates) : IChatClient
{
    private readonly TaskCompletionSource _calledOff = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<ChatMessage> Messages { get; private set; } = [];

    public ChatOptions Options { get; private set; } = new();

    /// <summary>Thrown in place of the update of this number, or not at all.</summary>
    public (int At, Exception Error)? Throws { get; init; }

    /// <summary>Waits for this before the update of this number.</summary>
    public (int At, Task Until)? Waits { get; init; }

    public int Calls { get; private set; }

    /// <summary>Ends when a call in flight was cancelled.</summary>
    public Task CalledOff => _calledOff.Task;

    /// <summary>The usual answer: "Hello world", 7 tokens in, 2 out.</summary>
    public static ScriptedChatClient Hello() => new(
        new(ChatRole.Assistant, "Hello"),
        new(ChatRole.Assistant, " world") { FinishReason = ChatFinishReason.Stop },
        new(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = 7, OutputTokenCount = 2, TotalTokenCount = 9 })]));

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var all = new List<ChatResponseUpdate>();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken))
            all.Add(update);

        return all.ToChatResponse();
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Calls++;
        Messages = [.. messages];
        Options = options!;
        try
        {
            for (var i = 0; i <= updates.Length; i++)
            {
                if (Waits is { } wait && wait.At == i)
                    await wait.Until.WaitAsync(cancellationToken);
                if (Throws is { } failure && failure.At == i)
                    throw failure.Error;
                if (i < updates.Length)
                    yield return updates[i];
            }
        }
        finally
        {
            if (cancellationToken.IsCancellationRequested)
                _calledOff.TrySetResult();
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
