using System.Text.Json;
using HeavySim.Agents.Tools;
using HeavySim.Simulation;
using Microsoft.Extensions.AI;

namespace HeavySim.Agents.Tests.Tools;

/// <summary>Real servers: this executable as a process, and one over loopback HTTP.</summary>
public sealed class McpTests(McpTests.EchoServer server) : IClassFixture<McpTests.EchoServer>
{
    private readonly Toolbox _toolbox = server.Toolbox;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_ServerProcess_OffersItsToolsUnderItsName()
    {
        Assert.Equal(
            ["my_echo_crash", "my_echo_echo", "my_echo_hang", "my_echo_refuse", "my_echo_variable"],
            _toolbox.Names.Order(StringComparer.Ordinal));
        var echo = _toolbox.Tools.Single(tool => tool.Name == "my_echo_echo");
        Assert.Equal("Says it again.", echo.Description);
        Assert.Equal("text", echo.JsonSchema.GetProperty("required")[0].GetString());
        Assert.Equal("hello ☃", await CallAsync(_toolbox, "my_echo_echo", ("text", "hello ☃")));
    }

    [Fact]
    public async Task Call_ServerCrashesInTheMiddle_IsAnErrorAndTheNextCallStartsItAnew()
    {
        await using var toolbox = await OpenAsync();

        var error = await Assert.ThrowsAsync<ToolFailureException>(() => CallAsync(toolbox, "my_echo_crash"));

        Assert.Contains("the MCP server 'my echo' failed", error.Message, StringComparison.Ordinal);
        Assert.Equal("again", await CallAsync(toolbox, "my_echo_echo", ("text", "again")));
    }

    [Fact]
    public async Task Call_ServerNeverAnswers_EndsAtTheTimeout()
    {
        await using var hasty = await OpenAsync(new ToolboxOptions { McpCallTimeout = TimeSpan.FromSeconds(.5) });

        var error = await Assert.ThrowsAsync<ToolFailureException>(() => CallAsync(hasty, "my_echo_hang"));

        Assert.Equal("the MCP server 'my echo' did not answer within 0.5 s", error.Message);
    }

