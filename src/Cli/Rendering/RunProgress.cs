using HeavySim.Ensembles.Runs;

namespace HeavySim.Cli.Rendering;

/// <summary>
/// The progress of a run on stderr: problems done, calls, tokens, cost, time left. Silent when nobody watches. Safe to call from any
/// thread.
/// </summary>
internal sealed class RunProgress : IProgress<Solution>
{
    private readonly int _problems;
    private readonly Lock _gate = new();
    private ProgressTask? _bar;
    private Usage _usage = Usage.None;
    private int _done;

    private RunProgress(int problems) => _problems = problems;

    /// <summary>Takes a run to its end under the bar.</summary>
    public static Task<(TimeSpan Elapsed, int Unfinished)> OfAsync(Terminal terminal, EnsembleRun run, CancellationToken cancellationToken)
    {
        var progress = new RunProgress(run.OpenProblems);
        return progress.UnderBarAsync(terminal, () => run.RunAsync(progress, cancellationToken));
    }

    private Task<T> UnderBarAsync<T>(Terminal terminal, Func<Task<T>> work)
    {
        if (!terminal.IsWatched)
            return work();

        return terminal.Progress.Progress()
            .Columns(
                new SpinnerColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn(),
                new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                lock (_gate)
                    _bar = context.AddTask(Description(), maxValue: Math.Max(1, _problems));
                return await work();
            });
    }

    /// <summary>One more problem is solved.</summary>
    public void Report(Solution value)
    {
        lock (_gate)
        {
            _done++;
            _usage += value.Usage;
            if (_bar is null)
                return;

            _bar.Value = _done;
            _bar.Description = Description();
        }
    }

    private string Description() => Markup.Escape(
        $"{Figures.Count(_done)}/{Figures.Count(_problems)} problems, {Figures.Count(_usage.Calls)} calls, "
        + $"{Figures.Count(_usage.OutputTokens)} tokens out, {Figures.Dollars(_usage.Cost)}");
}
