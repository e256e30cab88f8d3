namespace HeavySim.Cli.Rendering;

/// <summary>
/// Tells, while work is done, when nothing moves and why, and what an endpoint refuses: a line on stderr for each, drawn beside a live
/// display where there is one.
/// </summary>
/// <param name="terminal">Where to.</param>
/// <param name="waits">What is waited for at present.</param>
/// <param name="nextNotice">The next thing that is left out, or null.</param>
internal sealed class WaitTeller(Terminal terminal, Func<IReadOnlyList<EndpointWait>> waits, Func<string?> nextNotice)
{
    private IReadOnlyList<EndpointWait> _told = [];

    /// <summary>Does the work and tells meanwhile.</summary>
    /// <param name="work">The work.</param>
    /// <param name="eachSecond">Hears once a second what is waited for; or null.</param>
    /// <param name="cancellationToken">Ends the telling with the work.</param>
    public async Task<T> WhileAsync<T>(
        Func<Task<T>> work, Action<IReadOnlyList<EndpointWait>>? eachSecond, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var telling = TellAsync(eachSecond, over.Token);
        try
        {
            return await work();
        }
        finally
        {
            over.Cancel();
            await Task.WhenAny(telling);
            Tell();
        }
    }

    private async Task TellAsync(Action<IReadOnlyList<EndpointWait>>? eachSecond, CancellationToken cancellationToken)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await second.WaitForNextTickAsync(cancellationToken))
        {
            Tell();
            eachSecond?.Invoke(_told);
        }
    }

    private void Tell()
    {
        while (nextNotice() is { } notice)
            Write(Terminal.Line(notice, 300));
        var now = waits();
        foreach (var wait in now.Except(_told))
            Write(WaitText.Of(wait));
        foreach (var wait in _told.Where(told => now.All(w => w.Endpoint != told.Endpoint)))
            Write(WaitText.Over(wait.Endpoint));
        _told = now;
    }

    private void Write(string line)
    {
        if (terminal.IsWatched)
            terminal.Progress.WriteLine(line);
        else
            terminal.Error.WriteLine(line);
    }
}
