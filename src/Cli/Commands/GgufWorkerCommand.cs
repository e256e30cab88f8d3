using HeavySim.LocalModels;

namespace HeavySim.Cli.Commands;

/// <summary><c>heavysim gguf-worker</c>: the process that runs a model file for another <c>heavysim</c>; not for people.</summary>
internal static class GgufWorkerCommand
{
    public static Command Create()
    {
        var command = new Command(WorkerCommand.Verb, "Runs a model file for another heavysim, which speaks to it by its standard input.")
        {
            Hidden = true,
        };
        command.SetAction(static (_, _) => Task.FromResult(GgufWorker.Serve()));
        return command;
    }
}
