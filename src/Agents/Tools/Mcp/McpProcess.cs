using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ModelContextProtocol.Client;

namespace HeavySim.Agents.Tools;

/// <summary>
/// A server that is a process of ours, with all that it starts. Our own and not the client library's, which reads lines of any length
/// and loses sight of children whose parent has ended.
/// </summary>
internal sealed partial class McpProcess
{
    private const string Mark = "HEAVYSIM_MCP_SERVER";
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static int _started;

    private readonly Process _process;
    private readonly McpIntake _intake;
    private readonly string _mark;
    private readonly McpLastLines _errors;

    private McpProcess(Process process, McpIntake intake, string mark)
    {
        _process = process;
        _intake = intake;
        _mark = mark;
        _errors = new McpLastLines(process.StandardError.BaseStream);
        Output = new McpIntakeStream(process.StandardOutput.BaseStream, intake, McpIntakeStream.MessageEnd.Line);
    }

    /// <summary>What the server reads.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>What the server writes, counted by its intake.</summary>
    public Stream Output { get; }

    /// <summary>How it ended by itself; null when it was we who ended it.</summary>
    public string? Ending { get; private set; }

    /// <summary>The last lines of its standard error, or nothing.</summary>
    public string Said => _errors.ToString();

    public static McpProcess Start(McpServerOptions.Process server, McpIntake intake)
    {
        var mark = string.Create(
            CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Stopwatch.GetTimestamp()}-{Interlocked.Increment(ref _started)}");
        var start = new ProcessStartInfo
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = server.Folder ?? Environment.CurrentDirectory,
        };

        // Many servers are scripts (npx), and those need a shell there.
        string[] command = OperatingSystem.IsWindows() && !server.Command.EndsWith("cmd.exe", StringComparison.OrdinalIgnoreCase)
            ? ["cmd.exe", "/c", server.Command, .. server.Arguments.Select(ForWindowsShell)]
            : [server.Command, .. server.Arguments];
        start.FileName = command[0];
        foreach (var argument in command.Skip(1))
            start.ArgumentList.Add(argument);

        start.Environment.Clear();
        foreach (var (name, value) in StdioClientTransportOptions.GetDefaultEnvironmentVariables())
            start.Environment[name] = value;
        foreach (var (name, value) in server.Environment)
            start.Environment[name] = value;
        start.Environment[Mark] = mark;

        var process = new Process { StartInfo = start };
        try
        {
            process.Start();
            return new McpProcess(process, intake, mark);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>Ends the server and all that it started: gently where it still behaves.</summary>
    public async Task EndAsync()
    {
        if (_intake.IsAtEnd || await HasEndedAsync(TimeSpan.Zero))
        {
            Ending = await HasEndedAsync(Grace)
                ? $"it ended with exit code {_process.ExitCode}"
                : "it closed its standard output";
        }
        else if (_intake.Excess is null)
        {
            CloseInput();
            await HasEndedAsync(Grace);
        }

        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);

        await EndMarkedAsync();
        await HasEndedAsync(Grace);
        await _errors.EndAsync();
        _process.Dispose();
    }

    private static string ForWindowsShell(string argument) =>
        argument.Any(char.IsWhiteSpace) ? argument : Special().Replace(argument, match => "^" + match.Value);

    private void CloseInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It reads no more, so it need not be told that nothing comes.
        }
    }

    private async Task<bool> HasEndedAsync(TimeSpan wait)
    {
        using var deadline = new CancellationTokenSource(wait, TimeProvider.System);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return _process.HasExited;
        }
    }

    /// <summary>
    /// A child whose parent has ended is in no tree of ours any more, but it has inherited our mark. Again and again, as one may be
    /// starting another.
    /// </summary>
    private async Task EndMarkedAsync()
    {
        if (!OperatingSystem.IsLinux())
            return;

        for (var round = 0; round < 100 && KillMarked(); round++)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
    }

    private bool KillMarked()
    {
        var isFound = false;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                continue;

            try
            {
                if (!File.ReadAllText(Path.Combine(folder, "environ")).Contains($"{Mark}={_mark}\0", StringComparison.Ordinal))
                    continue;

                isFound = true;
                using var marked = Process.GetProcessById(id);
                marked.Kill();
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentException
                or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // Another user's, or it ended meanwhile.
            }
        }

        return isFound;
    }

    [GeneratedRegex("[&^><|]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Special();
}
