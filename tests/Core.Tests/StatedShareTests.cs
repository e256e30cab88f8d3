using System.Text.RegularExpressions;

namespace HeavySim.Core.Tests;

public sealed class StatedShareTests
{
    private static readonly Regex Figure = new(
        """(?<value>\d+(\.\d+)?|\.\d+)(\s*(?<percent>%)|\s*/\s*(?<of>\d+))?""", RegexOptions.ExplicitCapture);

    [Theory]
    [InlineData("0.83", .83)]
    [InlineData(".5", .5)]
    [InlineData("83%", .83)]
    [InlineData("0.5 %", .005)]
    [InlineData("83", .83)]
    [InlineData("8/10", .8)]
    [InlineData("1", 1.0)]
    [InlineData("0", 0.0)]
    [InlineData("11/10", null)]
    [InlineData("3/0", null)]
    [InlineData("830", null)]
    [InlineData("sure", null)]
    public void Read_AsModelsWriteIt_IsAShare(string text, double? expected)
    {
        var share = StatedShare.Read(Figure.Match(text));

        Assert.Equal(expected is null, share is null);
        Assert.Equal(expected ?? 0, share ?? 0, 1e-12);
    }
}
