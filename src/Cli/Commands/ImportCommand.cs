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
        var scorer = new Option<string?>("--scorer")
        {
            Description = "Of several scorers of an inspect log, the one whose marks count. Default: the first that marks.",
            HelpName = "name",
        };
        var filter = new Option<string?>("--filter")
        {
            Description = "Of several filters of lm-evaluation-harness samples, the one that counts. Default: the first in the file.",
            HelpName = "name",
        };
        var store = StoreOption.Create();
        var json = JsonOption.Create();
        var command = new Command(
            "import",
            "Makes a run of recorded samples, with the grades they come with, and shows its curve.")
        {
            samples, name, scorer, filter, store, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = RunStore.Open(parsed.GetRequiredValue(store));
            var path = parsed.GetRequiredValue(samples);
            var options = new ImportOptions
            {
                Name = parsed.GetValue(name),
                Scorer = parsed.GetValue(scorer),
                Filter = parsed.GetValue(filter),
            };
            var imported = await BadUsage.Of(() =>
                SampleImport.ImportAsync(target, path, options, Ensemble.Answers, TimeProvider.System, cancellationToken));
            var terminal = Terminal.Of(parsed);
            foreach (var remark in imported.Remarks)
                await terminal.Error.WriteLineAsync($"{Path.GetFileName(path)}: {Terminal.Line(remark, 400)}");
            var report = RunReportBuilder.Build(target.Read(imported.Run.Name), elapsed: null, cancellationToken);
            ReportOutput.Write(terminal, report, parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }
}
