using System.CommandLine.Parsing;
using HeavySim.Ensembles.Runs;
using HeavySim.Experiments.Sweeping;
using HeavySim.Orchestrator;
using HeavySim.Records.Problems;
using HeavySim.Verifier;

namespace HeavySim.Cli.Commands;

/// <summary><c>heavysim sweep grid.json</c>: every combination of a grid, asking for each sample once.</summary>
internal static class SweepCommand
{
    public static Command Create()
    {
        var grid = new Argument<string>("grid")
        {
            Description = "A JSON file: problems, and lists of agents, endpoints, profiles, modes, selectors, stopRules, checks, rounds, "
                + "seeds. The mode is vote where it names none.",
        };
        var store = StoreOption.Create();
        var json = JsonOption.Create();
        var command = new Command(
            "sweep",
            "Takes a problem set through every combination of a grid, shares what is recorded, marks the best for their expense, and shows "
            + "selectors other than the vote over fewer of their agents. Resumes by itself.")
        {
            grid, store, json,
        };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(
                Terminal.Of(parsed),
                parsed.GetRequiredValue(grid),
                parsed.GetRequiredValue(store),
                parsed.GetValue(json),
                cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, string file, string storeFile, bool isJson, CancellationToken cancellationToken)
    {
        var grid = BadUsage.Of(() => SweepGrid.Read(file));
        var set = await BadUsage.Of(() => ProblemSet.LoadAsync(grid.Problems, cancellationToken));
        set = grid.Limit is { } limit ? set.Take(limit) : set;
        var plan = BadUsage.Of(() => SweepPlan.Of(grid));
        var name = grid.Name ?? set.Name;
        var runs = plan.Steps.GroupBy(s => s.NameIn(name), StringComparer.Ordinal).ToList();
        var common = Common(grid.Options ?? []);
        if (common.Cut is not null)
            throw new UsageException(
                "A grid cannot be run with --cut: its rows are read off shared runs, whose attempts must be whole. Use 'heavysim run'.");
        // One run serves many selectors: what any of them reads has to be recorded in all.
        if ((grid.Selectors ?? []).Any(SelectorCatalog.ReadsTokens))
            common = common with { Logprobs = common.Logprobs ?? "" };
        foreach (var rule in grid.StopRules ?? [])
            BadUsage.Of(() => StopRuleCatalog.Parse(rule));

        var options = runs.ConvertAll(r => r.First().Options(common));
        foreach (var run in options)
            BadUsage.Of(() => EnsemblePlan.Of(run));
        foreach (var selector in plan.Steps.Select(static s => s.Cell.Selector).Distinct(StringComparer.Ordinal))
            BadUsage.Of(() => SelectorCatalog.Validated(selector));

        var store = RunStore.Open(storeFile);
        var rows = new Dictionary<SweepPlan.Step, SweepRow>();
        var isSimulated = false;
        for (var i = 0; i < runs.Count; i++)
        {
            if (!isJson)
                await terminal.Error.WriteLineAsync($"run {i + 1} of {runs.Count}: {Terminal.Line(runs[i].Key, 140)}");
            await RecordAsync(terminal, store, runs[i].Key, options[i], set, cancellationToken);
            var reader = store.Read(runs[i].Key);
            isSimulated |= reader.Summary.Settings.IsSimulated;
            foreach (var step in runs[i])
                rows[step] = await ReadAsync(step, reader, cancellationToken);
        }

        var report = new SweepReport(name, isSimulated, [.. runs.Select(static r => r.Key)], [.. plan.Steps.Select(s => rows[s])])
            .WithFronts();
        DocumentOutput.Write(terminal, report, DocumentJson.Default.SweepReport, isJson, SweepText.Write);
        return ExitCode.Done;
    }

    /// <summary>What the grid says once for all its runs, in the flags of <c>run</c>; what it has lists for is not among them.</summary>
    private static EnsembleOptions Common(IReadOnlyList<string> arguments)
    {
        var flags = new EnsembleFlags(usualStop: "all");
        var command = new Command("run");
        flags.AddTo(command);
        var parsed = command.Parse(arguments);
        if (parsed.Errors.Count > 0)
            throw new UsageException($"The grid's options are wrong: {string.Join(" ", parsed.Errors.Select(static e => e.Message))}");

        string[] varied = ["--agents", "--endpoint", "--mode", "--select", "--stop", "--check", "--rounds", "--seed", "--store", "--json"];
        return parsed.CommandResult.Children.OfType<OptionResult>()
            .FirstOrDefault(r => !r.Implicit && varied.Contains(r.Option.Name)) is { } given
            ? throw new UsageException(
                $"The grid's options cannot hold {given.Option.Name}: the grid has a list for it, or it belongs to sweep itself.")
            : flags.Read(parsed);
    }

    private static async Task RecordAsync(
        Terminal terminal, RunStore store, string name, EnsembleOptions options, ProblemSet set, CancellationToken cancellationToken)
    {
        await using var ensemble = await BadUsage.Of(() => Ensemble.OpenAsync(options, set.Problems, cancellationToken));
        await using var run = EnsembleRun.Begin(ensemble, store, set, name);
        await RunProgress.OfAsync(terminal, run, cancellationToken);
    }

    private static async Task<SweepRow> ReadAsync(SweepPlan.Step step, RunReader run, CancellationToken cancellationToken) =>
        step.IsVoteOfRecord
            ? SweepReading.Vote(step.Cell, step.Cell.Stop == "all" ? null : StopRuleCatalog.Parse(step.Cell.Stop), run, cancellationToken)
        : step.IsSomeAgentsOfRecord ? await SweepReading.SomeAgentsAsync(step.Cell, run, Ensemble.Answers, cancellationToken)
        : await SweepReading.ChoiceAsync(step.Cell, run, Ensemble.Answers, step.IsShared, cancellationToken);
}
