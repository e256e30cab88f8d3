using HeavySim.Agents;
using HeavySim.Core;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace HeavySim.SemanticKernel.Tests;

public sealed class FrameworkAgentTests
{
    private static readonly AgentCard Card = new(3, "gpt", "kernel", "own", Temperature: 0.5);
    private static readonly Assignment Assignment = new() { Problem = new Problem { Id = "p", Question = "What is 6 x 7?" }, Seed = 1 };

    [Fact]
    public async Task Attempt_OfAnAgent_KeepsItsInstructionsAndOurSettings()
    {
        var client = new ScriptedChatClient("42", "gpt");

        var attempt = await AttemptAsync(new ChatClientAgent(client, instructions: "Be exact."));

        Assert.Equal(("42", Card), (attempt.Answer!.Text, attempt.Agent));
        Assert.Equal((7L, 2L, false), (attempt.Usage.InputTokens, attempt.Usage.OutputTokens, attempt.Usage.IsEstimated));
        Assert.Contains("Be exact.", client.Options!.Instructions, StringComparison.Ordinal);
        Assert.Equal(0.5f, client.Options.Temperature);
        Assert.NotNull(client.Options.Seed);
        Assert.Equal("What is 6 x 7?", client.Messages[^1].Text);
    }

    [Fact]
    public async Task Attempt_WithToolsOfTheAgents_CountsEveryTurnOnce()
    {
        using var http = new ScriptedHttp((200, Completions.Call("twice", """{"a":21}""")), (200, Completions.Text("42")));
        var model = Connectors.Of("client", http).Services.GetService(typeof(IChatClient)) as IChatClient;
        var agent = new ChatClientAgent(model!, tools: [AIFunctionFactory.Create((int a) => a * 2, "twice")]);

        var attempt = await AttemptAsync(agent);

        Assert.Equal("42", attempt.Answer!.Text);
        Assert.Equal((12L, 5L, false), (attempt.Usage.InputTokens, attempt.Usage.OutputTokens, attempt.Usage.IsEstimated));
    }

    [Fact]
    public async Task Failure_OfTheModel_IsAnOutcome()
    {
        using var http = new ScriptedHttp((401, """{"error":{"message":"Incorrect API key","code":"invalid_api_key"}}"""));
        var model = Connectors.Of("client", http).Services.GetService(typeof(IChatClient)) as IChatClient;

        var attempt = await AttemptAsync(new ChatClientAgent(model!));

        Assert.Equal(FailureCause.Unauthorized, Assert.IsType<Outcome.Failed>(attempt.Outcome).Cause);
    }

    [Fact]
    public async Task Cancellation_OfTheCaller_PassesThrough()
    {
        using var caller = new CancellationTokenSource();
        caller.Cancel();
        var agent = new ChatClientAgent(new ScriptedChatClient("42")).AsHeavySimAgent(Card, new WholeTextAnswers(), TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => agent.AttemptAsync(Assignment, null, caller.Token));
    }

    private static Task<Attempt> AttemptAsync(AIAgent agent) =>
        agent.AsHeavySimAgent(Card, new WholeTextAnswers(), TimeProvider.System)
            .AttemptAsync(Assignment, null, TestContext.Current.CancellationToken);
}
