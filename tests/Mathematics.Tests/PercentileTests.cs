namespace HeavySim.Mathematics.Tests;

public sealed class PercentileTests
{
    /// <summary>As <c>numpy.percentile([1, 2, 4, 8, 16], q)</c> gives them.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(.1, 1.4)]
    [InlineData(.5, 4)]
    [InlineData(.9, 12.8)]
    [InlineData(1, 16)]
    public void Of_FiveValues_IsNumPys(double share, double expected) =>
        Assert.Equal(expected, Percentile.Of([1, 2, 4, 8, 16], share), 12);

    [Fact]
    public void Of_OneValue_IsThatValue() => Assert.Equal(7, Percentile.Of([7], .9));
}
