using System.Net;
using HeavySim.Agents;
using HeavySim.Core;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.Agents;
using Microsoft.SemanticKernel.ChatCompletion;

namespace HeavySim.SemanticKernel.Tests;

public sealed class KernelAgentTests
{
    private static readonly AgentCard Card = new(3, "gpt", "kernel", "own", Temperature: 0.5);
    private static readonly Assignment Assignment = new() { Problem = new Problem { Id = "p", Question = "What is 6 x 7?" }, Seed = 1 };

    [Fact]
    public async Task Attempt_WithOpenAIUsage_CountsIt()
    {
        var service = new ScriptedCompletionService(
            "42", new ChatTokenUsage { InputTokenCount = 70, OutputTokenCount = 20, TotalTokenCount = 90 });

        var attempt = await AttemptAsync(Agent(service));

        Assert.Equal("42", attempt.Answer!.Text);
        Assert.Equal((70L, 20L, false), (attempt.Usage.InputTokens, attempt.Usage.OutputTokens, attempt.Usage.IsEstimated));
        Assert.Equal(Card, attempt.Agent);
    }

    [Fact]
    public async Task Attempt_WithExtensionsAIUsage_CountsItOnce()
    {
        var client = new ScriptedChatClient("42", "gpt");
        var builder = Kernel.CreateBuilder();
        builder.Services.AddSingleton<IChatClient>(client);

        var attempt = await AttemptAsync(new ChatCompletionAgent { Kernel = builder.Build(), Instructions = "Be exact." });

        Assert.Equal("42", attempt.Answer!.Text);
        Assert.Equal((7L, 2L, false), (attempt.Usage.InputTokens, attempt.Usage.OutputTokens, attempt.Usage.IsEstimated));
        Assert.Equal(0.5f, client.Options!.Temperature);
        Assert.NotNull(client.Options.Seed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nothing that counts")]
    public async Task Attempt_WithoutReadableUsage_IsEstimated(object? usage)
    {
        var attempt = await AttemptAsync(Agent(new ScriptedCompletionService("42", usage)));

        Assert.True(attempt.Usage.IsEstimated);
    }

    [Fact]
    public async Task Attempt_OfAnAgentWithInstructions_KeepsThemAndAddsOurs()
    {
        var service = new ScriptedCompletionService("42");

        await AttemptAsync(Agent(service));

        var history = service.History!;
        Assert.Equal("Be exact.", history[0].Content);
        Assert.StartsWith(TaskLine.Of(ModelTask.Solve), history[1].Content, StringComparison.Ordinal);
        Assert.Equal((AuthorRole.User, "What is 6 x 7?"), (history[2].Role, history[2].Content));
    }

    [Fact]
    public async Task Settings_OfTheAgentsOwn_AreLeftAlone()
    {
        var service = new ScriptedCompletionService("42");
        var own = new PromptExecutionSettings
        {
            ExtensionData = new Dictionary<string, object>(StringComparer.Ordinal) { ["temperature"] = 0.1 },
        };

        await AttemptAsync(Agent(service, new KernelArguments(own)));

        Assert.Equal(0.1, service.Settings!.ExtensionData!["temperature"]);
    }

    [Fact]
    public async Task Failure_OfTheService_IsAnOutcome()
    {
        var service = new ScriptedCompletionService("")
        {
            Throws = new HttpOperationException(HttpStatusCode.Unauthorized, null, "no", null),
        };

        var attempt = await AttemptAsync(Agent(service));

        Assert.Equal(FailureCause.Unauthorized, Assert.IsType<Outcome.Failed>(attempt.Outcome).Cause);
    }

    [Fact]
    public async Task Cancellation_OfTheCaller_PassesThrough()
    {
        using var caller = new CancellationTokenSource();
        caller.Cancel();
        var agent = Agent(new ScriptedCompletionService("42")).AsHeavySimAgent(Card, new WholeTextAnswers(), TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => agent.AttemptAsync(Assignment, null, caller.Token));
    }

    private static ChatCompletionAgent Agent(IChatCompletionService service, KernelArguments? arguments = null)
    {
        var builder = Kernel.CreateBuilder();
        builder.Services.AddSingleton(service);
        return new ChatCompletionAgent { Kernel = builder.Build(), Instructions = "Be exact.", Arguments = arguments };
    }

    private static Task<Attempt> AttemptAsync(ChatCompletionAgent agent) =>
        agent.AsHeavySimAgent(Card, new WholeTextAnswers(), TimeProvider.System)
            .AttemptAsync(Assignment, null, TestContext.Current.CancellationToken);

    /// <summary>The shape of OpenAI's type of that name.</summary>
    private sealed class ChatTokenUsage
    {
        public int InputTokenCount { get; init; }

        public int OutputTokenCount { get; init; }

        public int TotalTokenCount { get; init; }
    }
}
