using System.Runtime.CompilerServices;
using HeavySim.Core;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace HeavySim.SemanticKernel.Tests;

/// <summary>A chat model that gives one answer, and remembers what it was asked.</summary>
internal sealed class ScriptedChatClient(string text, string? model = null) : IChatClient
{
    public IReadOnlyList<ChatMessage> Messages { get; private set; } = [];

    public ChatOptions? Options { get; private set; }

    public Exception? Throws { get; init; }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Messages = [.. messages];
        Options = options;
        return Throws is null
            ? Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, text))
            {
                ModelId = model,
                FinishReason = ChatFinishReason.Stop,
                Usage = new UsageDetails { InputTokenCount = 7, OutputTokenCount = 2, TotalTokenCount = 9 },
            })
            : Task.FromException<ChatResponse>(Throws);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("scripted", defaultModelId: model) : null;

    public void Dispose()
    {
    }
}

/// <summary>A chat completion service of the old kind: one answer, with whatever the connector calls usage.</summary>
internal sealed class ScriptedCompletionService(string text, object? usage = null) : IChatCompletionService
{
    public IReadOnlyDictionary<string, object?> Attributes { get; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    public ChatHistory? History { get; private set; }

    public PromptExecutionSettings? Settings { get; private set; }

    public Exception? Throws { get; init; }

    public Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null,
        CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        History = [.. chatHistory];
        Settings = executionSettings;
        if (Throws is not null)
            return Task.FromException<IReadOnlyList<ChatMessageContent>>(Throws);

        var message = new ChatMessageContent(
            AuthorRole.Assistant, text, metadata: new Dictionary<string, object?>(StringComparer.Ordinal) { ["Usage"] = usage });
        return Task.FromResult<IReadOnlyList<ChatMessageContent>>([message]);
    }

    public async IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var message in await GetChatMessageContentsAsync(chatHistory, executionSettings, kernel, cancellationToken))
            yield return new StreamingChatMessageContent(message.Role, message.Content);
    }
}

/// <summary>Takes whole texts for answers.</summary>
internal sealed class WholeTextAnswers : IAnswerEngine
{
    public string Version => "whole-text";

    public Answer? Extract(Problem problem, string text) => Read(problem, text);

    public Answer? Read(Problem problem, string answer) => answer.Length == 0 ? null : new Answer(answer, answer, AnswerSource.Given);

    public Grade Grade(Problem problem, Answer? answer) => HeavySim.Core.Grade.Ungraded;
}

/// <summary>Solves everything the same way.</summary>
internal sealed class ScriptedSolver(string answer) : ISolver
{
    public IReadOnlyList<AgentCard> Agents { get; } = [new(0, "m", "e", "s", Temperature: null)];

    public Problem? Problem { get; private set; }

    public async IAsyncEnumerable<SolveEvent> SolveAsync(SolveRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        cancellationToken.ThrowIfCancellationRequested();
        Problem = request.Problem;
        var given = new Answer(answer, answer, AnswerSource.Given);
        yield return new SolveEvent.Solved(new Solution
        {
            Problem = request.Problem,
            Selection = new Selection { Method = "vote", Answer = given },
            Ballot = Ballot.Empty(0),
            Attempts = [],
            Missing = [],
            Usage = Usage.None,
            Elapsed = TimeSpan.Zero,
        })
        { ProblemId = request.Problem.Id, At = TimeSpan.Zero };
    }
}
