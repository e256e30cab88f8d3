using System.Diagnostics;
using System.Threading.Channels;

namespace HeavySim.Programs;

/// <summary>
/// Runs python programs where they can do no harm: without network, without a view of the machine's files and processes, within
/// limits. Only <see cref="OpenAsync"/> makes one, and only where it has seen that the isolation holds. Safe to call concurrently; as
/// many programs run at once as there are processors, the others wait.
/// </summary>
internal sealed class PythonSandbox
{
    /// <summary>The supervisor keeps the limit; this much later it is no longer trusted to.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);

    private readonly SandboxCommand _command;
    private readonly PythonLimits _limits;
    private readonly Channel<bool> _permits;

    private PythonSandbox(SandboxCommand command, PythonLimits limits)
    {
        _command = command;
        _limits = limits;
        _permits = Channel.CreateBounded<bool>(Environment.ProcessorCount);
        while (_permits.Writer.TryWrite(true))
        {
        }
    }

    /// <summary>Opens the sandbox after a probe has tried to break out of it.</summary>
    /// <exception cref="SandboxException">Programs cannot be isolated here; the message says why.</exception>
    public static async Task<PythonSandbox> OpenAsync(PythonLimits limits, CancellationToken cancellationToken)
    {
        var (command, missing) = SandboxCommand.Find();
        var refusal = missing;
        if (command is not null)
        {
            var sandbox = new PythonSandbox(command, limits.Validated());
            refusal = await new SandboxProbe((code, token) => sandbox.RunAsync(code, token), limits).FindLeakAsync(cancellationToken);
            if (refusal is null)
                return sandbox;
        }

        throw new SandboxException($"programs cannot be isolated on this machine: {refusal}");
    }

    /// <summary>Runs one program to its end, however it ends. It is a real process: a virtual clock stands still meanwhile.</summary>
    /// <param name="code">The program.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="time">Its time limit; null for the sandbox's own.</param>
    /// <exception cref="SandboxException">The sandbox itself failed.</exception>
    public Task<PythonOutcome> RunAsync(string code, CancellationToken cancellationToken, TimeSpan? time = null) =>
        OutsideWork.RunAsync(() => RunInTurnAsync(code, time ?? _limits.Time, cancellationToken));

    private async Task<PythonOutcome> RunInTurnAsync(string code, TimeSpan time, CancellationToken cancellationToken)
    {
        var size = Encoding.UTF8.GetByteCount(code);
        if (size > _limits.ScratchBytes)
            throw new SandboxException(
                $"the program has {size:N0} bytes; at most {_limits.ScratchBytes:N0} fit into its scratch directory");

        await _permits.Reader.ReadAsync(cancellationToken);
        try
        {
            return await RunOneAsync(code, time, cancellationToken);
        }
        finally
        {
            _permits.Writer.TryWrite(true);
        }
    }

    private async Task<PythonOutcome> RunOneAsync(string code, TimeSpan time, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = _command.Create(_limits) };
        process.Start();
        using var deadline = new CancellationTokenSource(time + Slack, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var errors = ReadAsync(process.StandardError.BaseStream, 4_000, either.Token);
            var report = ReadAsync(process.StandardOutput.BaseStream, (12L * _limits.OutputBytes) + 4_000, either.Token);
            try
            {
                var request = JsonSerializer.Serialize(RequestFor(code, time), PythonJson.Default.PythonRequest);
                await process.StandardInput.WriteLineAsync(request.AsMemory(), either.Token);
                await process.StandardInput.FlushAsync(either.Token);
            }
            catch (IOException)
            {
                // It ended before it read: the streams tell why.
            }

            return Read(await report, await errors);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SandboxException($"the program did not end within {time.TotalSeconds:0.###} s and was killed", late);
        }
        finally
        {
            // The first process takes its namespace with it, and with that every process inside.
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private PythonRequest RequestFor(string code, TimeSpan time) =>
        new(code, time.TotalSeconds, _limits.MemoryBytes, _limits.Processes, _limits.ScratchBytes, _limits.OutputBytes);

    private static PythonOutcome Read(string report, string errors)
    {
        try
        {
            return JsonSerializer.Deserialize(report, PythonJson.Default.PythonOutcome) ?? throw new JsonException("no report");
        }
        catch (JsonException unreadable)
        {
            throw new SandboxException(
                $"the sandbox failed: {(errors.Length > 0 ? errors.Trim() : "it ended without a report")}", unreadable);
        }
    }

    /// <summary>Reads to the end, and keeps no more than the limit.</summary>
    private static async Task<string> ReadAsync(Stream stream, long limit, CancellationToken cancellationToken)
    {
        var kept = new MemoryStream();
        var buffer = new byte[16_384];
        int count;
        while ((count = await stream.ReadAsync(buffer, cancellationToken)) > 0)
            kept.Write(buffer, 0, (int)Math.Min(count, limit - kept.Length));

        return Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length);
    }
}
