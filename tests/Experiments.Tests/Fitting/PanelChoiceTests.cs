using HeavySim.Experiments.Fitting;

namespace HeavySim.Experiments.Tests;

public sealed class PanelChoiceTests
{
    // By accuracy: 3 and 1 (equal, in the order of the roster), 0, 4, 2.
    private static readonly PanelSeat[] Seats = [
        new(0, "a", 5, 10), new(1, "b", 9, 10), new(2, "c", 1, 10), new(3, "d", 9, 10), new(4, "e", 4, 10)];

    [Theory]
    [InlineData("all", new[] { 0, 1, 2, 3, 4 })]
    [InlineData("3,0,3", new[] { 0, 3 })]
    [InlineData("1-3", new[] { 1, 2, 3 })]
    [InlineData("0, 2-3", new[] { 0, 2, 3 })]
    [InlineData("top1", new[] { 1 })]
    [InlineData("top3", new[] { 0, 1, 3 })]
    [InlineData("middle3", new[] { 0, 3, 4 })]
    [InlineData("bottom2", new[] { 2, 4 })]
    public void From_Choice_TheseMembersInOrder(string text, int[] expected) =>
        Assert.Equal(expected, PanelChoice.Parse(text).From(Seats).Select(static s => s.Index));

    [Theory]
    [InlineData("")]
    [InlineData("best")]
    [InlineData("top")]
    [InlineData("top0")]
    [InlineData("3-1")]
    [InlineData("-1")]
    [InlineData("0,,x")]
    public void Parse_NoChoice_Throws(string text) => Assert.Throws<HeavySimException>(() => PanelChoice.Parse(text));

    [Theory]
    [InlineData("top6")]
    [InlineData("0,5")]
    public void From_MoreThanThereAre_SaysHowMany(string text)
    {
        var error = Assert.Throws<HeavySimException>(() => PanelChoice.Parse(text).From(Seats));

        Assert.Contains("5 members", error.Message, StringComparison.Ordinal);
    }
}
