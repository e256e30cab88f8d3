using System.Net;
using HeavySim.Agents;
using HeavySim.Core;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace HeavySim.SemanticKernel.Tests;

public sealed class KernelEndpointTests
{
    private static readonly Problem Problem = new() { Id = "p", Question = "What is 6 x 7?" };

    [Fact]
    public async Task Endpoint_OfAChatClient_ServesARoster()
    {
        var client = new ScriptedChatClient("42", "gpt");
        var builder = Kernel.CreateBuilder();
        builder.Services.AddSingleton<IChatClient>(client);

        var endpoint = builder.Build().AsEndpoint("kernel");
        var roster = RosterBuilder.Build(2, [endpoint], new RosterOptions(), new WholeTextAnswers(), TimeProvider.System);
        var attempt = await roster[1].AttemptAsync(
            new Assignment { Problem = Problem, Seed = 1 }, null, TestContext.Current.CancellationToken);

        Assert.Equal(("kernel", "gpt"), (attempt.Agent.Endpoint, attempt.Agent.Model));
        Assert.Equal("42", attempt.Answer!.Text);
        Assert.Equal((7L, 2L, false), (attempt.Usage.InputTokens, attempt.Usage.OutputTokens, attempt.Usage.IsEstimated));
        Assert.Equal("What is 6 x 7?", client.Messages[^1].Text);
        Assert.Equal("gpt", client.Options!.ModelId);
    }

    [Fact]
    public async Task Endpoint_OfACompletionService_KeepsUsageOfItsMetadata()
    {
        var builder = Kernel.CreateBuilder();
        builder.Services.AddSingleton<IChatCompletionService>(new ScriptedCompletionService(
            "42", new UsageDetails { InputTokenCount = 7, OutputTokenCount = 2 }));

        var endpoint = builder.Build().AsEndpoint();
        var roster = RosterBuilder.Build(1, [endpoint], new RosterOptions(), new WholeTextAnswers(), TimeProvider.System);
        var attempt = await roster[0].AttemptAsync(
            new Assignment { Problem = Problem, Seed = 1 }, null, TestContext.Current.CancellationToken);

        Assert.Equal("42", attempt.Answer!.Text);
        Assert.Equal((7L, 2L, false), (attempt.Usage.InputTokens, attempt.Usage.OutputTokens, attempt.Usage.IsEstimated));
    }

    [Fact]
    public async Task Endpoint_ByServiceId_IsThatService()
    {
        var builder = Kernel.CreateBuilder();
        builder.Services.AddKeyedSingleton<IChatClient>("a", new ScriptedChatClient("from a"));
        builder.Services.AddKeyedSingleton<IChatClient>("b", new ScriptedChatClient("from b"));
        var kernel = builder.Build();

        Assert.Equal("from a", (await kernel.AsEndpoint(serviceId: "a").Client.GetResponseAsync("?")).Text);
        Assert.Equal("from b", (await kernel.AsEndpoint().Client.GetResponseAsync("?")).Text);
    }

    [Fact]
    public void Endpoint_OfAnEmptyKernel_SaysWhatIsMissing()
    {
        var error = Assert.Throws<HeavySimException>(() => new Kernel().AsEndpoint(serviceId: "x"));

        Assert.Contains("called 'x'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, FailureCause.Unauthorized)]
    [InlineData(HttpStatusCode.PaymentRequired, FailureCause.QuotaExhausted)]
    [InlineData(HttpStatusCode.TooManyRequests, FailureCause.RateLimited)]
    [InlineData(HttpStatusCode.BadGateway, FailureCause.Server)]
    [InlineData(HttpStatusCode.BadRequest, FailureCause.Rejected)]
    [InlineData(null, FailureCause.Network)]
    public async Task Failure_OfTheService_HasItsCause(HttpStatusCode? status, FailureCause cause)
    {
        var builder = Kernel.CreateBuilder();
        builder.Services.AddSingleton<IChatCompletionService>(new ScriptedCompletionService("")
        {
            Throws = new HttpOperationException(status, "<html>busy</html>", "it failed", innerException: null),
        });
        var client = builder.Build().AsEndpoint().Client;

        var whole = await Assert.ThrowsAsync<ModelCallException>(() => client.GetResponseAsync("?"));
        var streamed = await Assert.ThrowsAsync<ModelCallException>(async () =>
        {
            await foreach (var _ in client.GetStreamingResponseAsync("?"))
                Assert.Fail("nothing can come");
        });

        Assert.Equal((cause, (int?)status), (whole.Cause, whole.Status));
        Assert.Equal(cause, streamed.Cause);
        Assert.DoesNotContain("<html>", whole.Message, StringComparison.Ordinal);
    }
}
