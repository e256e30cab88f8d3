namespace HeavySim.LocalModels.Tests.Worker;

public sealed class StopTextsTests
{
    [Theory]
    [InlineData("one END two", "one ")]
    [InlineData("one EN two", "one EN two")]
    [InlineData("one two EN", "one two EN")]
    [InlineData("EEND", "E")]
    [InlineData("END", "")]
    public void Accept_LetterByLetter_EndsBeforeTheStop(string text, string expected)
    {
        var stops = new StopTexts(["END", "STOP HERE"]);

        var given = string.Concat(text.Select(c => stops.Accept(c.ToString()))) + stops.Finish();

        Assert.Equal(expected, given);
        Assert.Equal(expected != text, stops.IsFound);
    }

    [Fact]
    public void Accept_TwoStopsInOnePiece_EndsBeforeTheFirst() =>
        Assert.Equal("a ", new StopTexts(["END", "STOP"]).Accept("a STOP b END c"));

    [Fact]
    public void Accept_NoStops_HoldsNothingBack() => Assert.Equal("E", new StopTexts([]).Accept("E"));
}
