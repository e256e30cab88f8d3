using System.Runtime.CompilerServices;
using System.Text.Json;
using HeavySim.Agents;
using HeavySim.Agents.Tools;
using HeavySim.Core;
using HeavySim.Orchestrator;
using HeavySim.SemanticKernel.Tests.Plugins;
using HeavySim.Simulation;
using HeavySim.Verifier;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using FunctionCallContent = Microsoft.Extensions.AI.FunctionCallContent;
using FunctionResultContent = Microsoft.Extensions.AI.FunctionResultContent;
using TextContent = Microsoft.Extensions.AI.TextContent;

namespace HeavySim.SemanticKernel.Tests;

/// <summary>
/// 32 agents whose model is behind a kernel and whose tools are kernel functions that really wait, in a simulated world: Semantic Kernel
/// awaits with ConfigureAwait(false) throughout.
/// </summary>
public sealed class VirtualTimeTests
{
    [Fact]
    public async Task Solve_WithKernelToolsTwice_IsTheSameToTheTick()
    {
        var tools = await PluginTools.OpenAsync(NativePluginTests.Maths(nameof(Superstition)), loggers: null, CancellationToken.None);

        var first = Solve([.. tools.Select(Airlock.ForeignTool)]);
        var second = Solve([.. tools.Select(Airlock.ForeignTool)]);

        Assert.Equal(first, second);
        Assert.Equal(32, first.Count(static line => line.StartsWith("AttemptEnded", StringComparison.Ordinal)));
        Assert.Equal(64, first.Sum(static line => line.Split("maths_slow").Length - 1));
    }

    /// <summary>
    /// The clock does not stand still for the tools: it passes every deadline before they are done, or a continuation of theirs comes in
    /// from another thread first, which the world notices. Which of the two, is the machine's to say.
    /// </summary>
    [Fact]
    public async Task Solve_WithoutTheAirlock_EndsOrGoesOnWithoutItsTools()
    {
        var tools = await PluginTools.OpenAsync(NativePluginTests.Maths(), loggers: null, CancellationToken.None);
        List<string>? events = null;

        var error = Record.Exception(() => events = Solve(tools));

        Assert.True(error is InvalidOperationException || !Solve([.. tools.Select(Airlock.ForeignTool)]).SequenceEqual(events!));
    }

    private static List<string> Solve(IReadOnlyList<AIFunction> tools) => VirtualWorld.Run(async time =>
    {
        var endpoint = Airlock.Around(static inner =>
        {
            var builder = Kernel.CreateBuilder();
            builder.Services.AddSingleton(inner);
            return builder.Build().AsEndpoint().Client;
        }, new Model(time));
        var client = new ToolLoopChatClient(endpoint, tools, new ToolLoopOptions(), new EndpointToolMemory(), time);
        var roster = RosterBuilder.Build(32, [new EndpointBinding("e", "m", client)], new RosterOptions(), new AnswerEngine(), time);
        var options = new SolveOptions
        {
            Seed = 3,
            Stop = StopRuleCatalog.Parse("all"),
            Selector = new VoteSelector(),
            ReportsProgress = true,
        };
        var events = new List<string>();
        await foreach (var happened in new EnsembleSolver(roster, options, new CallSlots(32), time)
            .SolveAsync(new SolveRequest(new Problem { Id = "p", Question = "What is thrice 7?" }, []), CancellationToken.None))
        {
            var calls = happened is SolveEvent.AttemptEnded ended
                ? string.Join(';', ended.Attempt.Tools!.Calls.Select(static c => $"{c.Tool}({c.Arguments})={c.Result}{c.Error}"))
                    + ended.Attempt.Text + ended.Attempt.Agent.Index
                : "";
            events.Add($"{happened.GetType().Name} {happened.At.Ticks} {calls}");
        }

        return events;
    });

    /// <summary>Thinks for a time of its own, calls maths_slow twice at once, then answers.</summary>
    private sealed class Model(TimeProvider time) : IChatClient
    {
        public async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var seed = (int)((options!.Seed!.Value % 7 + 7) % 7);
            await Task.Delay(TimeSpan.FromSeconds(1 + (seed % 3)), time, cancellationToken);
            var results = messages.SelectMany(m => m.Contents).OfType<FunctionResultContent>().ToList();
            IList<AIContent> contents = results.Count == 0
                ? [Call("c1", seed), Call("c2", seed + 1)]
                : [new TextContent($"{results[0].Result} and {results[1].Result}. \\boxed{{{seed}}}")];
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, contents))
            {
                Usage = new UsageDetails { InputTokenCount = 7, OutputTokenCount = 2, TotalTokenCount = 9 },
            };
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

        private static FunctionCallContent Call(string id, int a) =>
            new(id, "maths_slow", new Dictionary<string, object?> { ["a"] = JsonSerializer.SerializeToElement(a) });
    }
}
