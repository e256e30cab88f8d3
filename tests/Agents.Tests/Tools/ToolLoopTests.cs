using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using HeavySim.Agents.Tools;
using HeavySim.Simulation;
using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.Tools.ScriptedEndpoint;

namespace HeavySim.Agents.Tests.Tools;

public sealed class ToolLoopTests
{
    private static readonly ScriptedTool Double = new("double", (x, _) => Task.FromResult<object?>(2 * x));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void GetResponse_OneCall_GivesResultToModelAndSumsUsage(bool isStreamed)
    {
        var endpoint = new ScriptedEndpoint(Calls(Call("c1", "double", ("x", 21))), Says("It is 42."));

        var response = Run(endpoint, [Double], isStreamed);

        Assert.Equal("It is 42.", response.Text);
        Assert.Equal("42", Assert.Single(endpoint.Requests[1].Results).Result);
        Assert.Equal("c1", endpoint.Requests[1].Results[0].CallId);
        Assert.Equal((20, 6), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount));
        Assert.All(endpoint.Requests, request => Assert.Equal(isStreamed, request.IsStreamed));
        var trace = ToolTraceContent.Join(response)!;
        Assert.Equal((ToolAccess.Native, 2), (trace.Access, trace.Rounds));
        Assert.Equal(new ToolCallRecord(1, "double", """{"x":21}""", "42", null, TimeSpan.Zero), Assert.Single(trace.Calls));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void GetResponse_ParallelCalls_RunAtOnceWithResultsInCallOrder(bool isStreamed)
    {
        VirtualWorld.Run(async time =>
        {
            var slowFirst = new ScriptedTool("wait", async (x, token) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(x), time, token);
                return $"waited {x}";
            });
            var endpoint = new ScriptedEndpoint(
                Calls(Call("a", "wait", ("x", 9)), Call("b", "wait", ("x", 1)), Call("c", "wait", ("x", 5))), Says("done"));
            var started = time.GetTimestamp();

            var response = await AskAsync(Loop(endpoint, [slowFirst], time), isStreamed, CancellationToken.None);

            Assert.Equal(TimeSpan.FromSeconds(9), time.GetElapsedTime(started));
            Assert.Equal(["waited 9", "waited 1", "waited 5"], endpoint.Requests[1].Results.Select(result => result.Result));
            Assert.Equal([9, 1, 5], ToolTraceContent.Join(response)!.Calls.Select(call => (int)call.Elapsed.TotalSeconds));
        });
    }

    [Fact]
    public void GetResponse_ArgumentsThatAreNoJson_TellsModel()
    {
        var broken = FunctionCallContent.CreateFromParsedArguments(
            """{"x": 2""", "c1", "double", text => JsonSerializer.Deserialize<Dictionary<string, object?>>(text)!);
        var endpoint = new ScriptedEndpoint(Calls(broken), Calls(Call("c2", "double", ("x", 2))), Says("4"));

        var response = Run(endpoint, [Double]);

        Assert.StartsWith(
            "error: the arguments are not a JSON object", (string)endpoint.Requests[1].Results[0].Result!, StringComparison.Ordinal);
        Assert.Equal("4", endpoint.Requests[2].Results[1].Result);
        Assert.Equal("4", response.Text);
    }

    [Fact]
    public void GetResponse_WrongTypeAndMissingArgument_TellsModelWhichAndRunsNothing()
    {
        var ran = 0;
        var tool = new ScriptedTool("double", (x, _) => Task.FromResult<object?>(ran += x));
        var endpoint = new ScriptedEndpoint(
            Calls(Call("a", "double", ("x", "two")), Call("b", "double"), Call("c", "double", ("x", 1.5))), Says("sorry"));

        Run(endpoint, [tool]);

        var told = endpoint.Requests[1].Results.Select(result => (string)result.Result!).ToList();
        Assert.Contains("'x' must be of type integer and is string", told[0], StringComparison.Ordinal);
        Assert.Contains("'x' is missing", told[1], StringComparison.Ordinal);
        Assert.Contains("'x' must be of type integer and is number", told[2], StringComparison.Ordinal);
        Assert.Equal(0, ran);
    }

    [Fact]
    public void GetResponse_UnknownTool_TellsModelWhatThereIs()
    {
        var endpoint = new ScriptedEndpoint(Calls(Call("a", "tripel", ("x", 1))), Says("then not"));

        var response = Run(endpoint, [Double]);

        Assert.Equal("error: there is no tool 'tripel'; the tools are: double", endpoint.Requests[1].Results[0].Result);
        Assert.NotNull(ToolTraceContent.Join(response)!.Calls[0].Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void GetResponse_ToolThatHangs_IsCalledOffAtItsLimit(bool obeysItsToken)
    {
        VirtualWorld.Run(async time =>
        {
            var hanging = new ScriptedTool("hang", async (_, token) =>
            {
                await Task.Delay(TimeSpan.FromDays(1), time, obeysItsToken ? token : CancellationToken.None);
                return "too late";
            });
            var endpoint = new ScriptedEndpoint(Calls(Call("a", "hang", ("x", 1)), Call("b", "double", ("x", 4))), Says("ok"));
            var started = time.GetTimestamp();

            await AskAsync(Loop(endpoint, [hanging, Double], time), isStreamed: false, CancellationToken.None);

            Assert.Equal(TimeSpan.FromSeconds(obeysItsToken ? 30 : 32), time.GetElapsedTime(started));
            Assert.Equal("error: hang gave no result within 30 s and was cancelled", endpoint.Requests[1].Results[0].Result);
            Assert.Equal("8", endpoint.Requests[1].Results[1].Result);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void GetResponse_ToolThatThrows_TellsModel(bool beforeFirstAwait)
    {
        var throwing = new ScriptedTool("throw", async (_, _) =>
        {
            if (!beforeFirstAwait)
                await Task.Yield();
            throw new InvalidOperationException("the bridge is closed");
        });
        var endpoint = new ScriptedEndpoint(Calls(Call("a", "throw", ("x", 1))), Says("ok"));

        Run(endpoint, [throwing]);

        Assert.Equal("error: throw failed: InvalidOperationException: the bridge is closed", endpoint.Requests[1].Results[0].Result);
    }

    [Fact]
    public void GetResponse_ToolThatReturnsAMegabyte_IsCutAndSaysSo()
    {
        var large = new ScriptedTool("large", (_, _) => Task.FromResult<object?>("begin" + new string('x', 1 << 20) + "end"));
        var endpoint = new ScriptedEndpoint(Calls(Call("a", "large", ("x", 1))), Says("ok"));

        var response = Run(endpoint, [large]);

        var result = (string)endpoint.Requests[1].Results[0].Result!;
        Assert.InRange(result.Length, 13_000, 16_000);
        Assert.StartsWith("begin", result, StringComparison.Ordinal);
        Assert.EndsWith("end", result, StringComparison.Ordinal);
        Assert.Contains("of 1,048,584 characters left out here", result, StringComparison.Ordinal);
        Assert.Equal(result, ToolTraceContent.Join(response)!.Calls[0].Result);
    }

    [Fact]
    public void GetResponse_ModelThatNeverStopsCalling_GetsOneLastTurnWithoutTools()
    {
        var endpoint = new ScriptedEndpoint(request => request.ToolNames.Count > 0
            ? Calls(Call("c", "double", ("x", 1)))(request)
            : Says("enough")(request));

        var response = Run(endpoint, [Double], options: new ToolLoopOptions { MaximumRounds = 3 });

        Assert.Equal(4, endpoint.Requests.Count);
        Assert.Equal([1, 1, 1, 0], endpoint.Requests.Select(request => request.ToolNames.Count));
        Assert.Equal("enough", response.Text);
        Assert.Contains("final answer", endpoint.Requests[3].Messages[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void GetResponse_LastTurnStillCalls_EndsWithCallsRefused()
    {
        var endpoint = new ScriptedEndpoint(Calls(Call("c", "double", ("x", 1))));

        var response = Run(endpoint, [Double], options: new ToolLoopOptions { MaximumRounds = 1 });

        var calls = ToolTraceContent.Join(response)!.Calls;
        Assert.Equal(2, endpoint.Requests.Count);
        Assert.Equal(["2", null], calls.Select(call => call.Result));
        Assert.StartsWith("not run", calls[1].Error, StringComparison.Ordinal);
    }

    [Fact]
    public void GetResponse_MoreCallsThanARoundTakes_RefusesTheRest()
    {
        var endpoint = new ScriptedEndpoint(Calls([.. Enumerable.Range(0, 5).Select(i => Call($"c{i}", "double", ("x", i)))]), Says("ok"));

        var response = Run(endpoint, [Double], options: new ToolLoopOptions { MaximumCallsPerRound = 3 });

        Assert.Equal(["0", "2", "4", null, null], ToolTraceContent.Join(response)!.Calls.Select(call => call.Result));
    }

    [Fact]
    public void GetResponse_CallerCancels_AwaitsEveryToolInFlight()
    {
        VirtualWorld.Run(async time =>
        {
            var ended = 0;
            var tidy = new ScriptedTool("tidy", async (x, token) =>
            {
                try
                {
                    await Task.Delay(TimeSpan.FromMinutes(1), time, token);
                }
                finally
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(x), time, CancellationToken.None);
                    ended++;
                }

                return null;
            });
            var endpoint = new ScriptedEndpoint(Calls(Call("a", "tidy", ("x", 500)), Call("b", "tidy", ("x", 900))), Says("never"));
            using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(5), time);

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                AskAsync(Loop(endpoint, [tidy], time), isStreamed: false, cancel.Token));

            Assert.Equal(2, ended);
            Assert.Single(endpoint.Requests);
        });
    }

    [Fact]
    public void GetResponse_NoTools_AsksOnceWithoutATrace()
    {
        var endpoint = new ScriptedEndpoint(Says("plain"));

        var response = Run(endpoint, []);

        Assert.Equal("plain", response.Text);
        Assert.Empty(ToolTraceContent.Join(response)!.Offered);
        Assert.Equal(ToolAccess.None, ToolTraceContent.Join(response)!.Access);
    }

    [Fact]
    public void Construct_OptionsOutOfRange_NamesEveryOne()
    {
        var options = new ToolLoopOptions { MaximumRounds = 0, MaximumResultLength = 1 };

        var error = Assert.Throws<ValidationException>(() => Loop(new ScriptedEndpoint(Says("")), [], TimeProvider.System, options));

        Assert.Contains("MaximumRounds", error.Message, StringComparison.Ordinal);
        Assert.Contains("MaximumResultLength", error.Message, StringComparison.Ordinal);
    }

    internal static ChatResponse Run(
        ScriptedEndpoint endpoint, AIFunction[] tools, bool isStreamed = false, ToolLoopOptions? options = null,
        EndpointToolMemory? memory = null) =>
        VirtualWorld.Run(time => AskAsync(Loop(endpoint, tools, time, options, memory), isStreamed, CancellationToken.None));

    internal static async Task<ChatResponse> AskAsync(IChatClient client, bool isStreamed, CancellationToken cancellationToken)
    {
        ChatMessage[] messages = [new(ChatRole.System, "Task: solve.\nBe brief."), new(ChatRole.User, "What is it?")];
        if (!isStreamed)
            return await client.GetResponseAsync(messages, cancellationToken: cancellationToken);

        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in client.GetStreamingResponseAsync(messages, cancellationToken: cancellationToken))
            updates.Add(update);

        return updates.ToChatResponse();
    }

    private static ToolLoopChatClient Loop(
        ScriptedEndpoint endpoint, AIFunction[] tools, TimeProvider time, ToolLoopOptions? options = null,
        EndpointToolMemory? memory = null) =>
        new(endpoint, tools, options ?? new ToolLoopOptions(), memory ?? new EndpointToolMemory(), time);
}
