using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace HeavySim.Ensembles.Tests;

/// <summary>
/// A model that thinks for a time of its own for each request, calls the tool once, and answers with what the tool said, piece by piece.
/// </summary>
internal sealed class ForeignModel(TimeProvider clock) : IChatClient
{
    public const string Tool = "look-up";

    public int OpenStreams { get; private set; }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        OpenStreams++;
        try
        {
            var pause = TimeSpan.FromMilliseconds(500 + (((options?.Seed ?? 0) % 1000 + 1000) % 1000));
            await Task.Delay(pause, clock, cancellationToken);
            var said = messages.SelectMany(static m => m.Contents).OfType<FunctionResultContent>().FirstOrDefault();
            if (said is null)
            {
                yield return new ChatResponseUpdate(ChatRole.Assistant,
                    [new FunctionCallContent("call-1", Tool, new Dictionary<string, object?> { ["what"] = "it" })]);
                yield break;
            }

            foreach (var piece in (string[])["The tool ", $"said {said.Result}, so ", "the answer is ", "\\boxed{",
                pause.Milliseconds % 3 == 0 ? "5" : "4", "}."])
            {
                await Task.Delay(pause, clock, cancellationToken);
                yield return new ChatResponseUpdate(ChatRole.Assistant, piece);
            }

            yield return new ChatResponseUpdate(ChatRole.Assistant,
                [new UsageContent(new UsageDetails { InputTokenCount = 9,
                OutputTokenCount = 6 })]) { FinishReason = ChatFinishReason.Stop };
        }
        finally
        {
            OpenStreams--;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
