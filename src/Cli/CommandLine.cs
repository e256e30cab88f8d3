using HeavySim.Cli.Commands;
using HeavySim.Cli.Tracing;

namespace HeavySim.Cli;

/// <summary>The root of <c>heavysim</c>: verbs, errors and exit codes.</summary>
internal static class CommandLine
{
    private const string Purpose =
        "Runs a problem, or a whole problem set, through 1 to 32 agents in parallel and measures what each more of them buys.";

    /// <param name="args">Verb, options and arguments.</param>
    /// <param name="output">For results.</param>
    /// <param name="error">For everything else.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var parsed = Root().Parse(args);
        if (ParseFault.Of(parsed) is { } fault)
        {
            await error.WriteLineAsync($"heavysim: {Terminal.Safe(fault)}{Environment.NewLine}Try 'heavysim {Verb(parsed)}--help'.");
            return Failed(ErrorDocument.OfLine(Terminal.Safe(fault)));
        }

        try
        {
            using var export = OtlpExport.Begin();
            return await parsed.InvokeAsync(Configured(output, error), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            var said = parsed.CommandResult.Command.Name is "run" or "sweep"
                ? "Cancelled. What was recorded is kept; the same command resumes, and makes anew what was cut short."
                : "Cancelled.";
            await error.WriteLineAsync(said);
            return Failed(ErrorDocument.OfCancelled(said));
        }
        catch (HeavySimException failure)
        {
            // A message may quote a file, a server, a name from outside: nothing of it may steer the terminal.
            await error.WriteLineAsync($"heavysim: {Terminal.Safe(failure.Message)}");
            return Failed(ErrorDocument.Of(failure, failure is UsageException ? ExitCode.BadUsage : ExitCode.Failed));
        }

        int Failed(ErrorDocument document)
        {
            // A program that was promised a document gets one, whatever happens.
            if (args.Contains("--json", StringComparer.Ordinal))
                document.Write(output);
            return document.ExitCode;
        }
    }

    internal static RootCommand Root() => new(Purpose)
    {
        SolveCommand.Create(),
        RunCommand.Create(),
        ImportCommand.Create(),
        ExportCommand.Create(),
        ReportCommand.Create(),
        CompareCommand.Create(),
        FitCommand.Create(),
        PredictCommand.Create(),
        SweepCommand.Create(),
        ProfilesCommand.Create(),
        MockCommand.Create(),
        CompletionCommand.Create(),
        ManualCommand.Create(),
        GgufWorkerCommand.Create(),
    };

    private static InvocationConfiguration Configured(TextWriter output, TextWriter error) => new()
    {
        Output = output,
        Error = error,
        // Ours above: errors in one line, no stack traces; and Ctrl-C that waits for the calls in flight to be cancelled.
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };

    private static string Verb(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
}
