using System.Runtime.CompilerServices;

namespace HeavySim.Agents;

/// <summary>
/// Makes a vendor's own client one of ours: whatever it throws becomes a <see cref="ModelCallException"/>, an answer that does not end is
/// none, usage comes once and at the end, keys are taken out, and what a model refuses is left out from then on.
/// </summary>
/// <param name="inner">The vendor's client.</param>
/// <param name="owned">What is disposed with this client beside it.</param>
/// <param name="failures">Words what goes wrong.</param>
/// <param name="display">The endpoint's address, as it may be shown.</param>
/// <param name="options">How it is spoken to.</param>
/// <param name="unknown">The options that its protocol has no word for.</param>
internal sealed class VendorChatClient(
    IChatClient inner, IDisposable owned, WireFailures failures, string display, WireOptions options, params string[] unknown) : IChatClient
{
    private readonly KeyRedaction? _key = KeyRedaction.Of(options.ApiKey);
    private readonly RefusedOptions _refused = new(display, options, unknown);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var transcript = new Transcript();
        await foreach (var update in AskAsync(messages, options, isStreamed: false, cancellationToken))
            transcript.Add(update);

        return transcript.ToResponse();
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        AskAsync(messages, options, isStreamed: true, cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(TokenEstimate) ? TokenEstimate.Of(options.Model)
        : serviceType == typeof(KeyRedaction) ? _key
        : serviceType.IsInstanceOfType(this) ? this
        : inner.GetService(serviceType, serviceKey);

    public void Dispose()
    {
        inner.Dispose();
        owned.Dispose();
    }

    private async IAsyncEnumerable<ChatResponseUpdate> AskAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? asked, bool isStreamed,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var conversation = VendorMessages.Of(messages);
        for (var hasBegun = false; !hasBegun;)
        {
            var limited = asked?.Clone() ?? new ChatOptions();
            limited.MaxOutputTokens ??= options.MaxOutputTokens;
            var (sent, unsent) = _refused.Without(limited, options.Model);
            var reading = new VendorReading(_key, TokenEstimate.Of(sent.ModelId ?? options.Model), conversation, unsent);
            await using var updates = Ask(conversation, sent, isStreamed, cancellationToken).GetAsyncEnumerator(cancellationToken);
            ModelCallException? failure = null;
            while (true)
            {
                try
                {
                    if (!await updates.MoveNextAsync())
                        break;
                }
                catch (Exception exception) when (
                    !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
                {
                    failure = VendorFailures.Of(exception, failures);
                    break;
                }

                hasBegun = true;
                yield return reading.Read(updates.Current);
            }

            failure ??= reading.IsWhole ? null : failures.Malformed("The stream ended in the middle of an answer.");
            if (failure is null)
            {
                yield return reading.Finish();
                yield break;
            }

            if (!hasBegun && _refused.Learn(failure, sent, options.Model))
                continue;

            // What was counted before it failed is on the bill all the same.
            if (reading.Bill() is { } bill)
                yield return bill;

            throw failure;
        }
    }

    private async IAsyncEnumerable<ChatResponseUpdate> Ask(
        IReadOnlyList<ChatMessage> messages, ChatOptions asked, bool isStreamed,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!isStreamed)
        {
            var response = await inner.GetResponseAsync(messages, asked, cancellationToken);
            foreach (var update in response.ToChatResponseUpdates())
                yield return update;

            yield break;
        }

        await foreach (var update in inner.GetStreamingResponseAsync(messages, asked, cancellationToken))
            yield return update;
    }
}
