using HeavySim.Cli.Shell;

namespace HeavySim.Cli.Commands;

/// <summary><c>heavysim manual</c>: the manual page, for <c>man</c>.</summary>
internal static class ManualCommand
{
    public static Command Create()
    {
        var command = new Command("manual", "Prints the manual page. Read it with: heavysim manual | man -l -");
        command.SetAction(async (parsed, _) =>
        {
            await parsed.InvocationConfiguration.Output.WriteAsync(ManualPage.Of(parsed.RootCommandResult.Command));
            return ExitCode.Done;
        });
        return command;
    }
}
