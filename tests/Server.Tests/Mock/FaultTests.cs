using System.Diagnostics;
using System.Net;

namespace HeavySim.Server.Tests.Mock;

public sealed class FaultTests
{
    [Fact]
    public async Task RateLimited_WithWait_SaysHowLong()
    {
        await using var server = await FailingAsync(new WireFault.RateLimited(TimeSpan.FromSeconds(3)));

        var response = await server.CompleteAsync(Loopback.AskStream());

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("3", response.Headers.GetValues("retry-after").Single());
        Assert.False(response.Headers.Contains("x-should-retry"));
        Assert.Equal("rate_limit_exceeded", (await Loopback.JsonAsync(response)).GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task RateLimited_WithoutWait_SaysNothingOfIt()
    {
        await using var server = await FailingAsync(new WireFault.RateLimited(RetryAfter: null));

        var response = await server.CompleteAsync(Loopback.Ask());

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.False(response.Headers.Contains("retry-after"));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task ServerError_AnyStatus_HasAJsonBody(int status)
    {
        await using var server = await FailingAsync(new WireFault.ServerError(status));

        var response = await server.CompleteAsync(Loopback.Ask());

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("server_error", (await Loopback.JsonAsync(response)).GetProperty("error").GetProperty("type").GetString());
    }

    [Theory]
    [InlineData(200)]
    [InlineData(502)]
    public async Task HtmlPage_AnyStatus_IsAPage(int status)
    {
        await using var server = await FailingAsync(new WireFault.HtmlPage(status));

        var response = await server.CompleteAsync(Loopback.AskStream());

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("<!DOCTYPE html>", await Loopback.TextAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task ConnectionReset_Whole_Throws(bool isStreaming, int afterEvents)
    {
        await using var server = await FailingAsync(new WireFault.ConnectionReset(afterEvents));

        await Assert.ThrowsAsync<HttpRequestException>(() => server.CompleteAsync(isStreaming ? Loopback.AskStream() : Loopback.Ask()));
    }

    [Fact]
    public async Task ConnectionReset_InMidStream_ThrowsAfterTheEvents()
    {
        // Twenty times slower: the events are read before the reset, however busy the machine.
        await using var server = await FailingAsync(new WireFault.ConnectionReset(2), new ScaledTimeProvider(TimeProvider.System, 0.05));

        using var response = await server.CompleteAsync(Loopback.AskStream(), asItComes: true);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var role = await reader.ReadLineAsync(TestContext.Current.CancellationToken);

        Assert.Contains("\"role\":\"assistant\"", role, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<IOException>(() => reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Hang_AnyRequest_AnswersNothing()
    {
        await using var server = await FailingAsync(new WireFault.Hang());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(0.3));

        var response = server.Http.PostAsync(
            new Uri(server.BaseUrl, "/v1/chat/completions"), new StringContent(Loopback.Ask()), patience.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response);
    }

    [Fact]
    public async Task Truncated_Stream_EndsCleanlyWithoutFinishOrDone()
    {
        await using var server = await FailingAsync(new WireFault.Truncated(2));

        var response = await server.CompleteAsync(Loopback.AskStream());

        var text = await Loopback.TextAsync(response);
        Assert.Equal(2, Loopback.Events(text).Count);
        Assert.Contains("\"content\":\"Hello\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"finish_reason\":\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Truncated_LaterThanTheStreamIsLong_StillLosesTheFinish()
    {
        await using var server = await FailingAsync(new WireFault.Truncated(1000));

        var text = await Loopback.TextAsync(await server.CompleteAsync(Loopback.AskStream()));

        Assert.Equal(3, Loopback.Events(text).Count);
        Assert.DoesNotContain("\"finish_reason\":\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Truncated_Plain_EndsCleanlyAtHalfTheJson()
    {
        await using var server = await FailingAsync(new WireFault.Truncated(0));

        var response = await server.CompleteAsync(Loopback.Ask());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Assert.ThrowsAnyAsync<System.Text.Json.JsonException>(() => Loopback.JsonAsync(response));
    }

    [Fact]
    public async Task MalformedJson_Stream_BreaksOneEvent()
    {
        await using var server = await FailingAsync(new WireFault.MalformedJson(1));

        var events = Loopback.Events(await Loopback.TextAsync(await server.CompleteAsync(Loopback.AskStream())));

        var isWhole = events.SkipLast(1).Select(IsJson);
        Assert.Equal([true, false, true, true], isWhole);
        Assert.Equal("[DONE]", events[^1]);
    }

    [Fact]
    public async Task MalformedJson_Plain_IsNoJson()
    {
        await using var server = await FailingAsync(new WireFault.MalformedJson(0));

        var response = await server.CompleteAsync(Loopback.Ask());

        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.False(IsJson(await Loopback.TextAsync(response)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WrongContentType_OfARightAnswer_IsPlainText(bool isStreaming)
    {
        await using var server = await FailingAsync(new WireFault.WrongContentType());

        var response = await server.CompleteAsync(isStreaming ? Loopback.AskStream() : Loopback.Ask());

        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(isStreaming ? "[DONE]" : "Hello world", await Loopback.TextAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmptyAnswer_Plain_IsProperAndBlank()
    {
        await using var server = await FailingAsync(new WireFault.EmptyAnswer());

        var choice = (await Loopback.JsonAsync(await server.CompleteAsync(Loopback.Ask()))).GetProperty("choices")[0];

        Assert.Equal("", choice.GetProperty("message").GetProperty("content").GetString());
        Assert.Equal("stop", choice.GetProperty("finish_reason").GetString());
    }

    [Fact]
    public async Task EmptyAnswer_Stream_IsProperAndBlank()
    {
        await using var server = await FailingAsync(new WireFault.EmptyAnswer());

        var events = Loopback.Events(await Loopback.TextAsync(await server.CompleteAsync(Loopback.AskStream())));

        Assert.Equal(3, events.Count);
        Assert.Contains("\"finish_reason\":\"stop\"", events[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Trickle_WithPause_ComesWholeButLate(bool isStreaming)
    {
        await using var server = await FailingAsync(new WireFault.Trickle(TimeSpan.FromSeconds(0.05)));
        var clock = Stopwatch.StartNew();

        var text = await Loopback.TextAsync(await server.CompleteAsync(isStreaming ? Loopback.AskStream() : Loopback.Ask()));

        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(0.18), $"took {clock.Elapsed}");
        Assert.Contains("world", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Source_SeesEveryRequestAndMayLetItPass()
    {
        var seen = new List<MockRequest>();
        await using var server = await Loopback.ServeAsync(
            ScriptedChatClient.Hello(), mock: new MockOptions { Faults = new Faults(r => { seen.Add(r); return null; }) });

        await server.CompleteAsync(Loopback.Ask("\"seed\":5"));
        var second = await server.CompleteAsync(Loopback.AskStream());

        Assert.EndsWith("[DONE]\n\n", await Loopback.TextAsync(second), StringComparison.Ordinal);
        Assert.Equal([(0L, 5L, false), (1L, null, true)], seen.Select(r => (r.Number, r.Options.Seed, r.IsStreaming)));
        Assert.Equal("What is 6 x 7?", seen[0].Messages[0].Text);
    }

    private static Task<Loopback> FailingAsync(WireFault fault, TimeProvider? time = null) =>
        Loopback.ServeAsync(
            ScriptedChatClient.Hello(), new ChatEndpointOptions { Time = time ?? TimeProvider.System },
            new MockOptions { Faults = new Faults(_ => fault) });

    private static bool IsJson(string text)
    {
        try
        {
            System.Text.Json.JsonElement.Parse(text);
            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private sealed class Faults(Func<MockRequest, WireFault?> next) : IFaultSource
    {
        public WireFault? Next(MockRequest request) => next(request);
    }
}
