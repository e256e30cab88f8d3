using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace HeavySim.Agents;

/// <summary>
/// Talks to an endpoint of OpenAI's Responses API (<c>POST /v1/responses</c>): vendors' multi-agent models are served by it alone.
/// </summary>
/// <remarks>
/// Our own wire code, as for chat completions: the official library reads errors inside a stream only in their documented form, which even
/// OpenAI does not send, and throws on events and items that compatible servers leave incomplete.
/// </remarks>
/// <param name="http">Sends the requests; disposed with the client. Its own timeout should be infinite.</param>
/// <param name="address">Where.</param>
/// <param name="options">How.</param>
/// <param name="timeProvider">The clock: between two looks at an answer in the background, and for an HTTP date in Retry-After.</param>
internal sealed partial class ResponsesChatClient(HttpClient http, EndpointAddress address, WireOptions options, TimeProvider timeProvider)
    : WireChatClient(http, address, options, timeProvider)
{
    /// <summary>What is asked for under a base address.</summary>
    public const string Operation = "/responses";

    // A heavy answer takes minutes; the first looks are for those that do not.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan CancelTimeout = TimeSpan.FromSeconds(5);

    // A look that fails costs nothing, and the answer that is being made is paid for.
    private const int MostFailedLooks = 8;

    protected override bool CanStream => !Options.IsBackground;

    protected override WireRequest Write(
        IEnumerable<ChatMessage> messages, ChatOptions? options, string? model, int? maxOutputTokens, bool stream, Dialect dialect) =>
        ResponsesRequest.Write(messages, options, model, maxOutputTokens, stream, Options.IsBackground, dialect);

    protected override ReplyReader NewReader(ReadingTerms terms) => new ResponseReader(terms);

    protected override async IAsyncEnumerable<ChatResponseUpdate> ReadWhole(
        JsonElement root, ReplyReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!ResponseReader.IsResponse(root))
            throw Failures.Malformed("The endpoint's answer is no response; check that the address ends in /v1.");

        if (!ResponseReader.IsUnderWay(root))
        {
            if (reader.Accept(null, root) is { } update)
                yield return update;

            yield break;
        }

        var id = root.GetText("id");
        if (id is null || !IsId().IsMatch(id))
            throw Failures.Malformed("The endpoint makes its answer in the background and does not say under which id.");

        await foreach (var update in FollowAsync(id, reader, cancellationToken))
            yield return update;
    }

    private async IAsyncEnumerable<ChatResponseUpdate> FollowAsync(
        string id, ReplyReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var target = Target;
        var (wait, failed, isOver) = (ShortestWait, 0, false);
        try
        {
            while (!isOver)
            {
                await Task.Delay(wait, Time, cancellationToken);
                wait = wait * 1.5 < LongestWait ? wait * 1.5 : LongestWait;
                ChatResponseUpdate? update = null;
                try
                {
                    using var exchange = await Connection.SendAsync(HttpMethod.Get, Under(target, id), cancellationToken);
                    if (exchange.Document?.RootElement is not { } root || !ResponseReader.IsResponse(root))
                        throw Failed(exchange);

                    failed = 0;
                    isOver = !ResponseReader.IsUnderWay(root);
                    if (isOver)
                        update = reader.Accept(null, root);
                }
                catch (ModelCallException failure) when (!isOver && failure.IsTransient && ++failed <= MostFailedLooks)
                {
                    wait = failure.RetryAfter is { } asked && asked > wait ? asked : wait;
                }

                // Each look is a sign of life.
                yield return update ?? new ChatResponseUpdate { Role = ChatRole.Assistant };
            }
        }
        finally
        {
            // Whoever leaves does not pay for what is not to be read.
            if (!isOver)
                await CancelAsync(Under(target, id + "/cancel"));
        }
    }

    private ModelCallException Failed(Exchange exchange)
    {
        if (exchange.Refusal is not { } refusal)
            return Failures.Malformed("The endpoint answered a question for its own response with something else.");

        // Whatever it says: the address is right, as the response was begun there.
        return exchange.Status == 404
            ? new ModelCallException(FailureCause.Server, "404: The endpoint does not know the response any more that it was making.")
            {
                Status = 404,
            }
            : Failures.Of(exchange, refusal);
    }

    private async ValueTask CancelAsync(Uri uri)
    {
        using var late = new CancellationTokenSource(CancelTimeout, Time);
        try
        {
            using var exchange = await Connection.SendAsync(HttpMethod.Post, uri, late.Token);
        }
        catch (Exception exception) when (exception is ModelCallException or OperationCanceledException)
        {
            // It was worth a try.
        }
    }

    private static Uri Under(Uri responses, string path) =>
        new UriBuilder(responses) { Path = $"{responses.AbsolutePath}/{path}" }.Uri;

    /// <summary>It becomes a part of an address, and comes from outside.</summary>
    [GeneratedRegex("^[A-Za-z0-9_-][A-Za-z0-9_.:-]{0,199}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IsId();
}
