using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using HeavySim.Agents.Tools;
using HeavySim.Testing;

namespace HeavySim.Agents.Tests.Tools;

/// <summary>They measure the memory of the whole process, so nothing runs beside them.</summary>
[CollectionDefinition(nameof(McpAttackTests), DisableParallelization = true)]
public sealed class McpAttackCollection;

/// <summary>
/// Servers that die, stay silent, send garbage, floods or far too much: each is cut off with a reason that names it, in time, in bounded
/// memory, and with all that it started.
/// </summary>
[Collection(nameof(McpAttackTests))]
public sealed class McpAttackTests
{
    private const long MemoryBytes = 200L << 20;
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    internal static readonly TimeSpan ShortLimit = TimeSpan.FromSeconds(1.5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("die", "failed: it ended with exit code 7 (it said: the roof fell in[2J)")]
    [InlineData("closes", "failed: it closed its standard output")]
    [InlineData("binary", "failed: it sent a message of more than 8 MiB")]
    [InlineData("flood", "failed: it sent more than 10,000 lines for one question")]
    [InlineData("answers", "failed: it sent more than 10,000 lines for one question")]
    public async Task Open_ServerMisbehavesAtItsStart_IsCutOffWithTheReason(string how, string expected)
    {
        var server = new HostileMcpServer();

        var error = await MeasureAsync(server, async () =>
            await Assert.ThrowsAsync<HeavySimException>(() => OpenAsync(LimitFor(expected), Limit, server.Options("bad", start: how))));

        Assert.Equal($"Tools of mcp:bad cannot be had: the MCP server 'bad' {expected}.", error.Message);
    }

    [Theory]
    [InlineData("many", "failed: it sent a message of more than 8 MiB")]
    [InlineData("small", "offers more than 1,000 tools")]
    [InlineData("empty pages", "failed: it sent more than 10,000 lines for one question")]
    [InlineData("schema", "offers the tool 'wide' with a schema of 258,896 characters; at most 64,000 are taken")]
    public async Task Open_ServerMisbehavesInItsList_IsCutOffWithTheReason(string how, string expected)
    {
        var server = new HostileMcpServer();

        var error = await MeasureAsync(server, async () =>
            await Assert.ThrowsAsync<HeavySimException>(() => OpenAsync(LimitFor(expected), Limit, server.Options("bad", list: how))));

        Assert.Equal($"Tools of mcp:bad cannot be had: the MCP server 'bad' {expected}.", error.Message);
    }

    [Theory]
    [InlineData("half", "failed: it ended with exit code 7 (it said: the roof fell in[2J)")]
    [InlineData("many_garbage", "failed: it sent more than 10,000 lines for one question")]
    [InlineData("questions", "failed: it sent more than 10,000 lines for one question")]
    [InlineData("long_line", "failed: it sent a message of more than 8 MiB")]
    [InlineData("large_result", "failed: it sent a message of more than 8 MiB")]
    [InlineData("wide_result", "failed: it sent a message of more than 8 MiB")]
    [InlineData("stderr_flood", "did not answer within 1.5 s")]
    public async Task Call_ServerMisbehaves_IsCutOffWithTheReasonAndOthersGoOn(string how, string expected)
    {
        var (bad, good) = (new HostileMcpServer(), new HostileMcpServer());

        await MeasureAsync(bad, async () =>
        {
            await using var toolbox = await OpenAsync(Limit, LimitFor(expected), bad.Options("bad", call: how), good.Options("good"));
            var process = await CallAsync(toolbox, "good_pid");

            var failing = CallAsync(toolbox, "bad_go");
            Assert.Equal("gone well", await CallAsync(toolbox, "good_go"));
            var error = await Assert.ThrowsAsync<ToolFailureException>(() => failing);

            Assert.Equal($"the MCP server 'bad' {expected}", error.Message);
            Assert.Equal(process, await CallAsync(toolbox, "good_pid"));
            return error;
        });
        Processes.AssertGone(good.Mark);
    }

    [Theory]
    [InlineData("drops", "failed: ")]
    [InlineData("cut", "failed: ")]
    [InlineData("no http", "failed: ")]
    [InlineData("no json", "failed: ")]
    [InlineData("announced", "failed: it sent a message of more than 8 MiB")]
    [InlineData("large", "failed: it sent a message of more than 8 MiB")]
    [InlineData("large refusal", "failed: it sent a message of more than 8 MiB")]
    [InlineData("large event", "failed: it sent a message of more than 8 MiB")]
    [InlineData("events", "failed: it sent more than 10,000 lines for one question")]
    public async Task Call_HttpServerMisbehaves_IsCutOffWithTheReason(string how, string expected)
    {
        await using var web = new HostileHttpServer(how);

        await MeasureAsync(new HostileMcpServer(), async () =>
        {
            await using var toolbox = await OpenAsync(Limit, LimitFor(expected), web.Options("web"));
            Assert.Equal("gone well", await CallAsync(toolbox, "web_good"));

            var error = await Assert.ThrowsAsync<ToolFailureException>(() => CallAsync(toolbox, "web_bad"));

            Assert.StartsWith($"the MCP server 'web' {expected}", error.Message, StringComparison.Ordinal);
            Assert.InRange(error.Message.Length, 30, 1_200);
            Assert.DoesNotContain('\u001b', error.Message);
            Assert.Equal("gone well", await CallAsync(toolbox, "web_good"));
            return error;
        });
    }

