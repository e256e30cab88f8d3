namespace HeavySim.Agents.Tests;

public sealed class FirstTokenTimeoutsTests
{
    private static readonly ResilienceOptions Options = new() { FirstTokenTimeout = TimeSpan.FromMinutes(5) };

    [Fact]
    public void Of_FewStreamsSeen_IsTheWholeLimit()
    {
        var patience = new FirstTokenTimeouts(Options);
        for (var i = 0; i < 7; i++)
            patience.Note(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.FromMinutes(5), patience.Of(1));
    }

    [Theory]
    [InlineData(.2, 1, 10)]
    [InlineData(1, 2, 40)]
    [InlineData(1, 9, 300)]
    [InlineData(4, 1, 80)]
    [InlineData(40, 1, 300)]
    public void Of_EndpointKnown_GrowsWithItsOwnWaitsAndTheTry(double usualSeconds, int number, double expectedSeconds)
    {
        var patience = new FirstTokenTimeouts(Options);
        for (var i = 0; i < 8; i++)
            patience.Note(TimeSpan.FromSeconds(i >= 4 ? usualSeconds : i == 3 ? 0.1 : 0));

        Assert.Equal(TimeSpan.FromSeconds(expectedSeconds), patience.Of(number));
    }

    [Fact]
    public void Of_OneCallTrickles_IsNotMovedByIt()
    {
        var patience = new FirstTokenTimeouts(Options);
        for (var i = 0; i < 20; i++)
            patience.Note(TimeSpan.FromSeconds(i == 3 ? 100 : 0.2));

        Assert.Equal(TimeSpan.FromSeconds(10), patience.Of(1));
    }
}
