namespace HeavySim.Server.Tests;

/// <summary>The real clock's timers under a fixed date, so that answers can be compared letter by letter.</summary>
internal sealed class FixedClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
}
