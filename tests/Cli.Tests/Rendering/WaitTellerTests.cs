using HeavySim.Cli.Rendering;

namespace HeavySim.Cli.Tests;

/// <summary>What is said of waits where nobody draws: each once, and of a recovery only what is known.</summary>
public sealed class WaitTellerTests
{
    private readonly SetClock _clock = new();
    private readonly List<string> _said = [];
    private List<EndpointWait> _waits = [];

    [Fact]
    public void Tell_OutageEndedBeforeItsTime_SaysThatItServesAgain()
    {
        var teller = Teller();

        Tell(teller, Away(since: 0, until: 600));
        Tell(teller, Away(since: 0, until: 600));
        _clock.Now += TimeSpan.FromSeconds(9);
        Tell(teller);

        Assert.Equal(2, _said.Count);
        Assert.StartsWith("waiting: here has been away since 12:00:00", _said[0], StringComparison.Ordinal);
        Assert.Equal("here serves again", _said[1]);
    }

    [Fact]
    public void Tell_OutageWhosePatienceIsOver_SaysNothingOfServing()
    {
        var teller = Teller();

        Tell(teller, Away(since: 0, until: 5));
        _clock.Now += TimeSpan.FromSeconds(5);
        Tell(teller);

        Assert.Single(_said);
    }

    [Fact]
    public void Tell_CommandEndsAmidAWait_SaysNothingOfServing()
    {
        var teller = Teller();

        Tell(teller, Away(since: 0, until: 5));
        Tell(teller, Away(since: 0, until: 5));

        Assert.Single(_said);
    }

    [Fact]
    public void Tell_OneOutageAfterTheOther_TellsEachWithItsEnd()
    {
        var teller = Teller();

        Tell(teller, Away(since: 0, until: 600));
        Tell(teller, Away(since: 4, until: 604));
        Tell(teller, Away(since: 8, until: 608));
        Tell(teller);

        Assert.Equal(["waiting", "here se", "waiting", "here se", "waiting", "here se"], _said.Select(static line => line[..7]));
        Assert.Equal(4, _said.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Tell_TwoOutagesWithinASecond_AreOne()
    {
        var teller = Teller();

        Tell(teller, Away(since: 0, until: 600));
        Tell(teller, Away(since: .7, until: 600.7));
        Tell(teller);

        Assert.Equal(2, _said.Count);
    }

    [Fact]
    public void Tell_LimitAfterAnOutage_ClaimsNoRecovery()
    {
        var teller = Teller();

        Tell(teller, Away(since: 0, until: 600));
        Tell(teller, Away(since: 3, until: 90) with { IsAsked = true });

        Assert.DoesNotContain("here serves again", _said);
    }

    [Fact]
    public void Tell_SomebodyDraws_SaysNoLine()
    {
        var shown = new List<int>();
        var teller = new WaitTeller(() => _waits, static () => null)
        {
            Say = _said.Add,
            Show = waits => shown.Add(waits.Count),
            Time = _clock,
        };

        Tell(teller, Away(since: 0, until: 600));
        Tell(teller);

        Assert.Equal([1, 0], shown);
        Assert.Empty(_said);
    }

    [Fact]
    public void Of_TimeOfAnotherDay_HasItsDate()
    {
        var wait = Away(since: 0, until: 86_400) with { IsAsked = true };

        Assert.Equal(
            "waiting: here asked at 12:00:00 to wait until 2026-03-02 12:00:00 (503: busy)", WaitText.Of(wait, _clock.GetLocalNow()));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Brief_OfOneWait_HasItsTimesInANarrowPlaceToo(int columns)
    {
        var line = OneLine.Cut(
            "12/20 problems; "
            + WaitText.Brief([Away(0, 600) with { Reason = new string('x', 400) }], _clock.GetLocalNow(), columns),
            columns);

        Assert.Equal(columns, line.Length);
        Assert.Contains("since 12:00:00, until 12:10:00: xxx", line, StringComparison.Ordinal);
        Assert.EndsWith("…", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short", "short")]
    [InlineData("exactly 10", "exactly 10")]
    [InlineData("more than 10", "more than…")]
    [InlineData("two\nlines", "two lines")]
    [InlineData("日本語日本語", "日本語日…")]
    public void Cut_ToTenColumns_TakesNoMore(string text, string expected) => Assert.Equal(expected, OneLine.Cut(text, 10));

    private WaitTeller Teller() => new(() => _waits, static () => null) { Say = _said.Add, Time = _clock };

    private void Tell(WaitTeller teller, params EndpointWait[] waits)
    {
        _waits = [.. waits];
        teller.Tell();
    }

    private static EndpointWait Away(double since, double until) => new(
        "here", SetClock.Noon.AddSeconds(since), SetClock.Noon.AddSeconds(until), IsAsked: false, "503: busy");

    private sealed class SetClock : TimeProvider
    {
        public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        public DateTimeOffset Now { get; set; } = Noon;

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
