namespace HeavySim.Orchestrator;

/// <summary>
/// When an agent gets a second try beside its first: once it has taken <paramref name="Factor"/> times as long as this share of its
/// endpoint's calls do, and <paramref name="Least"/> at least. The first answer wins, the other try is cancelled and paid for.
/// </summary>
/// <param name="Share">The share of calls, in 0..1.</param>
/// <param name="Factor">How many times their time, at least 1.</param>
/// <param name="Least">No second try before this; zero for no such limit.</param>
public sealed record HedgeOptions(double Share, double Factor = 1, TimeSpan Least = default)
{
    /// <summary>
    /// For endpoints that now and then drop a call, or fail a call again and again: only what takes twice as long as nine in ten is made a
    /// second time, and only while a call slot is free, which is at the end of a run.
    /// </summary>
    public static HedgeOptions OfTheTail { get; } = new(.9, Factor: 2, Least: TimeSpan.FromSeconds(2));

    /// <summary>How long a first try may take, where the share of calls ends within this time; null while that is not known.</summary>
    internal TimeSpan? Patience(TimeSpan? within) =>
        within is not { } known ? null : known * Factor is var time && time > Least ? time : Least;
}
