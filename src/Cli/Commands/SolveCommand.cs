using System.CommandLine;
using HeavySim.Cli.Composition;
using HeavySim.Cli.Documents;
using HeavySim.Cli.Options;
using HeavySim.Cli.Rendering;
using HeavySim.Simulation;
using Spectre.Console;

namespace HeavySim.Cli.Commands;

/// <summary><c>heavysim solve "question"</c>: one problem, the agents live, the ballot, the answer.</summary>
internal static class SolveCommand
{
    public static Command Create()
    {
        var question = new Argument<string>("question") { Description = "The problem, or - to read it from standard input." };
        var gold = new Option<string?>("--gold") { Description = "The right answer, where it is known; the simulated model then works towards it.", HelpName = "answer" };
        var options = new EnsembleFlags(defaultStop: "lead");
        var command = new Command("solve", "Solves one problem with all agents at once and shows them at work.") { question, gold };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = options.Read(parsed);
            var text = parsed.GetRequiredValue(question);
            if (text == "-")
                text = await Console.In.ReadToEndAsync(cancellationToken);
            if (string.IsNullOrWhiteSpace(text))
                throw new UsageException("The question is empty.");

            return await RunAsync(settings, new Problem { Id = "question", Question = text.Trim(), Gold = parsed.GetValue(gold) }, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(SolvingSettings settings, Problem problem, CancellationToken cancellationToken)
    {
        await using var factory = await BadUsage.Of(() => EnsembleFactory.CreateAsync(settings, [problem], cancellationToken));
        var solution = settings is { Mode.ShowsReasoning: true, IsJson: false }
            ? await InItsWorldAsync(factory, settings, problem, new ThoughtStream(Console.Error).Show, cancellationToken)
            : await SolveAsync(factory, settings, problem, !settings.IsJson && Terminal.IsWatched, cancellationToken);
        if (settings.IsJson)
            SolveDocument.Write(Console.Out, solution, factory.IsSimulated);
        else
            SolutionText.Write(Terminal.Out, solution, factory.IsSimulated);

        return solution.Selection.Answer is null ? ExitCode.Failed : ExitCode.Done;
    }

    private static async Task<Solution> SolveAsync(EnsembleFactory factory, SolvingSettings settings, Problem problem, bool isWatched, CancellationToken cancellationToken)
    {
        if (!isWatched)
            return await InItsWorldAsync(factory, settings, problem, show: null, cancellationToken);

        var view = new SolveView();
        return await Terminal.Error.Live(new Text("")).StartAsync(async live =>
            await InItsWorldAsync(factory, settings, problem, happened => Draw(live, happened), cancellationToken));

        void Draw(LiveDisplayContext live, SolveEvent happened)
        {
            if (!view.Show(happened))
                return;

            live.UpdateTarget(view.Table);
        }
    }

    private static async Task<Solution> InItsWorldAsync(EnsembleFactory factory, SolvingSettings settings, Problem problem, Action<SolveEvent>? show, CancellationToken cancellationToken)
    {
        if (factory.IsSimulated)
            return VirtualWorld.Run((time, inner) => LastAsync(Solver(time), problem, show, inner), cancellationToken);

        await Rehearsal.RunAsync(cancellationToken);
        return await LastAsync(Solver(TimeProvider.System), problem, show, cancellationToken);

        ISolver Solver(TimeProvider time) => factory.Create(time, new Spending(settings.Budget, time), show is not null);
    }

    private static async Task<Solution> LastAsync(ISolver solver, Problem problem, Action<SolveEvent>? show, CancellationToken cancellationToken)
    {
        Solution? solution = null;
        await foreach (var happened in solver.SolveAsync(new SolveRequest(problem, []), cancellationToken))
        {
            show?.Invoke(happened);
            solution = (happened as SolveEvent.Solved)?.Solution;
        }

        return solution ?? throw new InvalidOperationException("A solve ended without a solution.");
    }
}
