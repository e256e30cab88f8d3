using HeavySim.Agents.Tools;
using HeavySim.Testing;

namespace HeavySim.Agents.Tests.Tools;

/// <summary>
/// Servers that say nothing of use, at their start, when asked for their tools, or when called: each is waited for until its limit and is
/// cut off with the reason. They wait side by side.
/// </summary>
public sealed class McpSilenceTests
{
    private const string Silent = "did not answer within 1.5 s";
    private const string Garbage = Silent + "; 3 of its lines were no messages, the first: Traceback [31m of the week";

    [Fact]
    public Task Open_ServerIsSilent_IsCutOffWithTheReason() => Task.WhenAll(
        AssertRefusedAsync(new HostileMcpServer(), start: "hang", expected: Silent),
        AssertRefusedAsync(new HostileMcpServer(), start: "garbage", expected: Garbage),
        AssertRefusedAsync(new HostileMcpServer(), list: "hang", expected: Silent));

    [Theory]
    [InlineData("hang", Silent)]
    [InlineData("garbage", Garbage)]
    [InlineData("deep", Silent)]
    public async Task Call_ServerIsSilent_IsCutOffWithTheReason(string how, string expected)
    {
        var server = new HostileMcpServer();
        await using (var toolbox = await McpAttackTests.OpenAsync(
            McpAttackTests.Limit, McpAttackTests.ShortLimit, server.Options("bad", call: how)))
        {
            var error = await Assert.ThrowsAsync<ToolFailureException>(() => McpAttackTests.CallAsync(toolbox, "bad_go"));

            Assert.Equal($"the MCP server 'bad' {expected}", error.Message);
        }

        Processes.AssertGone(server.Mark);
    }

    [Fact]
    public async Task Call_HttpServerIsSilent_IsCutOffWithTheReason()
    {
        await using var web = new HostileHttpServer("silent");
        await using var toolbox = await McpAttackTests.OpenAsync(
            McpAttackTests.Limit, McpAttackTests.ShortLimit, web.Options("web"));

        var error = await Assert.ThrowsAsync<ToolFailureException>(() => McpAttackTests.CallAsync(toolbox, "web_bad"));

        Assert.Equal($"the MCP server 'web' {Silent}", error.Message);
        Assert.Equal("gone well", await McpAttackTests.CallAsync(toolbox, "web_good"));
    }

    private static async Task AssertRefusedAsync(HostileMcpServer server, string expected, string start = "", string list = "")
    {
        var error = await Assert.ThrowsAsync<HeavySimException>(() => McpAttackTests.OpenAsync(
            McpAttackTests.ShortLimit, McpAttackTests.Limit, server.Options("bad", start: start, list: list)));

        Assert.Equal($"Tools of mcp:bad cannot be had: the MCP server 'bad' {expected}.", error.Message);
        Processes.AssertGone(server.Mark);
    }
}
