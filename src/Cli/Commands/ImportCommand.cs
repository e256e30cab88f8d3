using HeavySim.Experiments.Reports;
using HeavySim.Records.Samples;

namespace HeavySim.Cli.Commands;

/// <summary><c>heavysim import samples</c>: recorded samples become a run.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var samples = new Argument<string>("samples")
        {
            Description = $"Recorded samples, gzipped or not: {string.Join(", ", SampleForm.All.Select(static f => f.Description))}.",
        };
        var name = new Option<string?>("--name") { Description = "The run's name. Default: the file's.", HelpName = "name" };
        var store = StoreOption.Create();
        var json = JsonOption.Create();
        var command = new Command(
            "import",
            "Makes a run of recorded samples, with the grades they come with, and shows its curve.")
        {
            samples, name, store, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = RunStore.Open(parsed.GetRequiredValue(store));
            var run = await BadUsage.Of(() =>
                SampleImport.ImportAsync(
                    target, parsed.GetRequiredValue(samples), parsed.GetValue(name), Ensemble.Answers, TimeProvider.System,
                    cancellationToken));
            var report = RunReportBuilder.Build(target.Read(run.Name), elapsed: null, cancellationToken);
            ReportOutput.Write(Terminal.Of(parsed), report, parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }
}
