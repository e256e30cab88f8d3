using System.Runtime.CompilerServices;

namespace HeavySim.Agents.Tools;

/// <summary>
/// Lets a model call tools: runs what it asks for, gives it the results, and asks again until it answers. The response holds all
/// turns, its usage is their sum, and each turn ends with a <see cref="ToolTraceContent"/>. Whatever a call does (unknown tool, bad
/// arguments, an exception, a hang, a huge result) is a result that the model reads; only the endpoint's errors and the caller's
/// cancellation are thrown, the latter after every tool in flight was cancelled and awaited.
/// </summary>
/// <remarks>
/// Stateless but for the shared memory of refusals, and safe to call concurrently. Stays on the caller's context, and waits by the
/// given clock alone, so it runs in virtual time as long as its tools do.
/// </remarks>
public sealed class ToolLoopChatClient : DelegatingChatClient
{
    private readonly IReadOnlyList<AIFunction> _tools;
    private readonly ToolLoopOptions _options;
    private readonly EndpointToolMemory _memory;
    private readonly TimeProvider _time;

    /// <summary>Adds tools to a client.</summary>
    /// <param name="inner">The client that talks to the endpoint.</param>
    /// <param name="tools">Tools for every request; functions in the request's own options are added to them.</param>
    /// <param name="options">The limits.</param>
    /// <param name="memory">What is known of endpoints that refuse tools; share one among all agents.</param>
    /// <param name="time">The clock for time limits.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    public ToolLoopChatClient(
        IChatClient inner, IReadOnlyList<AIFunction> tools, ToolLoopOptions options, EndpointToolMemory memory, TimeProvider time)
        : base(inner)
    {
        _tools = tools;
        _options = options.Validated();
        _memory = memory;
        _time = time;
    }

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        // Not ToChatResponseAsync: it leaves the caller's context.
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in LoopAsync(
            new ToolConversation(messages, options, _tools), options?.ModelId, isStreamed: false, cancellationToken))
            updates.Add(update);

        return updates.ToChatResponse();
    }

    /// <inheritdoc/>
    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        LoopAsync(new ToolConversation(messages, options, _tools), options?.ModelId, isStreamed: true, cancellationToken);

    private async IAsyncEnumerable<ChatResponseUpdate> LoopAsync(
        ToolConversation conversation, string? model, bool isStreamed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var runner = new ToolRunner(
            conversation.Tools, _options, _time, InnerClient.GetService(typeof(KeyRedaction)) as KeyRedaction);
        var asking = new ToolAsking(InnerClient, conversation, _options, _memory, model, isStreamed);
        for (var round = 1; ; round++)
        {
            var isLast = round > _options.MaximumRounds;
            var reading = new ToolTurnReading(conversation.Tools.ContainsKey);
            await foreach (var update in asking.AskAsync(round, isLast, cancellationToken))
            {
                foreach (var shown in reading.Read(update, asking.Access))
                    yield return shown;
            }

            var turn = reading.Finish(asking.Access, out var rest);
            if (rest is not null)
                yield return rest;

            var isDone = isLast || turn.Calls.Count == 0 || asking.Access == ToolAccess.None;
            var records = isDone
                ? [.. turn.Calls.Select(call => runner.Refuse(call, round, "not run: no more tool calls were possible"))]
                : await runner.RunAsync(turn.Calls, round, cancellationToken);
            var results = isDone ? [] : conversation.Add(asking.Access, turn, records);
            IReadOnlyList<string> offered = asking.Access == ToolAccess.None ? [] : [.. conversation.Tools.Keys];
            var trace = new ToolTrace(asking.Access, offered, Rounds: 1, records);
            yield return new ChatResponseUpdate(ChatRole.Tool, [.. results, new ToolTraceContent(trace)]);

            if (isDone)
                yield break;
        }
    }
}
