using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace HeavySim.Agents.Tests.Tools;

/// <summary>An endpoint that plays a script, one scene a request, and keeps what it was sent.</summary>
internal sealed class ScriptedEndpoint(params Func<ScriptedEndpoint.Request, ChatResponse>[] scenes) : IChatClient
{
    public List<Request> Requests { get; } = [];

    public static Func<Request, ChatResponse> Says(string text) => _ => Response(new TextContent(text));

    public static Func<Request, ChatResponse> Calls(params FunctionCallContent[] calls) => _ => Response(calls);

    public static FunctionCallContent Call(string id, string tool, params (string Name, object? Value)[] arguments) =>
        new(id, tool, arguments.ToDictionary(argument => argument.Name, argument => argument.Value, StringComparer.Ordinal));

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Play(new Request([.. messages], options, IsStreamed: false)));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        // As the resilience layer does: a sign that a call begins, before the endpoint has said anything.
        var begins = new ChatResponseUpdate { Role = ChatRole.Assistant };
        begins.MarkCall(1);
        yield return begins;
        foreach (var update in Play(new Request([.. messages], options, IsStreamed: true)).ToChatResponseUpdates())
        {
            foreach (var content in update.Contents)
            {
                if (content is not TextContent text)
                {
                    yield return new ChatResponseUpdate(ChatRole.Assistant, [content]);
                    continue;
                }

                // Three characters at a time, so that nothing may rely on where a stream is cut.
                for (var i = 0; i < text.Text.Length; i += 3)
                    yield return new ChatResponseUpdate(ChatRole.Assistant, text.Text[i..Math.Min(i + 3, text.Text.Length)]);
            }
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("scripted", new Uri("http://scripted.test/v1"), "model") : null;

    public void Dispose()
    {
    }

    private ChatResponse Play(Request request)
    {
        Requests.Add(request);
        return scenes[Math.Min(Requests.Count, scenes.Length) - 1](request);
    }

    private static ChatResponse Response(params AIContent[] contents) =>
        new(new ChatMessage(ChatRole.Assistant, [.. contents])) { Usage = new UsageDetails { InputTokenCount = 10, OutputTokenCount = 3 } };

    internal sealed record Request(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options, bool IsStreamed)
    {
        public IReadOnlyList<FunctionResultContent> Results =>
            [.. Messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>()];

        public IReadOnlyList<string> ToolNames => [.. (Options?.Tools ?? []).Select(tool => tool.Name)];
    }
}
