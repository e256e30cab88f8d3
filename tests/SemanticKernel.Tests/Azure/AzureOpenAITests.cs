using HeavySim.Agents;
using HeavySim.Core;
using HeavySim.Ensembles;
using Microsoft.Extensions.AI;

namespace HeavySim.SemanticKernel.Tests.Azure;

public sealed class AzureOpenAITests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly EndpointOptions _options = new()
    {
        Name = "cloud",
        BaseUrl = "https://x.openai.azure.com/",
        Api = "azure",
        Models = ["large", "small"],
        MaxOutputTokens = 77,
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Call_OfADeployment_GoesThereWithTheKey()
    {
        using var http = new ScriptedHttp((200, Completions.Text("42")));
        using var connection = new HttpClient(http);
        using var client = AzureOpenAI.Connect(_options, connection, "azure-secret-key-1", TimeProvider.System);

        var response = await client.GetResponseAsync("?", new ChatOptions { ModelId = "small" });
        await client.GetResponseAsync("?", new ChatOptions { MaxOutputTokens = 5 });

        Assert.Equal("42", response.Text);
        Assert.StartsWith("/openai/deployments/small/chat/completions", http.Addresses[0].AbsolutePath, StringComparison.Ordinal);
        Assert.StartsWith("/openai/deployments/large/chat/completions", http.Addresses[1].AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(["azure-secret-key-1"], http.Headers[0].GetValues("api-key"));
        Assert.Contains(":77", http.Requests[0], StringComparison.Ordinal);
        Assert.Contains(":5", http.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_Refused_NeverSaysTheKey()
    {
        using var http = new ScriptedHttp((401, """{"error":{"code":"401","message":"Access denied with azure-secret-key-1"}}"""));
        using var connection = new HttpClient(http);
        using var client = AzureOpenAI.Connect(_options, connection, "azure-secret-key-1", TimeProvider.System);

        var failure = await Assert.ThrowsAsync<ModelCallException>(() => client.GetResponseAsync("?"));

        Assert.Equal(FailureCause.Unauthorized, failure.Cause);
        Assert.DoesNotContain("azure-secret", failure.Message, StringComparison.Ordinal);
        Assert.Single(http.Requests);
    }

    [Fact]
    public async Task Call_AnsweredWithTheKey_IsGivenWithoutIt()
    {
        using var http = new ScriptedHttp((200, Completions.Text("Your key is azure-secret-key-1. The answer is 42.")));
        using var connection = new HttpClient(http);
        using var client = AzureOpenAI.Connect(_options, connection, "azure-secret-key-1", TimeProvider.System);

        var response = await client.GetResponseAsync("?");

        Assert.Equal("Your key is [key]. The answer is 42.", response.Text);
        Assert.NotNull(client.GetService(typeof(KeyRedaction)));
    }

    [Fact]
    public async Task Call_WithRetries_IsMadeByTheEndpointsOwnResilience()
    {
        using var http = new ScriptedHttp((503, "{}"), (200, Completions.Text("42")));
        var options = _options with { Resilience = new ResilienceOptions { MaxRetries = 2 } };
        using var client = Endpoint.Connect(
            options, TimeProvider.System, seed: 1, http, loggers: null, cache: null, waits: null,
            notice: null, (connection, key) => AzureOpenAI.Connect(options, connection, "azure-secret-key-1", TimeProvider.System));

        var response = await client.GetResponseAsync("?");

        Assert.Equal("42", response.Text);
        Assert.Equal(2, http.Requests.Count);
    }

    [Theory]
    [InlineData("http://x.openai.azure.com", "its address begins with https://")]
    [InlineData("https://x.openai.azure.com", "names of its deployments")]
    public void Endpoint_ThatCannotBe_SaysWhy(string url, string fault)
    {
        var options = _options with { BaseUrl = url, Models = fault.Contains("names") ? [] : ["large"] };
        using var connection = new HttpClient();

        var error = Assert.Throws<HeavySimException>(() => AzureOpenAI.Connect(options, connection, "key", TimeProvider.System));

        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("azure", true)]
    [InlineData("chat", true)]
    [InlineData("telepathy", false)]
    public async Task Api_OfAnEndpointOfTheFile_IsOneOfThose(string api, bool isOne)
    {
        var config = _folder.Write("heavysim.json", $$$$"""
            {"endpoints":{"cloud":{"api":"{{{{api}}}}","baseUrl":"https://x.openai.azure.com","models":["large"]}}}
            """);

        var error = await Record.ExceptionAsync(async () =>
        {
            await using var ensemble = await Ensemble.OpenAsync(new EnsembleOptions { Endpoints = ["cloud"], Agents = 1, Config = config });
        });

        Assert.Equal(isOne, error is null);
        if (!isOne)
            Assert.Contains("there is no api 'telepathy'", error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("azure:", "needs a deployment")]
    [InlineData("azure:large", "AZURE_OPENAI_ENDPOINT")]
    public async Task Endpoint_OfTheCommandLine_WithoutItsParts_SaysWhatIsMissing(string endpoint, string fault)
    {
        var error = await Assert.ThrowsAsync<HeavySimException>(() =>
            Ensemble.OpenAsync(new EnsembleOptions { Endpoints = [endpoint], Config = _folder.Write("heavysim.json", "{}") }));

        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }
}
