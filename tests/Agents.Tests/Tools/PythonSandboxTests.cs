using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using HeavySim.Agents.Tools;
using HeavySim.Programs;
using HeavySim.Simulation;
using Microsoft.Extensions.AI;

namespace HeavySim.Agents.Tests.Tools;

/// <summary>Real processes under small limits; skipped where programs cannot be isolated.</summary>
public sealed class PythonSandboxTests
{
    private static readonly PythonLimits Limits = new()
    {
        Time = TimeSpan.FromSeconds(1.5),
        MemoryBytes = 128L << 20,
        Processes = 8,
        ScratchBytes = 4L << 20,
        Files = 50,
        OutputBytes = 2_000,
    };

    private static readonly Lazy<Task<(PythonSandbox? Sandbox, string? Refusal)>> Opened = new(OpenAsync);

    [Theory]
    [InlineData("print(6 * 7)", "42")]
    [InlineData("```python\nprint('fenced')\n```", "fenced")]
    [InlineData("print('snowman ☃')", "snowman ☃")]
    [InlineData("x = 1", "(no output: print what you want to see)")]
    [InlineData("open('a.txt', 'w').write('kept'); print(open('/scratch/a.txt').read())", "kept")]
    [InlineData("import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)", "out\n[stderr]\nerr\n[exit code 3]")]
    [InlineData("import os; os.abort()", "[killed by signal 6]")]
    [InlineData("import subprocess; print(subprocess.run(['echo', 'child'], capture_output=True, text=True).stdout)", "child")]
    [InlineData("import fractions, statistics, itertools, decimal, json; print(fractions.Fraction(1, 3))", "1/3")]
    [InlineData("import sys; print(sys.stdin.read() == '')", "True")]
    public async Task Invoke_Program_GivesWhatItPrints(string code, string expected)
    {
        Assert.Equal(expected, await RunAsync(code));
    }

