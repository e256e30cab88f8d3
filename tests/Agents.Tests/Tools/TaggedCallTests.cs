using HeavySim.Agents.Tools;
using HeavySim.Simulation;
using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.Tools.ScriptedEndpoint;

namespace HeavySim.Agents.Tests.Tools;

/// <summary>Calls that a server gives as text though tools were offered natively.</summary>
public sealed class TaggedCallTests
{
    private static readonly ScriptedTool Double = new("double", (x, _) => Task.FromResult<object?>(2 * x));

    [Theory]
    [InlineData("<tool_call>\n{\"name\": \"double\", \"arguments\": {\"x\": 21}}\n</tool_call>")]
    [InlineData("Let me see.\n<tool_call>{\"name\": \"double\", \"arguments\": {\"x\": 21}}")]
    [InlineData("<tool_call>{\"name\": \"double\", \"arguments\": \"{\\\"x\\\": 21}\"}</tool_call>")]
    [InlineData("{\"name\": \"double\", \"arguments\": {\"x\": 21}}\n</tool_call>")]
    public void Call_InTags_IsMadeAndToldAsACall(string said)
    {
        var endpoint = new ScriptedEndpoint(Says(said), Says("It is 42."));

        var response = Run(endpoint);

        Assert.EndsWith("It is 42.", response.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("tool_call", response.Text, StringComparison.Ordinal);
        Assert.Equal("42", Assert.Single(endpoint.Requests[1].Results).Result);
        var call = Assert.Single(endpoint.Requests[1].Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        Assert.Equal(call.CallId, endpoint.Requests[1].Results[0].CallId);
        Assert.DoesNotContain(
            endpoint.Requests[1].Messages, message => message.Text.Contains("tool_call", StringComparison.Ordinal));
        Assert.Equal(
            (ToolAccess.Native, "double"), (ToolTraceContent.Join(response)!.Access, ToolTraceContent.Join(response)!.Calls[0].Tool));
    }

    [Fact]
    public void Calls_SeveralInTags_AreAllMade()
    {
        var endpoint = new ScriptedEndpoint(
            Says("<tool_call>{\"name\":\"double\",\"arguments\":{\"x\":1}}\n<tool_call>{\"name\":\"double\","
                + "\"arguments\":{\"x\":2}}</tool_call>"),
            Says("done"));

        Run(endpoint);

        Assert.Equal(["2", "4"], endpoint.Requests[1].Results.Select(result => result.Result));
    }

    [Theory]
    [InlineData("<tool_call>{\"name\": \"double\", \"argu")]
    [InlineData("<tool_call>hm</tool_call>")]
    public void Call_InTags_ThatCannotBeRead_IsToldToTheModelAndNoAnswer(string said)
    {
        var endpoint = new ScriptedEndpoint(Says(said), Says("It is 42."));

        var response = Run(endpoint);

        Assert.Equal("It is 42.", response.Text);
        Assert.StartsWith("error: ", Assert.Single(endpoint.Requests[1].Results).Result as string, StringComparison.Ordinal);
        Assert.Matches("^[a-z]+$", Assert.Single(endpoint.Requests[1].Messages.SelectMany(message => message.Contents)
            .OfType<FunctionCallContent>()).Name);
    }

    [Fact]
    public void Call_InTags_InTheLastTurn_IsNoAnswer()
    {
        var endpoint = new ScriptedEndpoint(Says("<tool_call>{\"name\":\"double\",\"arguments\":{\"x\":1}}</tool_call>"));

        var response = Run(endpoint, new ToolLoopOptions { MaximumRounds = 1 });

        Assert.Equal("", response.Text);
        Assert.Equal(2, endpoint.Requests.Count);
    }

    [Theory]
    [InlineData("```json\n{\"name\": \"double\", \"arguments\": {\"x\": 21}}\n```")]
    [InlineData("{\"name\": \"double\", \"arguments\": {\"x\": 21}}")]
    [InlineData("a < b <tool")]
    public void Text_ThatIsNoTag_StaysTheAnswer(string said)
    {
        var endpoint = new ScriptedEndpoint(Says(said));

        Assert.Equal(said, Run(endpoint).Text);
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public void Records_OfCalls_DoNotHoldTheKey()
    {
        var leaking = new ScriptedTool("leak", (_, _) => Task.FromResult<object?>($"env: {Wire.Key}"));
        var endpoint = new KeyedClient(new ScriptedEndpoint(
            Calls(new FunctionCallContent(
                "c", "leak", new Dictionary<string, object?>(StringComparer.Ordinal) { ["x"] = 1, ["y"] = Wire.Key })),
            Says("done")));

        var response = VirtualWorld.Run(time =>
            new ToolLoopChatClient(endpoint, [leaking], new ToolLoopOptions(), new EndpointToolMemory(), time).GetResponseAsync("Q"));

        var record = Assert.Single(ToolTraceContent.Join(response)!.Calls);
        Assert.Equal(("env: [key]", """{"x":1,"y":"[key]"}"""), (record.Result, record.Arguments));
    }

    private static ChatResponse Run(IChatClient endpoint, ToolLoopOptions? options = null) => VirtualWorld.Run(async time =>
    {
        var loop = new ToolLoopChatClient(endpoint, [Double], options ?? new ToolLoopOptions(), new EndpointToolMemory(), time);
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in loop.GetStreamingResponseAsync("Q"))
            updates.Add(update);

        return updates.ToChatResponse();
    });

    private sealed class KeyedClient(IChatClient inner) : DelegatingChatClient(inner)
    {
        public override object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(KeyRedaction) ? KeyRedaction.Of(Wire.Key) : base.GetService(serviceType, serviceKey);
    }
}
