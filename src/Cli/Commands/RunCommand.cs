using System.CommandLine;
using System.Globalization;
using HeavySim.Cli.Composition;
using HeavySim.Cli.Options;
using HeavySim.Cli.Rendering;
using HeavySim.Cli.Tracing;
using HeavySim.Experiments.Reports;
using HeavySim.Orchestrator;
using HeavySim.Records.Problems;
using HeavySim.Records.Recorded;
using HeavySim.Records.Store;

namespace HeavySim.Cli.Commands;

/// <summary><c>heavysim run problems</c>: a problem set through N agents into a store, and accuracy against the number of agents.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var problems = new Argument<string>("problems") { Description = "A problem set: JSONL, JSON or CSV, gzipped or not." };
        var name = new Option<string?>("--name") { Description = "The run's name; a run of that name goes on where it stopped. Default: made of the problem set, the endpoint, agents and seed.", HelpName = "name" };
        var limit = new Option<int?>("--limit") { Description = "Only the first so many problems.", HelpName = "count" };
        var window = new Option<int?>("--open-problems")
        {
            Description = "How many problems may be open at once. Default: twice what fills all calls, so that no call waits for a problem's slowest agent; 1 solves them one after the other.",
            HelpName = "count",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only estimate calls, tokens, cost and time at this endpoint, from its profile or from recorded runs; nothing is asked or recorded." };
        var trace = new Option<string?>("--trace")
        {
            Description = "After the report, show what one problem's agents did when: its id, or its number from 1.",
            HelpName = "problem",
        };
        var options = new EnsembleFlags(defaultStop: "all");
        var command = new Command("run", "Takes a problem set through N agents and shows how accuracy grows with their number. Resumes by itself.") { problems, name, limit, window, dryRun, trace };
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(
                options.Read(parsed),
                parsed.GetRequiredValue(problems),
                parsed.GetValue(name),
                parsed.GetValue(limit),
                parsed.GetValue(window),
                parsed.GetValue(dryRun),
                parsed.GetValue(trace),
                cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        SolvingSettings settings, string path, string? name, int? limit, int? window, bool isDry, string? traced, CancellationToken cancellationToken)
    {
        if (limit is < 1)
            throw new UsageException("--limit is at least 1.");
        if (window is < 1 or > 4096)
            throw new UsageException("--open-problems is 1 to 4096.");

        var set = await BadUsage.Of(() => ProblemSet.LoadAsync(path, cancellationToken));
        set = limit is { } count ? set.Take(count) : set;
        foreach (var remark in set.Remarks)
            await Console.Error.WriteLineAsync($"{Path.GetFileName(path)}: {Terminal.Line(remark, 200)}");

        // Before the factory connects: what is not listened to then makes no spans.
        using var trace = traced is null ? null : new ProblemTrace(Find(set, traced).Id);
        await using var factory = await BadUsage.Of(() => EnsembleFactory.CreateAsync(settings, set.Problems, cancellationToken));
        if (isDry)
        {
            var estimate = new RunEstimate(factory, settings, set, window ?? Window(settings, factory)).Make(cancellationToken);
            if (settings.IsJson)
                estimate.Write(Console.Out);
            else
                EstimateText.Write(Console.Out, estimate);
            return ExitCode.Done;
        }

        var store = RunStore.Open(settings.Store);
        var run = new RunSettings
        {
            Name = name ?? DefaultName(set, factory, settings),
            Seed = settings.Seed,
            IsSimulated = factory.IsSimulated,
            Options = factory.Identity,
        };
        TimeSpan elapsed;
        int unfinished;
        await using (var journal = store.Begin(run, set, TimeProvider.System))
        {
            if (journal.IsResumed && !settings.IsJson)
                await Console.Error.WriteLineAsync($"resuming '{run.Name}': {Figures.Count(journal.RecordedAttemptCount)} attempts are recorded and not asked again");

            var progress = new RunProgress(set.Problems.Count(p => !journal.IsSolved(p.Id)));
            (elapsed, unfinished) = await progress.RunAsync(() => RunScheduler.RunAsync(factory, settings.Budget, journal, window ?? Window(settings, factory), progress, cancellationToken));
        }

        var reader = store.Read(run.Name);
        ReportOutput.Write(RunReportBuilder.Build(reader, elapsed, settings.IsJson ? StopRuleCatalog.Usual : [], cancellationToken) with { Unfinished = unfinished, Endpoint = factory.EndpointLoad }, settings.IsJson);
        if (trace is not null)
            WaterfallText.Write(settings.IsJson ? Console.Error : Console.Out, Find(set, traced!).Id, trace.Spans, factory.IsSimulated);
        if (unfinished > 0)
            await Console.Error.WriteLineAsync($"The budget is used up: {Figures.Count(unfinished)} problems are unfinished. The same command goes on with them.");
        return ExitCode.Done;
    }

    /// <summary>Twice as many open problems as fill all slots, so that none is idle while a problem waits for its last agents.</summary>
    internal static int Window(SolvingSettings settings, EnsembleFactory factory) => Math.Max(1, (2 * settings.Concurrency + factory.Agents - 1) / factory.Agents);

    private static Problem Find(ProblemSet set, string idOrNumber) =>
        set.Problems.FirstOrDefault(p => p.Id == idOrNumber)
        ?? (int.TryParse(idOrNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= set.Problems.Count
            ? set.Problems[number - 1]
            : throw new UsageException(
                $"There is no problem '{Terminal.Line(idOrNumber)}' to trace: give an id, or a number from 1 to {set.Problems.Count}."));

    private static string DefaultName(ProblemSet set, EnsembleFactory factory, SolvingSettings settings) => string.Create(
        CultureInfo.InvariantCulture, $"{set.Name}-{factory.ShortName}-n{factory.Agents}-s{settings.Seed}");
}
