namespace HeavySim.Cli.Rendering;

/// <summary>
/// Tells, while work is done, when nothing moves and why, and what an endpoint refuses: a line for each, once, or to whoever shows the
/// waits in a picture of their own.
/// </summary>
/// <param name="waits">What is waited for at present.</param>
/// <param name="nextNotice">The next thing that is left out, or null.</param>
internal sealed class WaitTeller(Func<IReadOnlyList<EndpointWait>> waits, Func<string?> nextNotice)
{
    private readonly Dictionary<string, EndpointWait> _told = new(StringComparer.Ordinal);

    /// <summary>Takes a line.</summary>
    public required Action<string> Say { get; init; }

    /// <summary>Shows the waits, told once a second, and no line is said of them; null where nothing is drawn.</summary>
    public Action<IReadOnlyList<EndpointWait>>? Show { get; init; }

    /// <summary>The wall clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Does the work and tells meanwhile.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Ends the telling with the work.</param>
    public async Task<T> WhileAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var telling = TellAsync(over.Token);
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

    /// <summary>Tells what is new since it was last called.</summary>
    internal void Tell()
    {
        while (nextNotice() is { } notice)
            Say(Terminal.Line(notice, 300));
        var now = waits();
        if (Show is { } show)
            show(now);
        else
            SayNews(now);
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1), Time);
        while (await second.WaitForNextTickAsync(cancellationToken))
            Tell();
    }

    private void SayNews(IReadOnlyList<EndpointWait> now)
    {
        foreach (var ended in _told.Values.Where(told => !now.Any(wait => IsSame(wait, told))).ToList())
        {
            _told.Remove(ended.Endpoint);
            if (HasServed(ended, now))
                Say(WaitText.Over(ended.Endpoint));
        }

        foreach (var wait in now.Where(wait => !_told.ContainsKey(wait.Endpoint)))
        {
            _told[wait.Endpoint] = wait;
            Say(WaitText.Of(wait, Time.GetLocalNow()));
        }
    }

    /// <summary>
    /// A wait that is gone before its time was ended by an answer, and so was an outage in whose place another has begun. One whose time is
    /// up has been given up, or is asked again: nobody knows yet what comes of it.
    /// </summary>
    private bool HasServed(EndpointWait ended, IReadOnlyList<EndpointWait> now) =>
        now.FirstOrDefault(wait => wait.Endpoint == ended.Endpoint) is { } next
            ? !next.IsAsked && !ended.IsAsked
            : Time.GetUtcNow() < ended.Until;

    /// <summary>To the second, as they are told: two waits within one are one to a reader.</summary>
    private static bool IsSame(EndpointWait one, EndpointWait other) =>
        one.Endpoint == other.Endpoint && one.IsAsked == other.IsAsked
        && one.Since.ToUnixTimeSeconds() == other.Since.ToUnixTimeSeconds();
}
