namespace HeavySim.Reporting.Tests;

public sealed class AxisTests
{
    [Theory]
    [InlineData(.572, .7, ".57 to .70")]
    [InlineData(.97, .9712, "narrow")]
    [InlineData(0, 1, "all")]
    [InlineData(.5, .5, "one value")]
    public void OfShares_Values_AreWithinRoundEnds(double low, double high, string why)
    {
        var axis = Axis.OfShares(why, [low, high]);

        Assert.InRange(low, axis.From - 1e-9, axis.To + 1e-9);
        Assert.InRange(high, axis.From - 1e-9, axis.To + 1e-9);
        Assert.InRange(axis.Ticks.Count, 2, 12);
        Assert.DoesNotContain(axis.Ticks, static t => t.Label.StartsWith('-'));
    }

    [Theory]
    [InlineData(32, "1 2 4 8 16 32")]
    [InlineData(10, "1 2 4 10")]
    [InlineData(43, "1 2 4 8 16 32 43")]
    [InlineData(1, "1 2")]
    public void OfDoublings_End_HasPowersAndItself(double to, string expected)
    {
        var axis = Axis.OfDoublings("k", to);

        Assert.Equal(expected, string.Join(' ', axis.Ticks.Select(static t => t.Label)));
        Assert.Equal(0, axis.At(1));
        Assert.Equal(1, axis.At(axis.To));
        Assert.Equal(Math.Log(2) / Math.Log(axis.To), axis.At(2), 9);
    }

    [Fact]
    public void OfMagnitudes_FiveDecades_TicksAtPowersOfTen()
    {
        var axis = Axis.OfMagnitudes("seconds", [.01, 2000], Numerals.Tidy);

        Assert.Equal(["0.01", "0.1", "1", "10", "100", "1,000"], axis.Ticks.Select(static t => t.Label));
        Assert.True(axis.At(.01) > 0 && axis.At(2000) < 1);
    }

    [Fact]
    public void OfMagnitudes_NoValues_IsStillAnAxis() =>
        Assert.True(Axis.OfMagnitudes("s", [], Numerals.Tidy) is { From: > 0 } axis && axis.To > axis.From);

    [Theory]
    [InlineData(17_200, 17_200)]
    [InlineData(40, 55)]
    public void OfMagnitudes_ShortAxis_HasCloserTicks(double low, double high) =>
        Assert.InRange(Axis.OfMagnitudes("tokens", [low, high], Numerals.Tidy).Ticks.Count, 2, 6);

    [Theory]
    [InlineData(.75)]
    [InlineData(0)]
    [InlineData(1)]
    public void OfShares_OneValue_IsNoCliff(double value)
    {
        var axis = Axis.OfShares("right", [value]);

        Assert.True(axis.To - axis.From >= .02 - 1e-9);
        Assert.InRange(axis.Ticks.Count, 3, 12);
    }
}
