using System.Diagnostics;
using HeavySim.Simulation;
using Microsoft.Extensions.AI;

namespace HeavySim.Agents.Tests;

public sealed class TokenEstimateTests
{
    [Theory]
    [InlineData("gpt-4-turbo", "cl100k_base")]
    [InlineData("openai/gpt-3.5-turbo", "cl100k_base")]
    [InlineData("gpt-4o-mini", "o200k_base")]
    [InlineData("openai/GPT-4.1", "o200k_base")]
    [InlineData("Qwen/Qwen3-32B", "o200k_base")]
    [InlineData("", "o200k_base")]
    [InlineData(null, "o200k_base")]
    public void Of_Model_IsTheTokenizerOfItsFamily(string? model, string encoding) =>
        Assert.Equal(encoding, TokenEstimate.Of(model).Encoding);

    /// <summary>Counts of OpenAI's own tiktoken.</summary>
    [Theory]
    [InlineData("gpt-4", "hello world", 2)]
    [InlineData("gpt-4", "tiktoken is great!", 6)]
    [InlineData("gpt-4o", "hello world", 2)]
    [InlineData("gpt-4o", "", 0)]
    public void Count_KnownText_IsTheTokenizers(string model, string text, int tokens) =>
        Assert.Equal(tokens, TokenEstimate.Of(model).Count(text));

    [Fact]
    public void GetService_ClientOfASimulatedEndpoint_HasNone()
    {
        using var simulated = new SimulatedChatClient(model: null!, endpoint: null!);
        using var real = new OpenAICompatibleChatClient(
            new HttpClient(), EndpointAddress.Parse("http://127.0.0.1:1/v1"), new WireOptions { Model = "gpt-4" }, TimeProvider.System);

        Assert.Null(simulated.GetService(typeof(TokenEstimate)));
        Assert.Same(TokenEstimate.Of("gpt-4"), real.GetService(typeof(TokenEstimate)));
    }

    [Fact]
    public void Count_LongText_IsNearTheSumOfItsSentences()
    {
        var estimate = TokenEstimate.Of(null);
        var sentence = "Each of the seven boxes holds twelve apples. ";

        Assert.InRange(
            estimate.Count(string.Concat(Enumerable.Repeat(sentence, 1000))), 970 * estimate.Count(sentence.TrimEnd()),
            1030 * estimate.Count(sentence.TrimEnd()));
    }

    [Fact]
    public void Count_OneHugeWord_EndsSoon()
    {
        TokenEstimate.Of(null).Count("load");
        var clock = Stopwatch.StartNew();

        Assert.True(TokenEstimate.Of(null).Count(new string('a', 1_000_000)) > 1000);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }
}
