using System.Runtime.CompilerServices;

namespace HeavySim.Simulation;

/// <summary>
/// Plays the faults of a plan on a chat client, as the real client would report them: with the same exceptions, after the same part of the
/// reply.
/// </summary>
/// <remarks>
/// A fault before the first token strikes in front of the endpoint and holds no slot of it; one in the middle of the reply does.
/// </remarks>
/// <param name="inner">The client that works.</param>
/// <param name="plan">Which requests fail.</param>
/// <param name="clock">The clock of the client's endpoint.</param>
internal sealed class FaultyChatClient(IChatClient inner, FaultPlan plan, TimeProvider clock) : DelegatingChatClient(inner)
{
    // Slower than anyone waits for, yet not dead: a piece every twenty seconds for an hour.
    private const int TrickleUpdates = 180;
    private static readonly TimeSpan TrickleInterval = TimeSpan.FromSeconds(20);

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = messages as IList<ChatMessage> ?? [.. messages];
        if (plan.Next(RequestKey.Of(request, options), clock.GetUtcNow()) is not { } fault)
            return await base.GetResponseAsync(request, options, cancellationToken);

        await BeforeAsync(fault, cancellationToken);
        if (fault.Kind == FaultKind.EmptyAnswer)
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, "")) { FinishReason = ChatFinishReason.Stop };

        if (fault.Kind == FaultKind.SlowTrickle)
            await Task.Delay(TrickleInterval * TrickleUpdates, clock, cancellationToken);

        var response = await base.GetResponseAsync(request, options, cancellationToken);
        return fault is { IsMidStream: true, Report: { } broken } ? throw broken.ToException() : response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = messages as IList<ChatMessage> ?? [.. messages];
        var fault = plan.Next(RequestKey.Of(request, options), clock.GetUtcNow());
        if (fault is not null)
            await BeforeAsync(fault, cancellationToken);

        if (fault?.Kind == FaultKind.EmptyAnswer)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, "") { FinishReason = ChatFinishReason.Stop };
            yield break;
        }

        for (var i = 0; fault?.Kind == FaultKind.SlowTrickle && i < TrickleUpdates; i++)
        {
            await Task.Delay(TrickleInterval, clock, cancellationToken);
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent(".")]);
        }

        await foreach (var update in base.GetStreamingResponseAsync(request, options, cancellationToken))
        {
            if (fault is { IsMidStream: true, Report: { } broken } && update.FinishReason is not null)
                throw broken.ToException();

            yield return update;
        }
    }

    /// <summary>What happens before a reply can begin; throws for the faults that leave none.</summary>
    private async Task BeforeAsync(Fault fault, CancellationToken cancellationToken)
    {
        if (fault.Kind == FaultKind.Hang)
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken);

        if (fault.Delay > TimeSpan.Zero)
            await Task.Delay(fault.Delay, clock, cancellationToken);

        if (fault is { IsMidStream: false, Report: { } broken })
            throw broken.ToException();
    }
}
