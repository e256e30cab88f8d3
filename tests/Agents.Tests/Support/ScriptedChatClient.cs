using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace HeavySim.Agents.Tests;

/// <summary>A model whose every call runs the given script: (number of the call from 1, token) to updates.</summary>
internal sealed class ScriptedChatClient(Func<int, CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> script) : IChatClient
{
    private int _calls;
    private int _inFlight;

    public int Calls => _calls;

    public int MostInFlight { get; private set; }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var transcript = new Transcript();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken))
            transcript.Add(update);

        return transcript.ToResponse();
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        MostInFlight = Math.Max(MostInFlight, ++_inFlight);
        try
        {
            await foreach (var update in script(++_calls, cancellationToken))
                yield return update;
        }
        finally
        {
            _inFlight--;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    public static ChatResponseUpdate Text(string text) => new(ChatRole.Assistant, text);

    public static ChatResponseUpdate End(long tokens = 1) =>
        new(ChatRole.Assistant, [new UsageContent(new UsageDetails
        {
            InputTokenCount = 1,
            OutputTokenCount = tokens,
        })]) { FinishReason = ChatFinishReason.Stop };

    public static Exception Fault(FailureCause cause, string message = "fault", int? status = null, TimeSpan? retryAfter = null) =>
        new ModelCallException(cause, message) { Status = status, RetryAfter = retryAfter };
}
