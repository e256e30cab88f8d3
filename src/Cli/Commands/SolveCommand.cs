using HeavySim.Ensembles.Runs;

namespace HeavySim.Cli.Commands;

/// <summary><c>heavysim solve "question"</c>: one problem, the agents live, the ballot, the answer.</summary>
internal sealed class SolveCommand
{
    private readonly Argument<string> _question = new("question") { Description = "The problem, or - to read it from standard input." };

    private readonly Option<string?> _gold = new("--gold")
    {
        Description = "The right answer, where it is known; the simulated model then works towards it.",
        HelpName = "answer",
    };

    private readonly Option<string?> _cache = new("--cache")
    {
        Description = "A folder where answers are kept: what was asked before, word for word and with the same seed, is answered from it "
            + "at once and costs nothing.",
        HelpName = "folder",
    };

    private readonly EnsembleFlags _flags = new(usualStop: "lead");

    public static Command Create()
    {
        var verb = new SolveCommand();
        var command = new Command("solve", "Solves one problem with all agents at once and shows them at work.")
        {
            verb._question, verb._gold, verb._cache,
        };
        verb._flags.AddTo(command);
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = _flags.Read(parsed) with { Cache = parsed.GetValue(_cache) };
        var text = parsed.GetRequiredValue(_question);
        if (text == "-")
            text = await Console.In.ReadToEndAsync(cancellationToken);
        if (string.IsNullOrWhiteSpace(text))
            throw new UsageException("The question is empty.");

        var problem = new Problem { Id = "question", Question = text.Trim(), Gold = parsed.GetValue(_gold) };
        await using var ensemble = await BadUsage.Of(() => Ensemble.OpenAsync(options, [problem], cancellationToken));
        var learned = await LearnAsync(ensemble, _flags.Store(parsed), Terminal.Of(parsed), cancellationToken);
        if (!ensemble.IsSimulated)
            await Rehearsal.RunAsync(cancellationToken);

        var terminal = Terminal.Of(parsed);
        var isMadeUp = ensemble.IsSimulated && problem.Gold is null;
        if (isMadeUp)
        {
            await terminal.Error.WriteLineAsync(
                "No model is asked: the simulated one makes its answers up, and knows nothing of this question. Name a real one with "
                + "-e http://host:port/v1 (or OPENAI_BASE_URL) to have it answered.");
        }

        var isJson = _flags.IsJson(parsed);
        var solution = await SolveAsync(terminal, ensemble, problem, isJson, cancellationToken);
        if (isJson)
            SolveDocument.Write(terminal.Out, solution, learned, ensemble.IsSimulated, isMadeUp);
        else
            SolutionText.Write(terminal.Results, solution, learned, ensemble.IsSimulated, isMadeUp);

        return solution.Selection.Answer is null ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>What recorded runs of the same agents taught is welcome, not needed: a store that cannot be read is passed over.</summary>
    private static async Task<LearnedRun?> LearnAsync(
        Ensemble ensemble, string store, Terminal terminal, CancellationToken cancellationToken)
    {
        if (!File.Exists(store))
            return null;

        try
        {
            return ensemble.LearnFrom(RunStore.OpenExisting(store), cancellationToken);
        }
        catch (HeavySimException error)
        {
            await terminal.Error.WriteLineAsync($"Nothing is learned from recorded runs: {error.Message}");
            return null;
        }
    }

    /// <summary>A mode that shows reasoning streams it; otherwise a terminal that is watched gets a live table.</summary>
    private static async Task<Solution> SolveAsync(
        Terminal terminal, Ensemble ensemble, Problem problem, bool isJson, CancellationToken cancellationToken)
    {
        if (!isJson && ensemble.ShowsReasoning)
        {
            var stream = new ThoughtStream(terminal.Error);
            return await TellingAsync(stream.Show, stream.Say, show: null);
        }

        if (isJson || !terminal.IsWatched)
            return await TellingAsync(watch: null, terminal.Say, show: null);

        var view = new SolveView();
        return await terminal.Progress.Live(new Text("")).StartAsync(live => TellingAsync(
            happened => Draw(live, view.Show(happened)), terminal.Say, waits => Draw(live, view.Show(waits))));

        Task<Solution> TellingAsync(Action<SolveEvent>? watch, Action<string> say, Action<IReadOnlyList<EndpointWait>>? show) =>
            new WaitTeller(() => ensemble.Waits, ensemble.NextNotice) { Say = say, Show = show }.WhileAsync(
                () => ensemble.SolveAsync(problem, watch, cancellationToken), cancellationToken);

        void Draw(LiveDisplayContext live, bool isNew)
        {
            if (isNew)
                live.UpdateTarget(view.Picture);
        }
    }
}
