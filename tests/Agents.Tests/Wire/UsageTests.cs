using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.VerbatimHandler;
using static HeavySim.Agents.Tests.Wire;

namespace HeavySim.Agents.Tests;

/// <summary>What was used, wherever it stands, and what is believed of it.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("""{"choices":[{"index":0,"delta":{},"finish_reason":"stop","usage":{"prompt_tokens":1234,"completion_tokens":567,"total_tokens":1801}}]}""")]
    [InlineData("""{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":1234,"completion_tokens":567}}""")]
    [InlineData("""{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"x_groq":{"usage":{"prompt_tokens":1234,"completion_tokens":567}}}""")]
    public async Task Usage_WhereverItStands_IsRead(string chunk)
    {
        var transcript = await StreamAsync(Events(Text("4"), chunk, "[DONE]"));

        Assert.Equal((1234L, 567L), (transcript.Usage!.InputTokenCount, transcript.Usage.OutputTokenCount));
        Assert.False(transcript.IsEstimated);
    }

    [Theory]
    [InlineData("""{"prompt_tokens":20,"completion_tokens":10,"total_tokens":530,"completion_tokens_details":{"reasoning_tokens":500}}""", 510)]
    [InlineData("""{"prompt_tokens":20,"completion_tokens":510,"total_tokens":530,"completion_tokens_details":{"reasoning_tokens":500}}""", 510)]
    [InlineData("""{"prompt_tokens":20,"completion_tokens":10,"total_tokens":530}""", 10)]
    [InlineData("""{"prompt_tokens":20,"completion_tokens":10,"total_tokens":530,"reasoning_tokens":3}""", 10)]
    public async Task Usage_WithReasoningBesideTheOutput_CountsBoth(string usage, long output)
    {
        var transcript = await StreamAsync(Events(Text("4", "\"stop\""), $$"""{"choices":[],"usage":{{usage}}}""", "[DONE]"));

        Assert.Equal(output, transcript.Usage!.OutputTokenCount);
    }

    [Theory]
    [InlineData("""{"prompt_tokens":-5,"completion_tokens":7}""", 7)]
    [InlineData("""{"prompt_tokens":900000000000,"completion_tokens":7}""", 7)]
    [InlineData("""{"prompt_tokens":20,"completion_tokens":-1}""", 1)]
    [InlineData("""{"prompt_tokens":20,"completion_tokens":0}""", 1)]
    public async Task Usage_ThatCannotBe_IsEstimatedInThatPart(string usage, long output)
    {
        var transcript = await StreamAsync(Events(Text("4", "\"stop\""), $$"""{"choices":[],"usage":{{usage}}}""", "[DONE]"));

        Assert.True(transcript.IsEstimated);
        Assert.InRange(transcript.Usage!.InputTokenCount!.Value, 1, 20);
        Assert.Equal(output, transcript.Usage.OutputTokenCount);
    }

    [Theory]
    [InlineData("""{"prompt_tokens":20,"completion_tokens":1,"prompt_tokens_details":{"cached_tokens":15}}""", 15L)]
    [InlineData("""{"prompt_tokens":20,"completion_tokens":1,"prompt_cache_hit_tokens":15}""", 15L)]
    [InlineData("""{"prompt_tokens":20,"completion_tokens":1,"cached_tokens":15}""", 15L)]
    [InlineData("""{"prompt_tokens":20,"completion_tokens":1,"cached_tokens":99}""", null)]
    public async Task Usage_OfTheCache_IsRead(string usage, long? cached)
    {
        var transcript = await StreamAsync(Events(Text("4", "\"stop\""), $$"""{"choices":[],"usage":{{usage}}}""", "[DONE]"));

        Assert.Equal(cached, transcript.Usage!.CachedInputTokenCount);
    }

    [Theory]
    [InlineData("""{"choices":[{"delta":{"content":"par"}}],"usage":{"prompt_tokens":20,"completion_tokens":3}}""")]
    [InlineData("""{"error":{"message":"died","code":502},"usage":{"prompt_tokens":20,"completion_tokens":3}}""")]
    public async Task Usage_OfAStreamThatFails_IsToldBeforeTheFailure(string payload)
    {
        var transcript = new Transcript();
        var client = Client(new VerbatimHandler(Events(payload)));

        await Assert.ThrowsAsync<ModelCallException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync("Q", null, TestContext.Current.CancellationToken))
                transcript.Add(update);
        });

        Assert.Equal((20L, 3L), (transcript.Usage!.InputTokenCount, transcript.Usage.OutputTokenCount));
        Assert.False(transcript.IsEstimated);
    }

    [Fact]
    public void Tries_CountedAndUncounted_AreAllOnTheBill()
    {
        var transcript = new Transcript();
        Begin(1);
        transcript.Add(Counted(100, 7));
        Begin(2);
        transcript.Add(new ChatResponseUpdate(ChatRole.Assistant, "eight letters and more"));
        Begin(3);
        var last = Counted(100, 5);
        last.MarkCost(0.25m);
        transcript.Add(last);

        Assert.Equal((100L, 5L), (transcript.Usage!.InputTokenCount, transcript.Usage.OutputTokenCount));
        Assert.Equal((100L, 7L), (transcript.Lost.Counted!.InputTokenCount, transcript.Lost.Counted.OutputTokenCount));
        Assert.Equal((6L, 100L, 0), (transcript.Lost.Tokens, transcript.Lost.PromptTokens, transcript.Lost.PromptsUncounted));

        void Begin(int number)
        {
            var begins = new ChatResponseUpdate { Role = ChatRole.Assistant };
            begins.MarkCall(number);
            transcript.Add(begins);
        }
    }

    [Fact]
    public void Price_OfCachedTokens_IsTheirOwn()
    {
        var prices = new TokenPrices(10, 20) { CachedInputPerMillion = 1 };

        Assert.Equal((50 * 1m + 50 * 10 + 20 * 20) / 1_000_000, prices.Of(100, 20, 50));
        Assert.Equal((100 * 10m + 20 * 20) / 1_000_000, new TokenPrices(10, 20).Of(100, 20, 50));
        Assert.Null(prices.Of(null, 20, 5));
    }

    private static ChatResponseUpdate Counted(long input, long output) =>
        new(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = input, OutputTokenCount = output })]);
}
