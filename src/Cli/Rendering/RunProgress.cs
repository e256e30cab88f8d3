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
    private IReadOnlyList<EndpointWait> _told = [];
    private string? _waiting;
    private int _done;

    private RunProgress(int problems) => _problems = problems;

    /// <summary>Takes a run to its end under the bar.</summary>
    public static async Task<RunEnding> OfAsync(Terminal terminal, EnsembleRun run, CancellationToken cancellationToken)
    {
        var progress = new RunProgress(run.OpenProblems);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var telling = progress.TellWaitsAsync(terminal, run, over.Token);
        try
        {
            return await progress.UnderBarAsync(terminal, () => run.RunAsync(progress, cancellationToken));
        }
        finally
        {
            over.Cancel();
            await Task.WhenAny(telling);
            await progress.TellAsync(terminal, run);
        }
    }

    private async Task TellWaitsAsync(Terminal terminal, EnsembleRun run, CancellationToken cancellationToken)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await second.WaitForNextTickAsync(cancellationToken))
            await TellAsync(terminal, run);
    }

    /// <summary>Says, while nothing moves, since when and why: beside the bar, or in a line of its own where there is no bar.</summary>
    private async Task TellAsync(Terminal terminal, EnsembleRun run)
    {
        var waits = run.Waits;
        while (run.NextNotice() is { } notice)
            await terminal.Error.WriteLineAsync(Terminal.Line(notice, 300));
        lock (_gate)
        {
            _waiting = waits.Count == 0 ? null : string.Join("; ", waits.Select(WaitText.Of));
            _bar?.Description = Description();
        }

        if (terminal.IsWatched)
            return;

        foreach (var wait in waits.Except(_told))
            await terminal.Error.WriteLineAsync(WaitText.Of(wait));
        foreach (var wait in _told.Where(told => waits.All(w => w.Endpoint != told.Endpoint)))
            await terminal.Error.WriteLineAsync(WaitText.Over(wait.Endpoint));
        _told = waits;
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
