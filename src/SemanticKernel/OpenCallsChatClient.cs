using System.Runtime.CompilerServices;

namespace HeavySim.SemanticKernel;

/// <summary>
/// Brings the tool calls of a connector out to whoever asked. Some connectors run tools themselves and show only what came of them: they
/// are told of tools that they cannot run. Some give arguments as text and cut names at a hyphen: both are mended by the tools offered.
/// </summary>
internal sealed class OpenCallsChatClient(IChatClient inner) : DelegatingChatClient(inner)
{
    private readonly bool _runsTools = inner.GetService<FunctionInvokingChatClient>() is not null;

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var response = await base.GetResponseAsync(messages, Declared(options), cancellationToken);
        foreach (var message in response.Messages)
            Mend(message.Contents, options);

        return response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var update in base.GetStreamingResponseAsync(messages, Declared(options), cancellationToken))
        {
            Mend(update.Contents, options);
            yield return update;
        }
    }

    private ChatOptions? Declared(ChatOptions? options)
    {
        if (!_runsTools || options?.Tools is not { Count: > 0 } tools)
            return options;

        var declared = options.Clone();
        declared.Tools = [.. tools.Select(static tool => tool is AIFunction function ? function.AsDeclarationOnly() : tool)];
        return declared;
    }

    private static void Mend(IList<AIContent> contents, ChatOptions? options)
    {
        if (options?.Tools is not { Count: > 0 } tools)
            return;

        for (var i = 0; i < contents.Count; i++)
        {
            if (contents[i] is FunctionCallContent call && ToolOf(call.Name, tools) is { } tool)
                contents[i] = Mended(call, tool);
        }
    }

    private static FunctionCallContent Mended(FunctionCallContent call, AIFunctionDeclaration tool) =>
        new(call.CallId, tool.Name, TypedArguments.Of(call.Arguments, tool.JsonSchema))
        {
            Exception = call.Exception,
            RawRepresentation = call.RawRepresentation,
            AdditionalProperties = call.AdditionalProperties,
            InformationalOnly = call.InformationalOnly,
        };

    /// <summary>
    /// By its whole name, else by what follows the first hyphen, which Semantic Kernel takes for the end of a plugin's name.
    /// </summary>
    private static AIFunctionDeclaration? ToolOf(string name, IList<AITool> tools)
    {
        var functions = tools.OfType<AIFunctionDeclaration>().ToList();
        return functions.Find(tool => tool.Name == name)
            ?? (functions.FindAll(tool => tool.Name.Split('-', 2) is [_, var rest] && rest == name) is [var only] ? only : null);
    }
}