    [Fact]
    public async Task Invoke_ProgramThatFails_GivesItsTraceback()
    {
        var result = await RunAsync("1 / 0");

        Assert.Contains("ZeroDivisionError", result, StringComparison.Ordinal);
        Assert.EndsWith("[exit code 1]", result, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("while True: pass", "[stopped at the time limit of 1.5 s]")]
    [InlineData("import time; time.sleep(1000)", "[stopped at the time limit of 1.5 s]")]
    [InlineData("import os\nwhile True:\n  try: os.fork()\n  except OSError: pass", "[stopped at the time limit of 1.5 s]")]
    [InlineData("import os, signal\nfor s in range(1, 64):\n  try: signal.signal(s, signal.SIG_IGN)\n  except OSError: pass\nwhile True: "
        + "pass", "[stopped at the time limit of 1.5 s]")]
    [InlineData("while True: print('x' * 1000)", "[stopped at the output limit of 2,000 bytes]")]
    [InlineData("import sys\nwhile True: sys.stderr.write('x' * 1000)", "[stopped at the output limit of 2,000 bytes]")]
    [InlineData(
        "import os, time\nfor _ in range(4):\n  if os.fork() == 0:\n    x = bytearray(60 << 20); time.sleep(9)\ntime.sleep(9)",
        "[stopped at the memory limit of 128 MiB]")]
    public async Task Invoke_BombAgainstALimit_IsStoppedAndSaysWhichLimit(string code, string expected)
    {
        var tool = await ToolAsync();
        var clock = Stopwatch.StartNew();

        var error = await Assert.ThrowsAsync<ToolFailureException>(() => InvokeAsync(tool, code, TestContext.Current.CancellationToken));

        Assert.EndsWith(expected, error.Message, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(8), $"took {clock.Elapsed}");
        Assert.True(error.Message.Length < 6_000);
    }

    [Theory]
    [InlineData("x = bytearray(1 << 30)", "MemoryError")]
    [InlineData("x = []\nwhile True: x.append(bytearray(1 << 20))", "MemoryError")]
    [InlineData("open('big', 'wb').write(bytes(50 << 20))", "OSError")]
    [InlineData("for i in range(10 ** 6): open(str(i), 'w').close()", "No space left on device")]
    [InlineData("fs = [open('/dev/null') for _ in range(1000)]", "Too many open files")]
    [InlineData("import os\ntry:\n  for i in range(100):\n    if os.fork() == 0:\n      import time; time.sleep(9)\nexcept OSError as e: "
        + "print(i, e)", "Resource temporarily unavailable")]
    [InlineData("open('/etc/passwd').read()", "FileNotFoundError")]
    [InlineData("open('/root/.bashrc').read()", "Error")]
    [InlineData("open('/usr/bin/new', 'w')", "Read-only file system")]
    [InlineData("open('/new', 'w')", "Read-only file system")]
    [InlineData("open('/proc/1/environ').read()", "PermissionError")]
    [InlineData("open('/proc/1/mem', 'rb')", "PermissionError")]
    [InlineData("import socket; socket.create_connection(('1.1.1.1', 53), 1)", "Network is unreachable")]
    [InlineData("import socket; socket.create_connection(('127.0.0.1', 22), 1)", "Error")]
    [InlineData("import socket; print(socket.getaddrinfo('example.org', 80))", "gaierror")]
    [InlineData("import os; os.mount", "AttributeError")]
    [InlineData("import subprocess; subprocess.run(['mount', '-t', 'tmpfs', 'x', '/scratch'], check=True)", "CalledProcessError")]
    [InlineData("import subprocess; subprocess.run(['unshare', '--user', 'true'], check=True)", "CalledProcessError")]
    [InlineData("import os; os.chroot('/scratch')", "PermissionError")]
    [InlineData("import os; os.kill(1, 9); import time; time.sleep(.2); print('still here')", "still here")]
    [InlineData("import os; os.kill(os.getppid(), 9); print('still here')", "still here")]
    [InlineData("import os; os.kill(-1, 9); print('alone')", "alone")]
    public async Task Invoke_ReachForMoreThanIsGiven_FailsInsideAndIsReported(string code, string expected)
    {
        Assert.Contains(expected, await RunAsync(code), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_KeyInOurEnvironment_IsNotInsideAndOneRunSeesNothingOfAnother()
    {
        Environment.SetEnvironmentVariable("HEAVYSIM_TEST_KEY", "secret-key");

        await RunAsync("open('left', 'w').write('x')");
        var result = await RunAsync(
            "import os; print(sorted(os.environ.items()), os.listdir('.'), [n for n in os.listdir('/proc') if n.isdigit()].__len__())");

        Assert.DoesNotContain("secret-key", result, StringComparison.Ordinal);
        Assert.EndsWith("['main.py'] 2", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_Cancelled_KillsTheWholeTree()
    {
        var tool = await ToolAsync();
        var marker = $"{Environment.ProcessId}{Stopwatch.GetTimestamp()}";
        using var cancel = new CancellationTokenSource();

        var run = InvokeAsync(tool, $"import subprocess; subprocess.run(['sleep', '{marker}'])", cancel.Token);
        while (!IsRunning(marker))
            await Task.Yield();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        SpinWait.SpinUntil(() => !IsRunning(marker), TimeSpan.FromSeconds(2));
        Assert.False(IsRunning(marker));
    }

    [Fact]
    public async Task Invoke_InVirtualWorld_TakesNoVirtualTime()
    {
        var tool = await ToolAsync();

        VirtualWorld.Run(async time =>
        {
            var endpoint = new ScriptedEndpoint(
                ScriptedEndpoint.Calls(
                    ScriptedEndpoint.Call("a", "python", ("code", "import time; time.sleep(.2); print(1)")),
                    ScriptedEndpoint.Call("b", "python", ("code", "print(2)"))),
                ScriptedEndpoint.Says("ok"));
            using var loop = new ToolLoopChatClient(
                endpoint, [tool], new ToolLoopOptions { CallTimeout = TimeSpan.FromSeconds(30) }, new EndpointToolMemory(), time);
            var started = time.GetTimestamp();

            await ToolLoopTests.AskAsync(loop, isStreamed: false, CancellationToken.None);

            Assert.Equal(["1", "2"], endpoint.Requests[1].Results.Select(result => result.Result));
            Assert.Equal(TimeSpan.Zero, time.GetElapsedTime(started));
        });
    }

    [Fact]
    public async Task FindLeak_WithoutIsolation_NamesWhatIsOpen()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/python3"))
            Assert.Skip("needs python3");

        var leak = await new SandboxProbe(RunOpenlyAsync, Limits).FindLeakAsync(TestContext.Current.CancellationToken);

        Assert.Contains("it reaches this machine's network", leak, StringComparison.Ordinal);
        Assert.Contains("it reads /etc/passwd", leak, StringComparison.Ordinal);
        Assert.Contains("it sees other processes", leak, StringComparison.Ordinal);
        Assert.Contains("its number of processes is not limited", leak, StringComparison.Ordinal);
    }

    [Fact]
    public void Validated_LimitsOutOfRange_NamesEveryOne()
    {
        var error = Assert.Throws<ValidationException>(() => (Limits with { Processes = 0, MemoryBytes = 1 }).Validated());

        Assert.Contains("MemoryBytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("Processes", error.Message, StringComparison.Ordinal);
    }

    private static async Task<PythonOutcome> RunOpenlyAsync(string code, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", ["-I", "-c", code]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        return new PythonOutcome("exit", 0, text, "", 0, 0);
    }

    private static bool IsRunning(string marker) => Directory.EnumerateDirectories("/proc").Any(folder =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")) == $"sleep\0{marker}\0";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });

    private static async Task<(PythonSandbox?, string?)> OpenAsync()
    {
        try
        {
            return (await PythonSandbox.OpenAsync(Limits, CancellationToken.None), null);
        }
        catch (SandboxException refusal)
        {
            return (null, refusal.Message);
        }
    }

    private static async Task<PythonTool> ToolAsync()
    {
        var (sandbox, refusal) = await Opened.Value;
        Assert.SkipWhen(sandbox is null, refusal ?? "");
        return new PythonTool(sandbox!, Limits);
    }

    private static async Task<string> RunAsync(string code) =>
        await InvokeAsync(await ToolAsync(), code, TestContext.Current.CancellationToken);

    private static async Task<string> InvokeAsync(PythonTool tool, string code, CancellationToken cancellationToken) =>
        (string)(await tool.InvokeAsync(new AIFunctionArguments { ["code"] = code }, cancellationToken))!;
}
