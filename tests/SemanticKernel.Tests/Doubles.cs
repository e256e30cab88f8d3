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

/// <summary>Answers requests from a list, the last one again and again, and remembers them.</summary>
internal sealed class ScriptedHttp(params (int Status, string Body)[] answers) : HttpMessageHandler
{
    public List<string> Requests { get; } = [];

    public List<Uri> Addresses { get; } = [];

    public List<System.Net.Http.Headers.HttpRequestHeaders> Headers { get; } = [];

    public Dictionary<string, string> ResponseHeaders { get; } = new(StringComparer.Ordinal);

    public Exception? Throws { get; init; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Addresses.Add(request.RequestUri!);
        Headers.Add(request.Headers);
        Requests.Add(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
        if (Throws is not null)
            throw Throws;

        var (status, body) = answers[Math.Min(Requests.Count, answers.Length) - 1];
        var response = new HttpResponseMessage((System.Net.HttpStatusCode)status)
        {
            Content = new StringContent(
                body, System.Text.Encoding.UTF8, body.StartsWith("data:") ? "text/event-stream" : "application/json"),
            RequestMessage = request,
        };
        foreach (var (name, value) in ResponseHeaders)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }
}

/// <summary>Bodies of OpenAI's chat completions.</summary>
internal static class Completions
{
    public static string Text(string text, int input = 7, int output = 2) => $$$"""
        {"id":"c","object":"chat.completion","created":1,"model":"gpt","choices":[{"index":0,"finish_reason":"stop","message":
        {"role":"assistant","content":"{{{text}}}"}}],"usage":{"prompt_tokens":{{{input}}},"completion_tokens":{{{output}}},"total_tokens":{{{input + output}}}}}
        """;

    public static string Call(string name, string arguments, int input = 5, int output = 3) => $$$"""
        {"id":"c","object":"chat.completion","created":1,"model":"gpt","choices":[{"index":0,"finish_reason":"tool_calls","message":
        {"role":"assistant","content":null,"tool_calls":[{"id":"call1","type":"function","function":{"name":"{{{name}}}","arguments":{{{System.Text.Json.JsonSerializer.Serialize(arguments)}}}}}]}}],
        "usage":{"prompt_tokens":{{{input}}},"completion_tokens":{{{output}}},"total_tokens":{{{input + output}}}}}
        """;
}

/// <summary>A kernel with a real connector of each kind, over a scripted connection.</summary>
internal static class Connectors
{
    public static Kernel Of(string kind, HttpMessageHandler handler)
    {
        var builder = Kernel.CreateBuilder();
        var http = new HttpClient(handler);
        _ = kind switch
        {
            "client" => builder.AddOpenAIChatClient("gpt", new Uri("https://api.example.com/v1"), "sk-secret-secret-1", httpClient: http),
            "service" => builder.AddOpenAIChatCompletion(
                "gpt", new Uri("https://api.example.com/v1"), "sk-secret-secret-1", httpClient: http),
            "azure" => builder.AddAzureOpenAIChatClient("gpt", "https://x.openai.azure.com", "sk-secret-secret-1", httpClient: http),
            _ => builder.AddAzureOpenAIChatCompletion("gpt", "https://x.openai.azure.com", "sk-secret-secret-1", httpClient: http),
        };
        return builder.Build();
    }
}
