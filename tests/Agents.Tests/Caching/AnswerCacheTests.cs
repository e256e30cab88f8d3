using System.Text;
using Microsoft.Extensions.AI;

namespace HeavySim.Agents.Tests;

public sealed class AnswerCacheTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("heavysim-cache-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_SameRequestAgain_IsAnsweredFromTheFolderAndCostsNothing(bool isStreaming)
    {
        var handler = new VerbatimHandler(isStreaming ? Stream("one", 7) : Whole("one", 7), isStreaming ? Stream("two", 7)
            : Whole("two", 7));

        var first = await AskAsync(handler, Options(), isStreaming);
        var again = await AskAsync(handler, Options(), isStreaming);

        Assert.Equal(("one", "one"), (first.Text, again.Text));
        Assert.Single(handler.Requests);
        Assert.Equal((7, 7), (first.Usage?.OutputTokenCount, again.Usage?.OutputTokenCount));
        Assert.Equal((0.25m, 0m), (UpdateMarks.Cost(first.AdditionalProperties), UpdateMarks.Cost(again.AdditionalProperties)));
    }

    [Fact]
    public async Task Ask_AgentsThatDifferInTheirSeedsOnly_KeepAnswersOfTheirOwn()
    {
        var handler = new VerbatimHandler([.. Enumerable.Range(0, 8).Select(static i => Stream($"answer {i}", 1))]);

        var first = new List<string>();
        for (var seed = 0; seed < 8; seed++)
            first.Add((await AskAsync(handler, Options(seed))).Text);
        var again = new List<string>();
        for (var seed = 7; seed >= 0; seed--)
            again.Insert(0, (await AskAsync(handler, Options(seed))).Text);

        Assert.Equal(8, first.Distinct().Count());
        Assert.Equal(first, again);
        Assert.Equal(8, handler.Requests.Count);
    }

    [Fact]
    public async Task Ask_AnythingElseThatDiffers_IsAnotherRequest()
    {
        var handler = new VerbatimHandler([.. Enumerable.Range(0, 8).Select(static i => Stream($"answer {i}", 1))]);
        var tool = AIFunctionFactory.Create(static (int x) => x, "double");
        (ChatOptions Options, string Question, string Address)[] requests =
        [
            (Options(), "Q", "https://a/v1"), (Options(), "Q?", "https://a/v1"), (Options(), "Q", "https://b/v1"),
                (Options(temperature: 0.7f), "Q", "https://a/v1"),
            (new ChatOptions { Seed = 1, ModelId = "other", Temperature = 1 }, "Q", "https://a/v1"),
            (new ChatOptions { Seed = 1, MaxOutputTokens = 9, Temperature = 1 }, "Q", "https://a/v1"),
            (new ChatOptions { Seed = 1, Temperature = 1, Tools = [tool] }, "Q", "https://a/v1"),
        ];

        foreach (var (options, question, address) in requests)
            await AskAsync(handler, options, question: question, address: address);

        Assert.Equal(requests.Length, handler.Requests.Count);
    }

    [Fact]
    public async Task Ask_WithoutASeed_IsAlwaysAsked()
    {
        var handler = new VerbatimHandler(Stream("one", 1), Stream("two", 1));

        Assert.Equal("one", (await AskAsync(handler, new ChatOptions { Temperature = 1 })).Text);
        Assert.Equal("two", (await AskAsync(handler, new ChatOptions { Temperature = 1 })).Text);
    }

    [Fact]
    public async Task Ask_FailuresAndEmptyAnswers_AreNotKept()
    {
        var handler = new VerbatimHandler(VerbatimHandler.Json("""{"error":{"message":"down"}}""", 503), Stream("", 0),
            VerbatimHandler.Events("""{"choices":[{"delta":{"content":"cut"}}]}"""), Stream("whole", 1));

        Assert.Equal("whole", (await AskAsync(handler, Options())).Text);
        Assert.Equal("whole", (await AskAsync(handler, Options())).Text);

        Assert.Equal(4, handler.Requests.Count);
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Ask_ReasoningBeforeALoneClosingTag_IsStillReasoning()
    {
        var handler = new VerbatimHandler(VerbatimHandler.Events(
            """{"choices":[{"delta":{"content":"I think"}}]}""", """{"choices":[{"delta":{"content":"</think>4"}}]}""",
            """{"choices":[{"delta":{},"finish_reason":"stop"}]}""", "[DONE]"));

        var first = await AskAsync(handler, Options());
        var again = await AskAsync(handler, Options());

        Assert.Single(handler.Requests);
        Assert.Equal(first.Text, again.Text);
        Assert.True(UpdateMarks.IsEstimated(again.AdditionalProperties));
        Assert.Equal("4", again.Text.Trim());
    }

    [Fact]
    public async Task Ask_AFileIsBroken_AsksAnew()
    {
        var handler = new VerbatimHandler(Stream("one", 1), Stream("two", 1));
        await AskAsync(handler, Options());
        await File.WriteAllTextAsync(Directory.GetFiles(_folder).Single(), "[{", TestContext.Current.CancellationToken);

        Assert.Equal("two", (await AskAsync(handler, Options())).Text);
    }

    [Fact]
    public async Task Folder_HoldsNoKey()
    {
        Environment.SetEnvironmentVariable("HEAVYSIM_TEST_CACHE_KEY", "correct-horse-battery");
        var handler = new VerbatimHandler(Stream("one", 1));

        await AskAsync(handler, Options(), key: "HEAVYSIM_TEST_CACHE_KEY");

        Assert.DoesNotContain("correct-horse", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(Directory.GetFiles(_folder).Single(),
            TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    private static ChatOptions Options(long seed = 1, float temperature = 1) => new() { Seed = seed, Temperature = temperature };

    private static Func<HttpResponseMessage> Whole(string text, int tokens) => VerbatimHandler.Json(
        $$$"""
        {"choices":[{"message":{"content":"{{{text}}}"},"finish_reason":"stop"}],
         "usage":{"prompt_tokens":3,"completion_tokens":{{{tokens}}},"cost":0.25}}
        """);

    private static Func<HttpResponseMessage> Stream(string text, int tokens) => VerbatimHandler.Events(
        $$$"""{"choices":[{"delta":{"content":"{{{text}}}"}}]}""",
        $$$"""{"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":{{{tokens}}},"cost":0.25}}""",
        "[DONE]");

    /// <summary>Each time by another client, as another process would.</summary>
    private async Task<ChatResponse> AskAsync(
        VerbatimHandler handler, ChatOptions options, bool isStreaming = true, string question = "Q", string address = "https://a/v1",
        string? key = null)
    {
        var endpoint = new EndpointOptions { Name = "e", BaseUrl = address, Models = ["m"], ApiKeyEnv = key,
            Resilience = new ResilienceOptions { BaseDelay = TimeSpan.FromMilliseconds(1) } };
        var client = Endpoint.Connect(endpoint, TimeProvider.System, 1, handler, loggers: null, new AnswerFolder(_folder), waits: null);
        if (!isStreaming)
            return await client.GetResponseAsync(question, options, TestContext.Current.CancellationToken);

        var transcript = new Transcript();
        await foreach (var update in client.GetStreamingResponseAsync(question, options, TestContext.Current.CancellationToken))
            transcript.Add(update);
        return transcript.ToResponse();
    }
}
