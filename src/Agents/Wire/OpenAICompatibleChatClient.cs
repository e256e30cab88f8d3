using System.Runtime.CompilerServices;

namespace HeavySim.Agents;

/// <summary>Talks to any endpoint of the OpenAI chat completions protocol.</summary>
/// <param name="http">Sends the requests; disposed with the client. Its own timeout should be infinite.</param>
/// <param name="address">Where.</param>
/// <param name="options">How.</param>
/// <param name="timeProvider">The clock by which an HTTP date in Retry-After is read.</param>
internal sealed class OpenAICompatibleChatClient(HttpClient http, EndpointAddress address, WireOptions options, TimeProvider timeProvider)
    : WireChatClient(http, address, options, timeProvider)
{
    protected override bool MayDropSystem => true;

    protected override WireRequest Write(
        IEnumerable<ChatMessage> messages, ChatOptions? options, string? model, int? maxOutputTokens, bool stream, Dialect dialect) =>
        RequestWriter.Write(messages, options, model, maxOutputTokens, stream, dialect);

    protected override ReplyReader NewReader(ReadingTerms terms) => new CompletionReader(terms);

    protected override async IAsyncEnumerable<ChatResponseUpdate> ReadWhole(
        JsonElement root, ReplyReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await ValueTask.CompletedTask;
        var update = reader.Accept(null, root);
        if (root.Get("choices").Items().FirstOrDefault().ValueKind != JsonValueKind.Object)
        {
            // What is otherwise a completion did not come from a wrong address.
            var isCompletion = root.Get("choices") is not null || root.Get("usage") is not null
                || root.GetText("object")?.StartsWith("chat.completion", StringComparison.Ordinal) == true;
            throw Failures.Malformed(
                "The endpoint's answer has no choices" + (isCompletion ? "." : "; check that the address ends in /v1."));
        }

        if (update is not null)
            yield return update;
    }
}
