using HeavySim.Cli.Shell;

namespace HeavySim.Cli.Commands;

/// <summary><c>heavysim completion bash</c>: the script that lets a shell complete verbs, options and their values.</summary>
internal static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("shell")
        {
            Description = $"{string.Join(", ", CompletionScript.Shells)}. The script's first lines say how to load it.",
        };
        shell.AcceptOnlyFromAmong([.. CompletionScript.Shells]);
        var command = new Command(
            "completion",
            "Prints a script that lets a shell complete heavysim's verbs, options and values.")
        {
            shell,
        };
        command.SetAction(async (parsed, _) =>
        {
            await parsed.InvocationConfiguration.Output.WriteAsync(CompletionScript.For(parsed.GetRequiredValue(shell)));
            return ExitCode.Done;
        });
        return command;
    }
}
