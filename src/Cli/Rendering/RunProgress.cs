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
    private readonly RunLine _line = new();
    private ProgressTask? _bar;
    private Usage _usage = Usage.None;
    private IReadOnlyList<EndpointWait> _waits = [];
    private int _done;

    private RunProgress(int problems) => _problems = problems;

    /// <summary>Takes a run to its end under the bar.</summary>
    public static Task<RunEnding> OfAsync(Terminal terminal, EnsembleRun run, CancellationToken cancellationToken)
    {
        var progress = new RunProgress(run.OpenProblems);
        var teller = new WaitTeller(() => run.Waits, run.NextNotice)
        {
            Say = terminal.Say,
            // Who watches sees it in the line of progress; a copy beside it would be written over it.
            Show = terminal.IsWatched ? progress.ShowWaits : null,
        };
        return teller.WhileAsync(
            () => progress.UnderBarAsync(terminal, () => run.RunAsync(progress, cancellationToken)), cancellationToken);
    }

    /// <summary>One more problem is solved.</summary>
    public void Report(Solution value)
    {
        lock (_gate)
        {
            _done++;
            _usage += value.Usage;
            if (_bar is { } bar)
                bar.Value = _done;
            Draw();
        }
    }

    /// <summary>Shows, while nothing moves, since when and why.</summary>
    private void ShowWaits(IReadOnlyList<EndpointWait> waits)
    {
        lock (_gate)
        {
            _waits = waits;
            Draw();
        }
    }

    private async Task<T> UnderBarAsync<T>(Terminal terminal, Func<Task<T>> work)
    {
        if (!terminal.IsWatched)
            return await work();

        return await terminal.Progress.Progress().Columns(_line).StartAsync(async context =>
        {
            lock (_gate)
            {
                _bar = context.AddTask("run", maxValue: Math.Max(1, _problems));
                Draw();
            }

            try
            {
                return await work();
            }
            finally
            {
                // The last picture stays: it must not say that something is waited for.
                ShowWaits([]);
                context.Refresh();
            }
        });
    }

    private void Draw() => _line.Show(
        $"{Figures.Count(_done)}/{Figures.Counted(_problems, "problem")}",
        $"{Figures.Counted(_usage.Calls, "call")}, {Figures.Count(_usage.OutputTokens)} tokens out, {Figures.Dollars(_usage.Cost)}",
        _waits);
}
