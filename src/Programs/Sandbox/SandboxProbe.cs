using System.Net;
using System.Net.Sockets;

namespace HeavySim.Programs;

/// <summary>Runs a program in a sandbox that tries to break out of it, so that isolation is something seen and not believed.</summary>
/// <param name="run">Runs a program in the sandbox.</param>
/// <param name="limits">The limits of the sandbox.</param>
internal sealed class SandboxProbe(Func<string, CancellationToken, Task<PythonOutcome>> run, PythonLimits limits)
{
    /// <summary>What is open that should be closed, or why the sandbox does not start; null when all is well.</summary>
    public async Task<string?> FindLeakAsync(CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        // A name in the kernel, not a file: a network namespace has its own.
        using var named = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var name = $"heavysim-probe-{Environment.ProcessId}-{((IPEndPoint)listener.LocalEndpoint).Port}";
        named.Bind(new UnixDomainSocketEndPoint($"\0{name}"));
        named.Listen();
        var home = Quote(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
        var code = SandboxCommand.Resource("probe.py")
            .Replace("PORT", $"{((IPEndPoint)listener.LocalEndpoint).Port}", StringComparison.Ordinal)
            .Replace("ABSTRACT, HOME, PROCESSES", $"{Quote(name)}, {home}, {limits.Processes}", StringComparison.Ordinal);
        try
        {
            var outcome = await run(code, cancellationToken);
            var said = outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return said switch
            {
                ["done"] => null,
                [.. var open, "done"] => string.Join("; ", open),
                _ => $"the probe did not end ({outcome.End} {outcome.Code}): {outcome.Err.Trim()}",
            };
        }
        catch (SandboxException error)
        {
            return error.Message;
        }
    }

    private static string Quote(string path) =>
        JsonSerializer.Serialize(path is "" or "/" ? "/nonexistent" : path, JsonSerializerOptions.Default);
}
