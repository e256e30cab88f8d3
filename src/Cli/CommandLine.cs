using System.CommandLine.Invocation;
using HeavySim.Cli.Commands;
using HeavySim.Cli.Tracing;

namespace HeavySim.Cli;

/// <summary>The root of <c>heavysim</c>: verbs, Ctrl-C, errors and exit codes.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        using var interrupt = new Interrupt();
        var parsed = Root().Parse(args);
        if (parsed.Action is ParseErrorAction errors)
        {
            errors.ShowHelp = false;
            // Also the suggestions: stdout is for results.
            await parsed.InvokeAsync(new InvocationConfiguration { Output = Console.Error, Error = Console.Error }, CancellationToken.None);
            await Console.Error.WriteLineAsync($"Try 'heavysim {Verb(parsed)}--help'.");
            return ExitCode.BadUsage;
        }

        try
        {
            using var export = OtlpExport.Begin();
            return await parsed.InvokeAsync(Configuration, interrupt.Token);
        }
        catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Cancelled. What was recorded is kept; the same command resumes.");
            return ExitCode.Cancelled;
        }
        catch (HeavySimException error)
        {
            await Console.Error.WriteLineAsync($"heavysim: {error.Message}");
            return error is UsageException ? ExitCode.BadUsage : ExitCode.Failed;
        }
    }

    internal static RootCommand Root() => new("Runs a problem, or a whole problem set, through 1 to 32 agents in parallel and measures what each more of them buys.")
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
    };

    private static InvocationConfiguration Configuration { get; } = new()
    {
        // Ours above: errors in one line, no stack traces; and Ctrl-C that waits for the calls in flight to be cancelled.
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };

    private static string Verb(ParseResult parsed) => parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
}
