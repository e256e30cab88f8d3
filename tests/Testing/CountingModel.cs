using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace HeavySim.Testing;

/// <summary>A model on real HTTP that answers the sum asked for, after a while, and counts who asks it what.</summary>
internal sealed class CountingModel(TimeSpan latency) : IChatClient
{
    private int _inFlight;
    private int _most;

    /// <summary>Calls by question and seed.</summary>
    public ConcurrentDictionary<(string Question, long Seed), int> Calls { get; } = new();

    public int MostInFlight => _most;

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var question = messages.Last().Text;
        Calls.AddOrUpdate((question, options?.Seed ?? -1), 1, static (_, n) => n + 1);
        var now = Interlocked.Increment(ref _inFlight);
        InterlockedMax(ref _most, now);
        try
        {
            await Task.Delay(latency, cancellationToken);
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, $"Let me add.\n\nAnswer: {Sum(question)}"))
            {
                FinishReason = ChatFinishReason.Stop,
                Usage = new UsageDetails { InputTokenCount = 5 + (messages.Sum(static m => m.Text.Length) / 4), OutputTokenCount = 10 },
            };
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
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

    /// <summary>"What is 17 + 25?", 42.</summary>
    public static string Question(int left, int right) => $"What is {left} + {right}?";

    private static int Sum(string question) => question.Split(' ', '?').Where(static w => int.TryParse(w, out _)).Sum(int.Parse);

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            if (Interlocked.CompareExchange(ref target, value, seen) == seen)
                return;
        }
    }
}
