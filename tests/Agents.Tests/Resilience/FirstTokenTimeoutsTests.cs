namespace HeavySim.Agents.Tests;

public sealed class FirstTokenTimeoutsTests
{
    private static readonly ResilienceOptions Options = new() { FirstTokenTimeout = TimeSpan.FromMinutes(5) };

    [Fact]
    public void Of_FewStreamsSeen_IsTheWholeLimit()
    {
        var timeouts = Learned(Enumerable.Repeat(1.0, 15));

        Assert.Equal(TimeSpan.FromMinutes(5), timeouts.Of(1));
    }

    [Theory]
    [InlineData(.2, 1, 2)]
    [InlineData(.2, 2, 4)]
    [InlineData(1, 1, 3)]
    [InlineData(4, 1, 9)]
    [InlineData(4, 2, 18)]
    [InlineData(200, 1, 300)]
    public void Of_AllTakeTheSame_IsLittleMoreThanTwice(double usual, int number, double expected)
    {
        var timeouts = Learned(Enumerable.Repeat(usual, 40));

        Assert.Equal(TimeSpan.FromSeconds(expected), timeouts.Of(number));
    }

    [Fact]
    public void Of_WidelySpread_LeavesTheLongestOnesOut()
    {
        // The median and the third quartile of a log-normal with sigma 1: a call past the limit is one in ten million.
        var timeouts = Learned([.. Enumerable.Repeat(.5, 32), 1, .. Enumerable.Repeat(1.2, 15), .. Enumerable.Repeat(1.963, 16)]);

        Assert.InRange(timeouts.Of(1).TotalSeconds, 220, 230);
    }

    [Fact]
    public void Of_OneCallTrickles_IsNotMovedByIt()
    {
        var timeouts = Learned(Enumerable.Range(0, 20).Select(static i => i == 3 ? 100 : .2));

        Assert.Equal(TimeSpan.FromSeconds(2), timeouts.Of(1));
    }

    [Fact]
    public void Of_ShortTimesThatVaryByTheBusinessOfTheMachine_AreNotWide()
    {
        var timeouts = Learned([.. Enumerable.Repeat(.005, 32), .. Enumerable.Repeat(.06, 32)]);

        Assert.Equal(TimeSpan.FromSeconds(2), timeouts.Of(1));
    }

    private static FirstTokenTimeouts Learned(IEnumerable<double> seconds)
    {
        var timeouts = new FirstTokenTimeouts(Options);
        foreach (var time in seconds)
            timeouts.Note(TimeSpan.FromSeconds(time));
        return timeouts;
    }
}
