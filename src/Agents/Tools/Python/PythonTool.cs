using HeavySim.Programs;

namespace HeavySim.Agents.Tools;

/// <summary>Python as a tool, in a sandbox.</summary>
internal sealed class PythonTool(PythonSandbox sandbox, PythonLimits limits) : AIFunction
{
    private static readonly JsonElement Schema = JsonDocument.Parse(
        """{"type":"object","properties":{"code":{"type":"string","description":"a whole program; print what you want to """
        + """see"}},"required":["code"]}""").RootElement;

    public override string Name => "python";

    public override string Description { get; } =
        "Runs a Python 3 program and gives back what it prints. Every run starts anew, without network, with an empty scratch directory; "
        + $"at most {limits.Time.TotalSeconds:0.###} s, {limits.MemoryBytes >> 20} MiB of memory, {limits.Processes} processes, "
        + $"{limits.ScratchBytes >> 20} MiB of files, {limits.OutputBytes >> 10} KiB of output.";

    public override JsonElement JsonSchema => Schema;

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var outcome = await RunAsync(WithoutFence(CompactJson.ToElement(arguments["code"]).GetString() ?? ""), cancellationToken);
        return outcome.End switch
        {
            "exit" => Describe(outcome, outcome.Code == 0 ? "" : $"[exit code {outcome.Code}]"),
            "signal" => Describe(outcome, $"[killed by signal {outcome.Code}]"),
            "time" => throw new ToolFailureException(Describe(
                outcome, $"[stopped at the time limit of {limits.Time.TotalSeconds:0.###} s]")),
            "memory" => throw new ToolFailureException(Describe(
                outcome, $"[stopped at the memory limit of {limits.MemoryBytes >> 20} MiB]")),
            _ => throw new ToolFailureException(Describe(outcome, $"[stopped at the output limit of {limits.OutputBytes:N0} bytes]")),
        };
    }

    private async Task<PythonOutcome> RunAsync(string code, CancellationToken cancellationToken)
    {
        try
        {
            return await sandbox.RunAsync(code, cancellationToken);
        }
        catch (SandboxException failed)
        {
            throw new ToolFailureException(failed.Message, failed);
        }
    }

    private static string Describe(PythonOutcome outcome, string ending)
    {
        var text = new StringBuilder(outcome.Out.TrimEnd());
        foreach (var part in new[] { outcome.Err.Trim() is { Length: > 0 } errors ? $"[stderr]\n{errors}" : "", ending })
        {
            if (part.Length > 0)
                text.Append(text.Length > 0 ? "\n" : "").Append(part);
        }

        return text.Length > 0 ? text.ToString() : "(no output: print what you want to see)";
    }

    /// <summary>Models often wrap a program in the fence they would show it in.</summary>
    private static string WithoutFence(string code)
    {
        var lines = code.Trim().Split('\n');
        return lines.Length > 2 && lines[0].StartsWith("```", StringComparison.Ordinal) && lines[^1].Trim() == "```"
            ? string.Join('\n', lines[1..^1])
            : code;
    }
}
