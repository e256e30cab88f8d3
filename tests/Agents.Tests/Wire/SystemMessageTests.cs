using System.Text.Json;
using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.VerbatimHandler;
using static HeavySim.Agents.Tests.Wire;

namespace HeavySim.Agents.Tests;

/// <summary>Models that no system message reaches.</summary>
public sealed class SystemMessageTests
{
    private static readonly string Strategy = string.Concat(Enumerable.Repeat("Work backwards from the goal. ", 10));

    private static readonly ChatMessage[] Conversation =
        [new(ChatRole.System, Strategy), new(ChatRole.User, "How many primes are below 100?")];

    [Fact]
    public async Task Template_ThatDropsSystemMessages_HasThemFoldedIntoTheUsers()
    {
        var notices = new List<string>();
        var server = new CountingServer { DropsSystem = true };
        using var client = Client(server, notices);

        var first = await client.GetResponseAsync(Conversation, null, TestContext.Current.CancellationToken);
        await client.GetResponseAsync(Conversation, null, TestContext.Current.CancellationToken);
        await client.GetResponseAsync(Conversation, null, TestContext.Current.CancellationToken);

        Assert.Equal("25", first.Text.Trim());
        // The call, the two that ask, and two more calls: nothing is asked twice.
        Assert.Equal(5, server.Requests.Count);
        Assert.Equal((1, 1), (server.Requests[1].Limit, server.Requests[2].Limit));
        Assert.Equal([("user", Strategy + "\n\nHow many primes are below 100?")], server.Requests[^1].Messages);
        Assert.Equal(
            "http://host/v1 passes no system message on to m: strategies and the form of the answer go into the user's message from "
            + "now on.",
            Assert.Single(notices));
    }

    [Fact]
    public async Task Template_ThatKeepsSystemMessages_IsAskedNothing()
    {
        var notices = new List<string>();
        var server = new CountingServer();
        using var client = Client(server, notices);

        for (var i = 0; i < 3; i++)
            await client.GetResponseAsync(Conversation, null, TestContext.Current.CancellationToken);

        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(["system", "user"], server.Requests[^1].Messages.Select(static m => m.Role));
        Assert.Empty(notices);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(null)]
    public async Task Counts_ThatAreAlwaysTheSameOrMissing_ProveNothing(int? always)
    {
        var notices = new List<string>();
        var server = new CountingServer { DropsSystem = true, Always = always ?? 0 };
        using var client = Client(server, notices);

        for (var i = 0; i < 3; i++)
            await client.GetResponseAsync(Conversation, null, TestContext.Current.CancellationToken);

        Assert.Equal(always is null ? 3 : 5, server.Requests.Count);
        Assert.Equal(["system", "user"], server.Requests[^1].Messages.Select(static m => m.Role));
        Assert.Empty(notices);
    }

    [Fact]
    public async Task Tokens_SmallerThanOurs_AreAllowedFor()
    {
        // A model with a small vocabulary: three of its tokens to one of ours, and a question longer than the strategy.
        var server = new CountingServer { DropsSystem = true, Scale = 3 };
        using var client = Client(server, []);

        await client.GetResponseAsync(Conversation, null, TestContext.Current.CancellationToken);
        await client.GetResponseAsync(Conversation, null, TestContext.Current.CancellationToken);

        Assert.Equal("user", Assert.Single(server.Requests[^1].Messages).Role);
    }

    [Fact]
    public async Task Prompt_WithoutSystemMessage_IsNotDoubted()
    {
        var server = new CountingServer { DropsSystem = true };
        using var client = Client(server, []);

        await client.GetResponseAsync(
            [new ChatMessage(ChatRole.User, Strategy)], null, TestContext.Current.CancellationToken);

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Probe_ThatFails_LeavesTheAnswerAlone()
    {
        var server = new CountingServer { DropsSystem = true, FailsFrom = 2 };
        using var client = Client(server, []);

        var answer = await client.GetResponseAsync(Conversation, null, TestContext.Current.CancellationToken);

        Assert.Equal("25", answer.Text.Trim());
    }

    [Theory]
    [InlineData(400, "System role not supported")]
    [InlineData(500, "System role not supported")]
    [InlineData(400, "Conversation roles must alternate; system messages are not supported by this template")]
    public async Task Template_ThatRefusesSystemMessages_GetsThemFolded(int status, string words)
    {
        var handler = new VerbatimHandler(
            Json($$$"""{"error":{"message":"{{{words}}}","type":"invalid_request_error"}}""", status),
            Json(Completion("""{"content":"25"}""")));
        using var client = Wire.Client(handler);

        var answer = await client.GetResponseAsync(Conversation, null, TestContext.Current.CancellationToken);

        Assert.Equal("25", answer.Text.Trim());
        Assert.DoesNotContain("\"system\"", handler.Requests[1].Body, StringComparison.Ordinal);
        Assert.Contains("Work backwards", handler.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Fold_WithoutUser_BecomesTheUsersMessage()
    {
        var folded = FoldedSystem.Of(
            [new ChatMessage(ChatRole.System, "Be short."), new ChatMessage(ChatRole.Assistant, "Yes.")], "Be kind.");

        Assert.Equal([("user", "Be kind.\n\nBe short."), ("assistant", "Yes.")], folded.Select(static m => (m.Role.Value, m.Text)));
    }

    private static OpenAICompatibleChatClient Client(CountingServer server, List<string> notices) => new(
        new HttpClient(server), EndpointAddress.Parse("http://host/v1"), new WireOptions { Model = "m", Notice = notices.Add },
        TimeProvider.System);

    /// <summary>Counts the tokens of what reaches its model: a token for four characters, and eight for its template.</summary>
    private sealed class CountingServer : HttpMessageHandler
    {
        private const string Words = "25";

        public bool DropsSystem { get; init; }

        public int Scale { get; init; } = 1;

        /// <summary>What it counts whatever is said; 0 for no usage, null for the truth.</summary>
        public int? Always { get; init; }

        public int FailsFrom { get; init; } = int.MaxValue;

        public List<(List<(string Role, string Text)> Messages, int? Limit)> Requests { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var body = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
            var messages = body.RootElement.GetProperty("messages").EnumerateArray()
                .Select(static m => (m.GetProperty("role").GetString()!, m.GetProperty("content").GetString()!)).ToList();
            Requests.Add((messages, body.RootElement.TryGetProperty("max_tokens", out var limit) ? limit.GetInt32() : null));
            if (Requests.Count >= FailsFrom)
                return Json("""{"error":{"message":"no"}}""", 400)();

            var read = messages.Where(m => !DropsSystem || m.Item1 != "system").Sum(static m => m.Item2.Length);
            var tokens = Always ?? (Scale * read / 4) + 8;
            var usage = tokens == 0 ? "" : $$""","usage":{"prompt_tokens":{{tokens}},"completion_tokens":{{Scale * 20}}}""";
            var text = Words.PadRight(80);
            return Json($$$"""{"choices":[{"index":0,"message":{"content":"{{{text}}}"},"finish_reason":"stop"}]{{{usage}}}}""")();
        }
    }
}
