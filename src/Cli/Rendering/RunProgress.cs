using Spectre.Console;

namespace HeavySim.Cli.Rendering;

/// <summary>
/// The progress of a run on stderr: problems done, calls, tokens, cost, time left. Silent when nobody watches. Safe to call from any thread.
/// </summary>
internal sealed class RunProgress(int problems) : IProgress<Solution>
{
    private readonly Lock _gate = new();
    private ProgressTask? _bar;
    private Usage _usage = Usage.None;
    private int _done;

    /// <summary>Runs the work under the bar.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        if (!Terminal.IsWatched)
            return work();

        return Terminal.Error.Progress()
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                lock (_gate)
                    _bar = context.AddTask(Description(), maxValue: Math.Max(1, problems));
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
        $"{Figures.Count(_done)}/{Figures.Count(problems)} problems, {Figures.Count(_usage.Calls)} calls, {Figures.Count(_usage.OutputTokens)} tokens out, {Figures.Dollars(_usage.Cost)}");
}
