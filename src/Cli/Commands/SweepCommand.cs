using System.CommandLine;
using HeavySim.Cli.Composition;
using HeavySim.Cli.Documents;
using HeavySim.Cli.Options;
using HeavySim.Cli.Rendering;
using HeavySim.Experiments.Sweeping;
using HeavySim.Orchestrator;
using HeavySim.Records.Problems;
using HeavySim.Records.Recorded;
using HeavySim.Records.Store;

namespace HeavySim.Cli.Commands;

/// <summary><c>heavysim sweep grid.json</c>: every combination of a grid, asking for each sample once.</summary>
internal static class SweepCommand
{
    public static Command Create()
    {
        var grid = new Argument<string>("grid") { Description = "A JSON file: problems, and lists of agents, endpoints, profiles, modes, selectors, stopRules, checks, seeds." };
        var store = StoreOption.Create();
        var json = JsonOption.Create();
        var command = new Command("sweep", "Takes a problem set through every combination of a grid, shares what is recorded, and marks the best for their expense. Resumes by itself.") { grid, store, json };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetRequiredValue(grid), parsed.GetRequiredValue(store), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string file, string storeFile, bool isJson, CancellationToken cancellationToken)
    {
        var grid = BadUsage.Of(() => SweepGrid.Read(file));
        var set = await BadUsage.Of(() => ProblemSet.LoadAsync(grid.Problems, cancellationToken));
        set = grid.Limit is { } limit ? set.Take(limit) : set;
        var plan = BadUsage.Of(() => SweepPlan.Of(grid));
        var name = grid.Name ?? set.Name;
        var runs = plan.Steps.GroupBy(s => s.NameIn(name), StringComparer.Ordinal).ToList();
        var settings = runs.ConvertAll(r => SettingsOf(r.First().Arguments([.. grid.Options ?? [], "--store", storeFile])));
        foreach (var rule in grid.StopRules ?? [])
            BadUsage.Of(() => StopRuleCatalog.Parse(rule));

        var store = RunStore.Open(storeFile);
        var rows = new Dictionary<SweepPlan.Step, SweepRow>();
        var isSimulated = false;
        for (var i = 0; i < runs.Count; i++)
        {
            if (!isJson)
                await Console.Error.WriteLineAsync($"run {i + 1} of {runs.Count}: {Terminal.Line(runs[i].Key, 140)}");
            await RecordAsync(store, runs[i].Key, settings[i], set, cancellationToken);
            var reader = store.Read(runs[i].Key);
            isSimulated |= reader.Summary.Settings.IsSimulated;
            foreach (var step in runs[i])
                rows[step] = await ReadAsync(step, reader, cancellationToken);
        }

        var report = new SweepReport(name, isSimulated, [.. runs.Select(static r => r.Key)], [.. plan.Steps.Select(s => rows[s])]).WithFronts();
        DocumentOutput.Write(report, DocumentJson.Default.SweepReport, isJson, SweepText.Write);
        return ExitCode.Done;
    }

    /// <summary>Settings as <c>run</c> would read them.</summary>
    private static SolvingSettings SettingsOf(IReadOnlyList<string> arguments)
    {
        var options = new EnsembleFlags(defaultStop: "all");
        var command = new Command("run");
        options.AddTo(command);
        var parsed = command.Parse(arguments);
        return parsed.Errors.Count == 0
            ? options.Read(parsed)
            : throw new UsageException($"The grid makes a wrong command: {string.Join(" ", parsed.Errors.Select(static e => e.Message))}");
    }

    private static async Task RecordAsync(RunStore store, string name, SolvingSettings settings, ProblemSet set, CancellationToken cancellationToken)
    {
        await using var factory = await BadUsage.Of(() => EnsembleFactory.CreateAsync(settings, set.Problems, cancellationToken));
        var run = new RunSettings { Name = name, Seed = settings.Seed, IsSimulated = factory.IsSimulated, Options = factory.Identity };
        await using var journal = store.Begin(run, set, TimeProvider.System);
        var progress = new RunProgress(set.Problems.Count(p => !journal.IsSolved(p.Id)));
        await progress.RunAsync(() => RunScheduler.RunAsync(factory, settings.Budget, journal, RunCommand.Window(settings, factory), progress, cancellationToken));
    }

    private static async Task<SweepRow> ReadAsync(SweepPlan.Step step, RunReader run, CancellationToken cancellationToken) =>
        step.IsVoteOfRecord ? SweepReading.Vote(step.Cell, step.Cell.Stop == "all" ? null : StopRuleCatalog.Parse(step.Cell.Stop), run, cancellationToken)
        : step.IsFirstAgentsOfRecord ? await SweepReading.FirstAgentsAsync(step.Cell, run, EnsembleFactory.Answers, cancellationToken)
        : await SweepReading.ChoiceAsync(step.Cell, run, EnsembleFactory.Answers, step.IsShared, cancellationToken);
}
