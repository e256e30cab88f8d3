using HeavySim.Simulation;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using static HeavySim.Agents.Tests.ScriptedChatClient;

namespace HeavySim.Agents.Tests;

public sealed class LoggedChatTests
{
    // Of no form that a pattern would know.
    private const string Key = "correct-horse-battery";

    [Fact]
    public async Task Around_EveryTry_IsLoggedWithItsFailure()
    {
        var log = new LogLines(LogLevel.Debug);
        var handler = new VerbatimHandler(
            VerbatimHandler.Json("""{"error":{"message":"overloaded"}}""", 503),
            VerbatimHandler.Json("""{"choices":[{"message":{"content":"4"},"finish_reason":"stop"}]}"""));
        using var client = Connect(handler, log, new ResilienceOptions { BaseDelay = TimeSpan.FromMilliseconds(1) });

        var answer = await client.GetResponseAsync("2 + 2?", null, TestContext.Current.CancellationToken);

        Assert.Equal("4", answer.Text);
        Assert.Equal(2, log.Lines.Count(static l => l.Contains("invoked", StringComparison.Ordinal)));
        Assert.Single(log.Lines, static l => l.StartsWith("Error", StringComparison.Ordinal)
            && l.Contains("ModelCallException", StringComparison.Ordinal) && l.Contains("overloaded", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, static l => l.Contains("2 + 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Around_Trace_ShowsTexts()
    {
        var log = new LogLines();
        var handler = new VerbatimHandler(VerbatimHandler.Json("""{"choices":[{"message":{"content":"four"},"finish_reason":"stop"}]}"""));
        using var client = Connect(handler, log);

        await client.GetResponseAsync("2 + 2?", null, TestContext.Current.CancellationToken);

        Assert.Contains(log.Lines, static l => l.Contains("2 + 2?", StringComparison.Ordinal));
        Assert.Contains(log.Lines, static l => l.Contains("four", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Around_KeysInAnswersErrorsAndWhatIsBehindThem_NeverComeIntoTheLog()
    {
        var log = new LogLines();
        var handler = new VerbatimHandler(
            VerbatimHandler.Json($$$"""{"error":{"message":"no model for Authorization: Bearer {{{Key}}}"}}""", 400),
            VerbatimHandler.Json(
                $$$"""{"choices":[{"message":{"content":"Your key is {{{Key}}} or sk-proj-0123456789abcdef."},"finish_reason":"stop"}]}"""),
            () => throw new HttpRequestException($"to https://host/?key={Key}", new IOException($"Authorization: Bearer {Key}")));
        Environment.SetEnvironmentVariable("HEAVYSIM_TEST_LOG_KEY", Key);
        using var client = Connect(handler, log, new ResilienceOptions { MaxRetries = 0 }, "HEAVYSIM_TEST_LOG_KEY");

        await Assert.ThrowsAsync<ModelCallException>(() => client.GetResponseAsync("Q", null, TestContext.Current.CancellationToken));
        await client.GetResponseAsync("Q", null, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<ModelCallException>(() => client.GetResponseAsync("Q", null, TestContext.Current.CancellationToken));

        Assert.Equal("Bearer " + Key, handler.Requests[0].Headers["Authorization"]);
        Assert.Contains(log.Lines, static l => l.Contains("Your key is [key] or [key]", StringComparison.Ordinal));
        Assert.Contains(log.Lines, static l => l.Contains("no model for", StringComparison.Ordinal));
        Assert.Contains(log.Lines, static l => l.Contains("<- IOException", StringComparison.Ordinal)
            || l.Contains("<- HttpRequestException", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, static l =>
            l.Contains(Key, StringComparison.OrdinalIgnoreCase) || l.Contains("sk-proj", StringComparison.Ordinal));
    }

    [Fact]
    public void Around_VirtualTime_StaysInItAndTellsItsTime()
    {
        var log = new LogLines();
        var elapsed = VirtualWorld.Run(async clock =>
        {
            var client = LoggedChat.Around(new ScriptedChatClient((_, token) => Slow(clock, token)), log, "sim:", apiKey: null, clock);
            var began = clock.GetTimestamp();
            Assert.Equal("4", (await client.GetResponseAsync("Q")).Text);
            Assert.Equal(2, (await client.GetStreamingResponseAsync("Q").ToListAsync()).Count);
            return clock.GetElapsedTime(began);
        });

        Assert.Equal(20, elapsed.TotalSeconds);
        Assert.Contains(log.Lines, static l => l.Contains("[10.000 s simulated] ", StringComparison.Ordinal));
        Assert.Contains(log.Lines, static l => l.Contains("[20.000 s simulated] ", StringComparison.Ordinal));

        static async IAsyncEnumerable<ChatResponseUpdate> Slow(TimeProvider clock,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
        {
            await Task.Delay(TimeSpan.FromSeconds(10), clock, token);
            yield return Text("4");
            yield return End();
        }
    }

    private static IChatClient Connect(VerbatimHandler handler, ILoggerFactory loggers, ResilienceOptions? resilience = null,
        string? key = null) => Endpoint.Connect(
        new EndpointOptions { Name = "e", BaseUrl = "https://host/v1", Models = ["m"], ApiKeyEnv = key, Resilience = resilience ?? new() },
        TimeProvider.System, 1, handler, loggers, cache: null, waits: null);
}
