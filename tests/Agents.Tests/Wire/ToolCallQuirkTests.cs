using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.VerbatimHandler;
using static HeavySim.Agents.Tests.Wire;

namespace HeavySim.Agents.Tests;

public sealed class ToolCallQuirkTests
{
    [Fact]
    public async Task Arguments_InPiecesByIndex_AreJoined()
    {
        var calls = await CallsAsync(
            """{"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":""}},{"index":1,"id":"b","type":"function","function":{"name":"g","arguments":"{\"y\""}}]}""",
            """{"tool_calls":[{"index":0,"function":{"arguments":"{\"x\":"}},{"index":1,"function":{"arguments":":2}"}}]}""",
            """{"tool_calls":[{"index":0,"function":{"arguments":"1}"}}]}""");

        Assert.Equal([("a", "f", "x=1"), ("b", "g", "y=2")], calls);
    }

    [Fact]
    public async Task Index_Missing_SlotsGoById()
    {
        var calls = await CallsAsync("""{"tool_calls":[{"id":"a","function":{"name":"f","arguments":"{\"x\":1}"}}]}""", """{"tool_calls":[{"id":"b","function":{"name":"f","arguments":"{\"x\":2}"}}]}""");

        Assert.Equal([("a", "f", "x=1"), ("b", "f", "x=2")], calls);
    }

    [Fact]
    public async Task Index_ZeroForEveryCall_SlotsGoById()
    {
        var calls = await CallsAsync("""{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{\"x\":1}"}}]}""", """{"tool_calls":[{"index":0,"id":"b","function":{"name":"f","arguments":"{\"x\":2}"}}]}""");

        Assert.Equal([("a", "f", "x=1"), ("b", "f", "x=2")], calls);
    }

    [Fact]
    public async Task IndexAndId_Missing_ANameBeginsACall()
    {
        var calls = await CallsAsync("""{"tool_calls":[{"function":{"name":"f","arguments":"{\"x\":"}}]}""", """{"tool_calls":[{"function":{"arguments":"1}"}}]}""", """{"tool_calls":[{"function":{"name":"g","arguments":"{}"}}]}""");

        Assert.Equal([("call_0", "f", "x=1"), ("call_1", "g", "")], calls);
    }

    [Theory]
    [InlineData("{\"x\":1}", "x=1")]
    [InlineData("\"{\\\"x\\\":1}\"", "x=1")]
    [InlineData("\"\"", "")]
    [InlineData("null", "")]
    public async Task Arguments_AsObjectTextEmptyOrNull_AreRead(string arguments, string expected)
    {
        var calls = await CallsAsync($$$"""{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":{{{arguments}}}}}]}""");

        Assert.Equal([("a", "f", expected)], calls);
    }

    [Fact]
    public async Task Arguments_CutByTheLimit_ComeWithTheError()
    {
        var response = await Client(new VerbatimHandler(Events(Chunk("""{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{\"x\":"}}]}""", "\"length\"")))).GetStreamingResponseAsync("Q", null, TestContext.Current.CancellationToken).ToChatResponseAsync(TestContext.Current.CancellationToken);

        var call = Assert.Single(response.Messages[0].Contents.OfType<FunctionCallContent>());
        Assert.NotNull(call.Exception);
        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
    }

    [Fact]
    public async Task FinishReason_StopOnToolCalls_BecomesToolCalls()
    {
        var transcript = await StreamAsync(Events(Chunk("""{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}}]}""", "\"stop\"")));

        Assert.Equal(ChatFinishReason.ToolCalls, transcript.FinishReason);
    }

    private static async Task<IEnumerable<(string Id, string Name, string Arguments)>> CallsAsync(params string[] deltas)
    {
        var client = Client(new VerbatimHandler(Events([
            .. deltas.Select(delta => Chunk(delta)), Chunk("{}", "\"tool_calls\""), "[DONE]"])));
        var response = await client.GetStreamingResponseAsync("Q", null, TestContext.Current.CancellationToken)
            .ToChatResponseAsync(TestContext.Current.CancellationToken);
        return response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>()
            .Select(call => (
                call.CallId, call.Name, string.Join(",", call.Arguments!.Select(argument => $"{argument.Key}={argument.Value}"))));
    }
}
