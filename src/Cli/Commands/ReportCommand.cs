using HeavySim.Ensembles.Runs;

namespace HeavySim.Cli.Commands;

/// <summary><c>heavysim report [run...]</c>: what runs have shown.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("run")
        {
            Description = "The run, or several to see side by side. Default: the one begun last.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var store = StoreOption.Create();
        var json = JsonOption.Create();
        var digest = new Option<bool>("--digest")
        {
            Description = "Only the fingerprint of what is recorded: equal for two simulated runs with equal settings.",
        };
        var tree = new Option<string?>("--tree")
        {
            Description = "Only the search tree of one problem: nodes, values, tokens.",
            HelpName = "problem",
        };
        var regrade = new Option<bool>("--regrade")
        {
            Description = "Reads and marks the answers anew, by the answer engine of this version and the tests of code problems, into a "
                + "run of its own beside the first, and reports that.",
        };
        var command = new Command("report", "Shows a run: accuracy against the number of agents with intervals, and what it cost.")
        {
            names, store, digest, tree, regrade, json,
        };
        var replay = new ReplayOptions();
        replay.AddTo(command);
        var files = new ReportFiles();
        files.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var replayed = replay.Read(parsed);
            var isRegraded = parsed.GetValue(regrade);
            var from = RunStore.OpenExisting(parsed.GetRequiredValue(store));
            var wanted = new List<string?>(parsed.GetValue(names)?.Distinct(StringComparer.Ordinal) ?? []);
            if (wanted.Count == 0)
                wanted.Add(null);
            var runs = wanted.Select(from.Read).ToList();
            if (runs.Count > 1 && parsed.GetValue(json))
                throw new UsageException("--json is one document of one run: name one run.");

            if (isRegraded)
                runs = await RegradeAsync(Terminal.Of(parsed), RunStore.Open(from.Path), runs, cancellationToken);

            if (files.IsWanted(parsed))
            {
                await files.WriteAsync(parsed, runs, replayed, isStdoutFree: !parsed.GetValue(json), cancellationToken);
                if (!parsed.GetValue(json))
                    return ExitCode.Done;
            }

            var terminal = Terminal.Of(parsed);
            foreach (var run in runs)
            {
                if (parsed.GetValue(digest))
                    terminal.Out.WriteLine(run.Digest());
                else if (parsed.GetValue(tree) is { } problem)
                    TreeOutput.Write(terminal, run, problem, parsed.GetValue(json));
                else
                    ReportOutput.Write(
                        terminal, await replayed.ReportAsync(run, cancellationToken), parsed.GetValue(json), showsRules: true);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<List<RunReader>> RegradeAsync(
        Terminal terminal, RunStore store, List<RunReader> runs, CancellationToken cancellationToken)
    {
        var regraded = new List<RunReader>();
        foreach (var run in runs)
        {
            var (made, marks, refusal) = await RegradedRun.MakeAsync(store, run, cancellationToken);
            if (refusal is not null)
                await terminal.Error.WriteLineAsync(refusal);
            await terminal.Error.WriteLineAsync(
                $"{Terminal.Line(run.Summary.Settings.Name, 100)} marked anew as {Terminal.Line(made.Summary.Settings.Name, 100)}: of "
                + $"{Figures.Counted(marks.Samples, "sample")} {Figures.Count(marks.Reread)} read otherwise, "
                + $"{Figures.Count(marks.NowRight)} now right, {Figures.Count(marks.NoLongerRight)} no longer");
            regraded.Add(made);
        }

        return regraded;
    }
}