    [Fact]
    public async Task Open_NamesAndDescriptionsThatSteerATerminal_AreMadePlain()
    {
        await using var toolbox = await OpenAsync(Limit, Limit, new HostileMcpServer().Options("bad", list: "escapes"));

        Assert.Equal(["bad_a__0_owned_b"], toolbox.Names);
        Assert.Equal("red [31m2J turned\nline", toolbox.Tools[0].Description);
    }

    [Fact]
    public async Task Call_ErrorThatSteersATerminal_IsMadePlainAndCut()
    {
        await using var toolbox = await OpenAsync(Limit, Limit, new HostileMcpServer().Options("bad", call: "error"));

        var error = await Assert.ThrowsAsync<ToolFailureException>(() => CallAsync(toolbox, "bad_go"));

        Assert.StartsWith("the MCP server 'bad' refused: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', error.Message);
        Assert.InRange(error.Message.Length, 900, 1_200);
    }

    [Fact]
    public async Task Open_KeyInOurEnvironment_IsNotTheServersUnlessItAskedForIt()
    {
        Environment.SetEnvironmentVariable("HEAVYSIM_ATTACK_KEY", "sentinel-5813");
        var (plain, asking) = (new HostileMcpServer().Options("plain"), new HostileMcpServer().Options("asking"));
        await using var toolbox = await OpenAsync(
            Limit,
            Limit,
            plain,
            asking with { Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["KEY"] = "sentinel-5813" } });

        var seen = await CallAsync(toolbox, "plain_env");

        Assert.DoesNotContain("sentinel-5813", seen, StringComparison.Ordinal);
        Assert.Subset(
            new HashSet<string>(StringComparer.Ordinal)
            {
                "HOME", "LOGNAME", "PATH", "SHELL", "TERM", "USER", "LC_CTYPE", "HEAVYSIM_MCP_SERVER",
            },
            new HashSet<string>(JsonDocument.Parse(seen).RootElement.EnumerateObject().Select(one => one.Name), StringComparer.Ordinal));
        // It has the key, and what it says of it goes nowhere.
        var asked = JsonDocument.Parse(await CallAsync(toolbox, "asking_env")).RootElement;
        Assert.Equal("[key]", asked.GetProperty("KEY").GetString());
    }

    [Fact]
    public async Task Call_ServerWasKilledWhileIdle_StartsAnew()
    {
        await using var toolbox = await OpenAsync(Limit, Limit, new HostileMcpServer().Options("idle"));
        var id = int.Parse(await CallAsync(toolbox, "idle_pid"), CultureInfo.InvariantCulture);
        using (var process = Process.GetProcessById(id))
            process.Kill();
        SpinWait.SpinUntil(() => !Directory.Exists($"/proc/{id}"), TimeSpan.FromSeconds(5));

        // Whether its end was noticed before the call decides which of the two calls starts it.
        if (await Record.ExceptionAsync(() => CallAsync(toolbox, "idle_go")) is { } noticed)
            Assert.StartsWith("the MCP server 'idle' failed: it ended with exit code 137", noticed.Message, StringComparison.Ordinal);

        Assert.Equal("gone well", await CallAsync(toolbox, "idle_go"));
    }

    [Fact]
    public async Task Dispose_WhileAServerIsSilentAtItsStart_EndsItAtOnce()
    {
        var server = new HostileMcpServer();
        var connection = new McpConnection(server.Options("bad", start: "hang"), TimeSpan.FromMinutes(5), Limit);
        var listing = connection.ListAsync(Token);
        SpinWait.SpinUntil(() => Processes.IsRunning(server.Mark), TimeSpan.FromSeconds(10));

        await connection.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listing);
        Processes.AssertGone(server.Mark);
    }

    /// <summary>Runs it, sees that it ends within the limit and the server's end, holds little memory, and leaves no process.</summary>
    private static async Task<T> MeasureAsync<T>(HostileMcpServer server, Func<Task<T>> act)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = before;
        using var timer = new Timer(
            _ => Interlocked.Exchange(ref peak, Math.Max(Interlocked.Read(ref peak), GC.GetTotalMemory(false))), null, 0, 10);
        var clock = Stopwatch.StartNew();

        var result = await act();

        Assert.True(clock.Elapsed < Limit + TimeSpan.FromSeconds(8), $"took {clock.Elapsed}");
        Assert.True(Interlocked.Read(ref peak) - before < MemoryBytes, $"{(Interlocked.Read(ref peak) - before) >> 20} MiB");
        Processes.AssertGone(server.Mark);
        return result;
    }

    /// <summary>Silence is waited for no longer than it takes to be sure.</summary>
    private static TimeSpan LimitFor(string expected) =>
        expected.StartsWith("did not answer", StringComparison.Ordinal) ? ShortLimit : Limit;

    internal static Task<Toolbox> OpenAsync(TimeSpan start, TimeSpan call, params McpServerOptions[] servers) => Toolbox.OpenAsync(
        "mcp:*",
        new ToolboxOptions
        {
            McpServers = servers.ToDictionary(server => server.Name, StringComparer.Ordinal),
            McpStartTimeout = start,
            McpCallTimeout = call,
        },
        Token);

    internal static async Task<string> CallAsync(Toolbox toolbox, string tool) =>
        ToolResultText.Of(await toolbox.Tools.Single(one => one.Name == tool).InvokeAsync([], Token));
}
