using HeavySim.Cli.Tracing;
using HeavySim.Ensembles.Runs;
using HeavySim.Experiments.Comparing;
using HeavySim.Experiments.Reports;
using HeavySim.Experiments.Runs;
using HeavySim.Orchestrator;
using HeavySim.Records.Problems;
using HeavySim.Records.Recorded;

namespace HeavySim.Cli.Commands;

/// <summary><c>heavysim run problems</c>: a problem set through N agents into a store, and accuracy against the number of agents.</summary>
internal sealed class RunCommand
{
    private readonly Argument<string> _problems = new("problems")
    {
        Description = "A problem set: JSONL, JSON or CSV, gzipped or not, or Parquet.",
    };

    private readonly Option<string?> _name = new("--name")
    {
        Description = "The run's name; a run of that name goes on where it stopped. Default: made of the problem set, the endpoint, "
            + "the model, agents and seed.",
        HelpName = "name",
    };

    private readonly NumberOption<int?> _limit = new("--limit", NumberRange.AtLeast(1))
    {
        Description = "Only the first so many problems; a run that holds more is shown whole.",
        HelpName = "count",
    };

    private readonly NumberOption<int?> _window = new("--open-problems", NumberRange.Of(1, 4096))
    {
        Description = "How many problems may be open at once. Default: twice what fills all calls, at real endpoints sixteen times, so "
            + "that no call waits for a problem's slowest agent; 1 solves them one after the other.",
        HelpName = "count",
    };

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Only estimate calls, tokens, cost and time at this endpoint, from its profile or from recorded runs; nothing is "
            + "asked or recorded.",
    };

    private readonly Option<string?> _trace = new("--trace")
    {
        Description = "After the report, show what one problem's agents did when: its id, or its number from 1.",
        HelpName = "problem",
    };

    private readonly NumberOption<int> _golds = new("--golds", NumberRange.AtLeast(0))
    {
        Description = "At the end fusion may use the golds of so many problems, as in 'report --golds'; 0 by default.",
        HelpName = "count",
    };

    private readonly EnsembleFlags _flags = new(usualStop: "all");

    public static Command Create()
    {
        var verb = new RunCommand();
        var command = new Command(
            "run",
            "Takes a problem set through N agents and shows how accuracy grows with their number. Resumes by itself.")
        {
            verb._problems, verb._name, verb._limit, verb._window, verb._dryRun, verb._trace, verb._golds,
        };
        verb._flags.AddTo(command);
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Of(parsed);
        var options = _flags.Read(parsed);
        var window = parsed.GetValue(_window);
        var set = await LoadAsync(terminal, parsed.GetRequiredValue(_problems), parsed.GetValue(_limit), cancellationToken);
        var traced = parsed.GetValue(_trace) is { } wanted ? Find(set, wanted).Id : null;
        // Before the ensemble connects: what is not listened to then makes no spans.
        using var trace = traced is null ? null : new ProblemTrace(traced);
        await using var ensemble = await BadUsage.Of(() => Ensemble.OpenAsync(options, set.Problems, cancellationToken));
        if (parsed.GetValue(_dryRun))
        {
            var estimate = new RunEstimator(ensemble, set, window ?? EnsembleRun.UsualWindow(ensemble), _flags.Store(parsed))
                .Make(cancellationToken);
            DocumentOutput.Write(terminal, estimate, DocumentJson.Default.RunEstimate, _flags.IsJson(parsed), EstimateText.Write);
            return ExitCode.Done;
        }

        var isWhole = await RecordAsync(terminal, ensemble, set, RunStore.Open(_flags.Store(parsed)), parsed, cancellationToken);
        if (trace is not null)
            WaterfallText.Write(_flags.IsJson(parsed) ? terminal.Error : terminal.Out, traced ?? "", trace.Spans, ensemble.IsSimulated);
        return isWhole ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<ProblemSet> LoadAsync(Terminal terminal, string path, int? limit, CancellationToken cancellationToken)
    {
        var set = await BadUsage.Of(() => ProblemSet.LoadAsync(path, cancellationToken));
        set = limit is { } count ? set.Take(count) : set;
        foreach (var remark in set.Remarks)
            await terminal.Error.WriteLineAsync($"{Path.GetFileName(path)}: {Terminal.Line(remark, 200)}");
        return set;
    }

    /// <returns>False when attempts were lost to a failing endpoint, or not one brought a sample.</returns>
    private async Task<bool> RecordAsync(
        Terminal terminal, Ensemble ensemble, ProblemSet set, RunStore store, ParseResult parsed, CancellationToken cancellationToken)
    {
        var isJson = _flags.IsJson(parsed);
        string name;
        bool isResumed;
        RunEnding ending;
        await using (var run = EnsembleRun.Begin(ensemble, store, set, parsed.GetValue(_name), parsed.GetValue(_window)))
        {
            (name, isResumed) = (run.Name, run.IsResumed);
            if (isResumed && !isJson)
                await terminal.Error.WriteLineAsync(Resuming(run));
            ending = await RunProgress.OfAsync(terminal, run, cancellationToken);
        }

        var recorded = store.Read(name);
        var golds = parsed.GetValue(_golds);
        var report = RunReportBuilder.Build(recorded, ending.Elapsed, isJson ? StopRuleCatalog.Usual : [], cancellationToken);
        string[] selectors = ["vote", .. SelectorCurves.Names(report.Selected?.Method, [])];
        report = await report.WithSelectorsAsync(
            recorded, golds > 0 && report.Graded > 0 ? selectors : null, curves: [], Ensemble.Answers, golds, cancellationToken);
        if (recorded.Summary.Problems > set.Problems.Count)
            await terminal.Error.WriteLineAsync(Larger(recorded.Summary, set.Problems.Count));
        report = report with { Resumed = isResumed, Endpoint = ensemble.EndpointLoad };
        ReportOutput.Write(terminal, report, isJson);
        if (ending.OverBudget > 0)
        {
            await terminal.Error.WriteLineAsync(
                $"The budget is used up: {Unfinished(ending.OverBudget)}. The same command goes on.");
        }

        if (ending.Lost == 0 && (report.Samples > 0 || report.Failed == 0))
            return true;

        await terminal.Error.WriteLineAsync($"heavysim: {Spoiled(report, ending.Lost)}");
        return false;
    }

    private static string Resuming(EnsembleRun run)
    {
        var repeated = run.RepeatedAttempts switch
        {
            0 => "",
            1 => "; 1 that failed is made again",
            var count => $"; {Figures.Count(count)} that failed are made again",
        };
        var remade = run.RemadeAttempts == 0 ? ""
            : $"; {Figures.Count(run.RemadeAttempts)} are made anew with the problems that share their simulated world";
        return $"resuming '{Terminal.Line(run.Name, 100)}': {Figures.Counted(run.RecordedAttempts, "attempt")} "
            + $"{(run.RecordedAttempts == 1 ? "is" : "are")} recorded and not asked again{repeated}{remade}";
    }

    /// <summary>A run is reported whole: a part of it under its name would be taken for it.</summary>
    private static string Larger(RunSummary run, int asked) =>
        $"'{Terminal.Line(run.Name, 100)}' holds {Figures.Counted(run.Problems, "problem")}, more than the {Figures.Count(asked)} asked "
        + $"for: all of it is shown. For a run of {Figures.Count(asked)} alone give it another --name.";

    /// <summary>Why the run is no whole one, and whether the same command would mend it.</summary>
    private static string Spoiled(RunReport report, int lost)
    {
        var what = report.Samples == 0
            ? "Not one attempt brought a sample"
            : $"{Unfinished(lost)}, because {(lost == 1 ? "its" : "their")} endpoint failed again and again";
        var next = report.UnsettledAttempts > 0
            ? "What was recorded is kept: the same command goes on and makes the failed attempts again."
            : "Failures like these come again with the same questions: the same command does not ask them again.";
        return $"{what}: {string.Join("; ", report.Failures.Take(3).Select(ReportText.Failure))}. {next}";
    }

    private static string Unfinished(int problems) =>
        $"{Figures.Counted(problems, "problem")} {(problems == 1 ? "is" : "are")} unfinished";

    private static Problem Find(ProblemSet set, string idOrNumber) =>
        set.Problems.FirstOrDefault(p => p.Id == idOrNumber)
        ?? (int.TryParse(idOrNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= set.Problems.Count
            ? set.Problems[number - 1]
            : throw new UsageException(
                $"There is no problem '{Terminal.Line(idOrNumber)}' to trace: give an id, or a number from 1 to {set.Problems.Count}."));
}
