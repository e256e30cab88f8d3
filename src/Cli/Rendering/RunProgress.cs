using HeavySim.Ensembles.Runs;
using HeavySim.Experiments.Runs;

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
    private string? _waiting;
    private int _done;

    private RunProgress(int problems) => _problems = problems;

    /// <summary>Takes a run to its end under the bar.</summary>
    public static Task<RunEnding> OfAsync(Terminal terminal, EnsembleRun run, CancellationToken cancellationToken)
    {
        var progress = new RunProgress(run.OpenProblems);
        return new WaitTeller(terminal, () => run.Waits, run.NextNotice).WhileAsync(
            () => progress.UnderBarAsync(terminal, () => run.RunAsync(progress, cancellationToken)), progress.ShowWaits, cancellationToken);
    }

    /// <summary>Shows beside the bar, while nothing moves, since when and why.</summary>
    private void ShowWaits(IReadOnlyList<EndpointWait> waits)
    {
        lock (_gate)
        {
            _waiting = waits.Count == 0 ? null : string.Join("; ", waits.Select(WaitText.Of));
            _bar?.Description = Description();
        }
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
        + $"{Figures.Count(_usage.OutputTokens)} tokens out, {Figures.Dollars(_usage.Cost)}"
        + (_waiting is null ? "" : $"; {_waiting}"));
}
