using System.Diagnostics;
using System.Text.Json;
using HeavySim.Programs;
using HeavySim.Testing;

namespace HeavySim.Programs.Tests;

/// <summary>
/// The real sandbox under small limits, and what is looked at after each attack. Where programs cannot be isolated, an attack has
/// nothing to run in: then the refusal is what is asserted.
/// </summary>
internal static class SandboxUnderAttack
{
    public static readonly PythonLimits Limits = new()
    {
        Time = TimeSpan.FromSeconds(1.5),
        MemoryBytes = 128L << 20,
        Processes = 8,
        ScratchBytes = 4L << 20,
        Files = 50,
        OutputBytes = 4_000,
    };

    private const string Refused = "programs cannot be isolated on this machine: ";
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(12);
    private static readonly Lazy<Task<PythonSandbox?>> Opened = new(() => OpenAsync(Limits));

    /// <summary>For programs that do not end by their time, which on a busy machine is soon over.</summary>
    private static readonly Lazy<Task<PythonSandbox?>> OpenedForLonger = new(() => OpenAsync(Limits with { Time = TimeSpan.FromSeconds(6) }));
    private static int _attacks;

    /// <summary>
    /// Runs a program, which goes by a name that its threads and children inherit, and sees that it ended in time and left nobody.
    /// </summary>
    /// <returns>How it ended; null where the sandbox was refused, with its reason.</returns>
    public static async Task<PythonOutcome?> RunAsync(string code, CancellationToken cancellationToken, bool endsByTime = false)
    {
        if (await (endsByTime ? Opened : OpenedForLonger).Value is not { } sandbox)
            return null;

        var name = $"attack{Environment.ProcessId % 100_000}{Interlocked.Increment(ref _attacks):000}";
        var clock = Stopwatch.StartNew();
        var outcome = await sandbox.RunAsync(Preamble(name) + code, cancellationToken);

        Assert.True(clock.Elapsed < Allowed, $"took {clock.Elapsed}");
        Processes.AssertGone(name);
        return outcome;
    }

    /// <summary>
    /// Runs attacks in one program, each in a process of its own, and sees what each was told. Their starts would cost more than they do.
    /// </summary>
    /// <returns>How the program ended; null where the sandbox was refused, with its reason.</returns>
    public static async Task<PythonOutcome?> RunEachAsync(IReadOnlyList<Attack> attacks, CancellationToken cancellationToken)
    {
        if (await RunAsync(Each(attacks), cancellationToken) is not { } outcome)
            return null;

        var told = outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(told.Length == attacks.Count, $"{told.Length} of {attacks.Count} attacks ended: {outcome}");
        foreach (var (attack, said) in attacks.Zip(told))
            Assert.True(said.Contains(attack.Expected, StringComparison.Ordinal), $"{attack.Code}: {said}");
        return outcome;
    }

    /// <summary>What a program prints, or which limit ended it, or why it was not run.</summary>
    public static async Task<string?> ReadAsync(string code, CancellationToken cancellationToken)
    {
        if (await Opened.Value is not { } sandbox)
            return null;

        try
        {
            var outcome = await sandbox.RunAsync(code, cancellationToken);
            return outcome.End == "exit" ? outcome.Out.Trim() : outcome.End;
        }
        catch (SandboxException failure)
        {
            return failure.Message;
        }
    }

    /// <summary>Starts the sandbox's own command under another, which prepares the machine's mounts for it.</summary>
    public static async Task<string?> RunUnderAsync(IReadOnlyList<string> outer, string code, CancellationToken cancellationToken)
    {
        if (await Opened.Value is null)
            return null;

        var start = SandboxCommand.Find().Command!.Create(Limits);
        string[] whole = [.. outer, start.FileName, .. start.ArgumentList];
        start.FileName = whole[0];
        start.ArgumentList.Clear();
        foreach (var argument in whole.Skip(1))
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        var request = new PythonRequest(code, 5, Limits.MemoryBytes, Limits.Processes, Limits.ScratchBytes, Limits.OutputBytes);
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request));
        await process.StandardInput.FlushAsync(cancellationToken);
        var report = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return report + errors;
    }

    private static string Preamble(string name) =>
        "import ctypes, mmap, os, resource, signal, socket, sys, threading, time\n"
        + "libc = ctypes.CDLL(None, use_errno=True)\n"
        + $"libc.prctl(15, b'{name}')\n"
        + "def why(result): return os.strerror(ctypes.get_errno()) if result < 0 else 'open'\n";

    private static string Each(IReadOnlyList<Attack> attacks) =>
        $$"""
        import json
        for code in json.loads({{JsonSerializer.Serialize(JsonSerializer.Serialize(attacks.Select(static attack => attack.Code)))}}):
            ear, mouth = os.pipe()
            if os.fork() == 0:
                os.dup2(mouth, 1); os.dup2(mouth, 2)
                try: exec(code)
                except BaseException as error: print(type(error).__name__, error)
                sys.stdout.flush()
                os._exit(0)
            os.close(mouth)
            with open(ear, 'rb') as heard: print(heard.read()[-150:].decode(errors='replace').replace('\n', ' '))
            os.wait()
        """;

    private static async Task<PythonSandbox?> OpenAsync(PythonLimits limits)
    {
        try
        {
            return await PythonSandbox.OpenAsync(limits, CancellationToken.None);
        }
        catch (SandboxException refusal)
        {
            Assert.StartsWith(Refused, refusal.Message, StringComparison.Ordinal);
            Assert.True(refusal.Message.Length > Refused.Length + 60, "the refusal says why");
            return null;
        }
    }
}

/// <summary>An attack: a piece of python, and what it is told when it fails.</summary>
public sealed record Attack(string Code, string Expected);
