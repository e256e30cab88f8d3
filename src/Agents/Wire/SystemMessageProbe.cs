using System.Collections.Concurrent;

namespace HeavySim.Agents;

/// <summary>
/// Finds out whether system messages reach a model. Chat templates of some local models drop them without a word; an agent's strategy and
/// the form of its answer stand there. Where the endpoint counts too few prompt tokens for a call, it is asked twice more, once for each
/// model, for one token: with a long text as the system message and with the same text in the user's. Only fewer tokens the first time
/// prove that the text was dropped; a server that counts the same for everything proves nothing.
/// </summary>
/// <param name="client">The endpoint.</param>
internal sealed class SystemMessageProbe(IChatClient client)
{
    /// <summary>Shorter ones could be lost in the difference between our estimate and the model's own tokens.</summary>
    private const long LeastTokens = 16;

    private const string Question = "Is the sky blue?";

    private static readonly string LongText = string.Concat(
        Enumerable.Repeat("Answer every question with one short word, and with the same word whenever it is asked again. ", 8));

    private readonly ConcurrentDictionary<string, bool> _asked = new(StringComparer.Ordinal);

    /// <summary>True when a call's prompt was counted so low that its system messages may be missing from it.</summary>
    /// <param name="model">The model, or null for the endpoint's only one.</param>
    /// <param name="conversation">What was sent.</param>
    /// <param name="options">How it was sent, or null.</param>
    /// <param name="last">The last update of the response.</param>
    /// <param name="roughOutput">The tokens of the response by our rough count.</param>
    public bool IsDoubtful(
        string? model, IReadOnlyCollection<ChatMessage> conversation, ChatOptions? options, ChatResponseUpdate last, long roughOutput)
    {
        if (_asked.ContainsKey(model ?? "") || UpdateMarks.IsEstimated(last.AdditionalProperties)
            || last.Contents.OfType<UsageContent>().FirstOrDefault()?.Details is not { InputTokenCount: > 0 and var counted } usage)
            return false;

        var system = default(RoughTokens);
        system.Add(options?.Instructions);
        foreach (var message in conversation.Where(static message => message.Role == ChatRole.System))
            system.Add(message.Text);
        if (system.Total < LeastTokens)
            return false;

        // How many of the model's own tokens one of ours is, by what it wrote.
        var scale = roughOutput >= LeastTokens && usage.OutputTokenCount is > 0 and var output
            ? Math.Clamp(output / (double)roughOutput, 0.5, 4)
            : 1;
        var rest = RoughTokens.Of(conversation.Where(static message => message.Role != ChatRole.System));
        return counted < scale * (rest + (system.Total / 2.0));
    }

    /// <summary>True when the model is found out, by this call, to get no system messages. Never fails.</summary>
    public async ValueTask<bool> FindsDroppedAsync(string? model, CancellationToken cancellationToken)
    {
        if (!_asked.TryAdd(model ?? "", true))
            return false;

        var apart = await CountAsync(
            model, [new ChatMessage(ChatRole.System, LongText), new ChatMessage(ChatRole.User, Question)], cancellationToken);
        var together = apart is null
            ? null
            : await CountAsync(model, [new ChatMessage(ChatRole.User, $"{LongText}\n\n{Question}")], cancellationToken);
        return apart + (LongText.Length / 8) < together;
    }

    private async ValueTask<long?> CountAsync(string? model, IList<ChatMessage> messages, CancellationToken cancellationToken)
    {
        try
        {
            var response = await client.GetResponseAsync(
                messages, new ChatOptions { ModelId = model, MaxOutputTokens = 1, Temperature = 0 }, cancellationToken);
            return UpdateMarks.IsEstimated(response.AdditionalProperties) ? null : response.Usage?.InputTokenCount;
        }
        catch (Exception exception) when (exception is ModelCallException or OperationCanceledException or IOException)
        {
            // Nothing is known then; the call that led here has its answer already.
            return null;
        }
    }
}