    [Fact]
    public async Task Call_Cancelled_ThrowsAndLeavesTheServerWorking()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var call = _toolbox.Tools.Single(tool => tool.Name == "my_echo_hang").InvokeAsync([], cancel.Token).AsTask();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal("still there", await CallAsync(_toolbox, "my_echo_echo", ("text", "still there")));
    }

    [Fact]
    public async Task Call_ToolAnswersWithAnError_IsAnError()
    {
        var error = await Assert.ThrowsAsync<ToolFailureException>(() => CallAsync(_toolbox, "my_echo_refuse"));

        Assert.Equal("not today", error.Message);
    }

    [Fact]
    public async Task Call_OurEnvironment_IsNotTheServersBeyondWhatIsConfigured()
    {
        Environment.SetEnvironmentVariable("HEAVYSIM_TEST_SECRET", "secret");
        await using var toolbox = await OpenAsync();

        Assert.Equal("(unset)", await CallAsync(toolbox, "my_echo_variable", ("name", "HEAVYSIM_TEST_SECRET")));
        Assert.Equal("given secret", await CallAsync(toolbox, "my_echo_variable", ("name", "GIVEN")));
    }

    [Fact]
    public void Loop_McpToolInVirtualWorld_TakesNoVirtualTime()
    {
        VirtualWorld.Run(async time =>
        {
            var endpoint = new ScriptedEndpoint(
                ScriptedEndpoint.Calls(
                    ScriptedEndpoint.Call("a", "my_echo_echo", ("text", "1")), ScriptedEndpoint.Call("b", "my_echo_refuse"),
                    ScriptedEndpoint.Call("c", "my_echo_echo", ("text", 3))),
                ScriptedEndpoint.Says("ok"));
            using var loop = new ToolLoopChatClient(endpoint, _toolbox.Tools, new ToolLoopOptions(), new EndpointToolMemory(), time);
            var started = time.GetTimestamp();

            await ToolLoopTests.AskAsync(loop, isStreamed: true, CancellationToken.None);

            var results = endpoint.Requests[1].Results.Select(result => (string)result.Result!).ToList();
            Assert.Equal("1", results[0]);
            Assert.Equal("error: my_echo_refuse failed: not today", results[1]);
            Assert.StartsWith("error: wrong arguments: 'text' must be of type string", results[2], StringComparison.Ordinal);
            Assert.Equal(TimeSpan.Zero, time.GetElapsedTime(started));
        });
    }

    [Fact]
    public async Task Open_HttpServer_SendsConfiguredHeaders()
    {
        await using var web = new HttpMcpServer();
        var options = Options(
            $$$$$"""{"mcpServers": {"web": {"type": "http", "url": "{{{{{web.Url}}}}}", "headers": {"X-Key": "${HEAVYSIM_TEST_KEY2}"}}}}""",
            _ => "open sesame");

        await using var toolbox = await Toolbox.OpenAsync("mcp:web", options, Token);

        Assert.Equal(["web_who_am_i"], toolbox.Names);
        Assert.Equal("key open sesame", await CallAsync(toolbox, "web_who_am_i"));
    }

    [Theory]
    [InlineData("""{"command": "/nonexistent/server"}""")]
    [InlineData("""{"command": "sh", "args": ["-c", "echo no such module >&2; exit 3"]}""")]
    [InlineData("""{"url": "http://127.0.0.1:1/mcp"}""")]
    public async Task Open_ServerThatDoesNotStart_SaysWhich(string entry)
    {
        var options = Options($$$$$"""{"mcpServers": {"broken": {{{{{entry}}}}} }}""", _ => null);

        var error = await Assert.ThrowsAsync<HeavySimException>(() => Toolbox.OpenAsync("calculator,mcp:broken", options, Token));

        Assert.StartsWith("Tools of mcp:broken cannot be had: the MCP server 'broken' failed: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"mcpServers": []}""", "\"mcpServers\" must be an object")]
    [InlineData("""{"mcpServers": {"a": 1}}""", "the MCP server \"a\" must be an object")]
    [InlineData("""{"mcpServers": {"a": {}}}""", "needs either a \"command\" or a \"url\"")]
    [InlineData("""{"mcpServers": {"a": {"command": "x", "url": "http://h"}}}""", "needs either a \"command\" or a \"url\"")]
    [InlineData("""{"mcpServers": {"a": {"url": "ftp://h"}}}""", "no http or https address")]
    [InlineData("""{"mcpServers": {"a": {"command": "x", "args": "y"}}}""", "\"args\" that is no list")]
    [InlineData("""{"mcpServers": {"a": {"command": "x", "env": {"K": 1}}}}""", "\"env.K\" that is no text")]
    [InlineData("""{"mcpServers": {"a": {"command": "x", "type": "carrier pigeon"}}}""", "unknown type \"carrier pigeon\"")]
    [InlineData(
        """{"mcpServers": {"a": {"command": "x", "env": {"K": "${UNSET_ONE}"}}}}""",
        "needs the environment variable UNSET_ONE, which is not set")]
    public void Read_WrongEntry_NamesFileServerAndFault(string json, string expected)
    {
        var error = Assert.Throws<HeavySimException>(() => Options(json, _ => null));

        Assert.StartsWith("heavysim.json: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FormOfOtherClients_ExpandsVariablesAndKeepsSecretsOutOfItsText()
    {
        var servers = Options(
            """
            {"endpoints": {}, "mcpServers": {
              "files": {"command": "npx", "args": ["-y", "server", "${HOME_DIR:-/tmp}"], "env": {"KEY": "${env:SECRET}"}, "disabled": false},
              "web": {"url": "https://example.org/mcp", "headers": {"Authorization": "Bearer ${SECRET}"}}}}
            """,
            name => name == "SECRET" ? "s3cret" : null).McpServers;

        var files = Assert.IsType<McpServerOptions.Process>(servers["files"]);
        Assert.Equal(["-y", "server", "/tmp"], files.Arguments);
        Assert.Equal("s3cret", files.Environment["KEY"]);
        Assert.Equal("Bearer s3cret", Assert.IsType<McpServerOptions.Http>(servers["web"]).Headers["Authorization"]);
        Assert.DoesNotContain("s3cret", $"{files} {servers["web"]}", StringComparison.Ordinal);
    }

    private static ToolboxOptions Options(string json, Func<string, string?> environment) =>
        new() { McpServers = McpConfiguration.Read(JsonDocument.Parse(json).RootElement, "heavysim.json", environment) };

    private static Task<Toolbox> OpenAsync(ToolboxOptions? options = null)
    {
        var program = JsonSerializer.Serialize(Environment.ProcessPath);
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["SECRET"] = "secret" };
        var servers = Options(
            $$$$$"""{"mcpServers": {"my echo": {"command": {{{{{program}}}}}, "args": ["{{{{{EchoMcpServer.Argument}}}}}"], "env": {"GIVEN": "given ${SECRET}"}}}}""", environment.GetValueOrDefault);
        return Toolbox.OpenAsync("mcp:my echo", (options ?? new ToolboxOptions()) with { McpServers = servers.McpServers }, Token);
    }

    private static async Task<string> CallAsync(Toolbox toolbox, string tool, params (string Name, object? Value)[] arguments)
    {
        var values = new AIFunctionArguments();
        foreach (var (name, value) in arguments)
            values[name] = value;

        return ToolResultText.Of(await toolbox.Tools.Single(one => one.Name == tool).InvokeAsync(values, Token), 1_000);
    }

    /// <summary>One server process for all tests that leave it alive.</summary>
    public sealed class EchoServer : IAsyncLifetime
    {
        public Toolbox Toolbox { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Toolbox = await OpenAsync();

        public ValueTask DisposeAsync() => Toolbox.DisposeAsync();
    }
}
