using System.Text.Json.Nodes;
using HeavySim.Simulation;
using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.ResponsesWire;

namespace HeavySim.Agents.Tests;

/// <summary>Answers that are made in the background: asked for until they are there, and cancelled when nobody waits any more.</summary>
public sealed class BackgroundTests
{
    private static readonly WireOptions Options = new() { Model = "m", ApiKey = Wire.Key, IsBackground = true };

    [Fact]
    public void Answer_InTheBackground_IsAskedForUntilItIsThere()
    {
        var looks = 0;
        var handler = new RoutedHandler((path, _) => RoutedHandler.Json(
            path.StartsWith("POST", StringComparison.Ordinal) ? Response("queued")
            : ++looks < 3 ? Response("in_progress") : Response("completed", Message("42"), Counts)));

        var (transcript, waited) = Run(handler);

        Assert.Equal(("42", 12L), (transcript.Text, transcript.Usage!.OutputTokenCount));
        Assert.Equal(["POST /v1/responses", .. Enumerable.Repeat("GET /v1/responses/resp_1", 3)], handler.Paths);
        var body = JsonNode.Parse(handler.Bodies[0])!;
        Assert.True((bool)body["background"]!);
        Assert.False((bool)body["stream"]!);
        Assert.Null(body["store"]);
        Assert.Equal(TimeSpan.FromSeconds(1 + 1.5 + 2.25), waited);
    }

    [Fact]
    public void Answer_ThatIsThereAtOnce_IsTaken()
    {
        var handler = new RoutedHandler((_, _) => RoutedHandler.Json(Response("completed", Message("42"), Counts)));

        var (transcript, _) = Run(handler);

        Assert.Equal("42", transcript.Text);
        Assert.Single(handler.Paths);
    }

    [Fact]
    public void Looks_ThatFail_AreMadeAgainAndTheAnswerIsNotLost()
    {
        var looks = 0;
        var handler = new RoutedHandler((path, _) => path.StartsWith("POST", StringComparison.Ordinal)
            ? RoutedHandler.Json(Response("queued"))
            : ++looks switch
            {
                1 => RoutedHandler.Json("""{"error":{"message":"slow down"}}""", 429, ("Retry-After", "40")),
                2 => throw new HttpRequestException("reset"),
                3 => RoutedHandler.Reply(502, "text/html", "<html>bad gateway</html>"),
                _ => RoutedHandler.Json(Response("completed", Message("42"), Counts)),
            });

        var (transcript, waited) = Run(handler);

        Assert.Equal("42", transcript.Text);
        Assert.True(waited >= TimeSpan.FromSeconds(41));
        Assert.DoesNotContain("POST /v1/responses/resp_1/cancel", handler.Paths);
    }

    [Theory]
    [InlineData("failed", FailureCause.Server)]
    [InlineData("cancelled", FailureCause.Server)]
    public void Answer_ThatFails_TellsTheCauseAndIsNotCancelled(string status, FailureCause cause)
    {
        var handler = new RoutedHandler((path, _) => RoutedHandler.Json(
            path.StartsWith("POST", StringComparison.Ordinal)
                ? Response("queued")
                : Response(status, more: ""","error":{"code":"server_error","message":"died"}""")));

        var failure = Assert.Throws<ModelCallException>(() => Run(handler));

        Assert.Equal(cause, failure.Cause);
        Assert.Equal(2, handler.Paths.Count);
    }

    [Fact]
    public void Answer_ThatIsForgotten_FailsAndLeavesTheEndpointInUse()
    {
        var handler = new RoutedHandler((path, _) => path == "POST /v1/responses"
            ? RoutedHandler.Json(Response("queued")) : RoutedHandler.Json("""{"error":{"message":"not found"}}""", 404));

        var failure = Assert.Throws<ModelCallException>(() => Run(handler));

        Assert.Equal((FailureCause.Server, 404), (failure.Cause, failure.Status));
        Assert.Equal("POST /v1/responses/resp_1/cancel", handler.Paths[^1]);
    }

    [Theory]
    [InlineData("../secrets")]
    [InlineData("a/b")]
    [InlineData("..")]
    public void Answer_UnderAnIdThatIsNone_IsRefused(string id)
    {
        var handler = new RoutedHandler((_, _) => RoutedHandler.Json(
            $$"""{"id":"{{id}}","object":"response","status":"queued","output":[]}"""));

        var failure = Assert.Throws<ModelCallException>(() => Run(handler));

        Assert.Equal(FailureCause.Malformed, failure.Cause);
        Assert.Single(handler.Paths);
    }

    [Fact]
    public void Caller_WhoCancels_CancelsTheAnswerToo()
    {
        using var cancel = new CancellationTokenSource();
        var handler = new RoutedHandler((path, _) =>
        {
            if (path.StartsWith("GET", StringComparison.Ordinal))
                cancel.Cancel();

            return RoutedHandler.Json(Response("in_progress"));
        });

        Assert.ThrowsAny<OperationCanceledException>(() => Run(handler, cancel.Token));

        Assert.Equal(["POST /v1/responses", "GET /v1/responses/resp_1", "POST /v1/responses/resp_1/cancel"], handler.Paths);
    }

    [Fact]
    public void Consumer_WhoLeaves_CancelsTheAnswerToo()
    {
        var handler = new RoutedHandler((_, _) => RoutedHandler.Json(Response("in_progress")));

        VirtualWorld.Run(async clock =>
        {
            await foreach (var update in Client(handler, Options, clock).GetStreamingResponseAsync("Q", null, CancellationToken.None))
            {
                if (handler.Paths.Count > 1)
                    break;
            }
        });

        Assert.Equal("POST /v1/responses/resp_1/cancel", handler.Paths[^1]);
    }

    private static (Transcript Transcript, TimeSpan Waited) Run(
        HttpMessageHandler handler, CancellationToken cancellationToken = default) =>
        VirtualWorld.Run(async clock =>
        {
            var began = clock.GetTimestamp();
            var transcript = new Transcript();
            await foreach (var update in Client(handler, Options, clock).GetStreamingResponseAsync("Q", null, cancellationToken))
                transcript.Add(update);

            return (transcript, clock.GetElapsedTime(began));
        });
}
