using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using HeavySim.Agents;
using HeavySim.Agents.Tools;
using HeavySim.Core;
using HeavySim.SemanticKernel.Tests.Plugins;
using HeavySim.Server;
using HeavySim.Server.Mock;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using FunctionCallContent = Microsoft.Extensions.AI.FunctionCallContent;
using FunctionResultContent = Microsoft.Extensions.AI.FunctionResultContent;
using TextContent = Microsoft.Extensions.AI.TextContent;

namespace HeavySim.SemanticKernel.Tests;

/// <summary>Kernels with OpenAI's real connectors against the mock, over loopback: tools and filters are seen in the trace.</summary>
public sealed class MockEndpointTests
{
    private static readonly Problem Problem = new() { Id = "p", Question = "What is twice 21?" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, 21)]
    [InlineData(false, 21)]
    [InlineData(true, 13)]
    public async Task Agents_WithToolsOverAConnector_AreTracedToTheFilter(bool isChatClient, int number)
    {
        await using var endpoint = await ServeAsync(new CallingModel(number), new MockOptions());
        var spans = new ConcurrentBag<(string Name, object? Function, object? Outcome)>();
        using var test = new Activity(nameof(Agents_WithToolsOverAConnector_AreTracedToTheFilter)).Start();
        using var listener = Listen(test.TraceId, spans);
        var tools = await PluginTools.OpenAsync(NativePluginTests.Maths(nameof(Superstition)), loggers: null, Token);
        var agents = Agents(4, endpoint.BaseUrl, isChatClient, tools);

        var attempts = await Task.WhenAll(agents.Select(agent =>
            agent.AttemptAsync(new Assignment { Problem = Problem, Seed = 1 }, null, Token)));

        Assert.All(attempts, attempt =>
        {
            var record = Assert.Single(attempt.Tools!.Calls);
            Assert.Equal("maths_double", record.Tool);
            if (number == 13)
                Assert.Contains("13 is not doubled here", record.Error, StringComparison.Ordinal);
            else
                Assert.Equal("42", record.Result);
            Assert.Equal((2, 14L, 4L), (attempt.Usage.Calls, attempt.Usage.InputTokens, attempt.Usage.OutputTokens));
        });
        var calls = spans.Where(static span => span.Function is not null).ToList();
        Assert.Equal(4, calls.Count);
        Assert.All(calls, call => Assert.Equal(
            ("execute_tool maths_double", "maths.double", number == 13 ? "failed" : "done"), (call.Name, call.Function, call.Outcome)));
    }

    [Theory]
    [InlineData(429, FailureCause.RateLimited)]
    [InlineData(500, FailureCause.Server)]
    public async Task Agent_OfAMockThatFails_FailsByItsCause(int status, FailureCause cause)
    {
        await using var endpoint = await ServeAsync(
            new CallingModel(21),
            new MockOptions
            {
                Faults = new Always(
                    status == 429 ? new WireFault.RateLimited(TimeSpan.FromSeconds(3)) : new WireFault.ServerError(500)),
            });
        var agent = Agents(1, endpoint.BaseUrl, isChatClient: true, [])[0];

        var attempt = await agent.AttemptAsync(new Assignment { Problem = Problem, Seed = 1 }, null, Token);

        Assert.Equal(cause, Assert.IsType<Outcome.Failed>(attempt.Outcome).Cause);
    }

    private static IReadOnlyList<IAgent> Agents(int count, Uri url, bool isChatClient, IReadOnlyList<AIFunction> tools)
    {
        var builder = Kernel.CreateBuilder();
        var address = new Uri(url, "/v1");
        if (isChatClient)
            builder.AddOpenAIChatClient("m", address, "sk-secret-secret-1", httpClient: new HttpClient());
        else
            builder.AddOpenAIChatCompletion("m", address, "sk-secret-secret-1", httpClient: new HttpClient());

        var binding = builder.Build().AsEndpoint();
        if (tools.Count > 0)
            binding = binding with
            {
                Client = new ToolLoopChatClient(
                    binding.Client, tools, new ToolLoopOptions(), new EndpointToolMemory(), TimeProvider.System),
            };
        return RosterBuilder.Build(count, [binding], new RosterOptions(), new WholeTextAnswers(), TimeProvider.System);
    }

    private static Task<ChatEndpoint> ServeAsync(IChatClient model, MockOptions mock) => MockEndpoint.StartAsync(
        new ChatEndpointOptions { AcceptsAnyModelName = true }, [new ServedModel("m", model)], mock, Token);

    /// <summary>Only what belongs to one trace: other tests run beside this one.</summary>
    private static ActivityListener Listen(ActivityTraceId trace, ConcurrentBag<(string, object?, object?)> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "HeavySim",
            Sample = (ref options) => options.TraceId == trace ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (span.TraceId == trace)
                    spans.Add((span.DisplayName, span.GetTagItem(FunctionAudit.FunctionTag), span.GetTagItem(FunctionAudit.OutcomeTag)));
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private sealed class Always(WireFault fault) : IFaultSource
    {
        public WireFault? Next(MockRequest request) => fault;
    }

    /// <summary>Calls maths_double with its number, then says what came of it.</summary>
    private sealed class CallingModel(int number) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var result = messages.SelectMany(m => m.Contents).OfType<FunctionResultContent>().LastOrDefault();
            AIContent content = result is null
                ? new FunctionCallContent(
                    "c1", "maths_double", new Dictionary<string, object?> { ["a"] = JsonSerializer.SerializeToElement(number) })
                : new TextContent($"It is {result.Result}.");
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, [content]))
            {
                FinishReason = result is null ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
                Usage = new UsageDetails { InputTokenCount = 7, OutputTokenCount = 2, TotalTokenCount = 9 },
            });
        }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null,
            [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
                yield return update;
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
