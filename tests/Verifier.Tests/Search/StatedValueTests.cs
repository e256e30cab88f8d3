namespace HeavySim.Verifier.Tests;

public sealed class StatedValueTests
{
    [Theory]
    [InlineData("Value: 0.83", .83)]
    [InlineData("**Value:** 83%", .83)]
    [InlineData("value = 8/10", .8)]
    [InlineData("\"value\": 0.5, \"judgement\": \"likely\"", .5)]
    [InlineData("The value is 1", 1)]
    [InlineData("Value: 0.2\nOn reflection:\nValue: .7\nJudgement: impossible", .7)]
    [InlineData("Judgement: sure", .95)]
    [InlineData("**likely**", .5)]
    [InlineData("Impossible.", .02)]
    [InlineData("<think>Value: 0.9</think>\nValue: 0.1", .1)]
    public void Read_AnyForm_IsTheValue(string reply, double expected) => Assert.Equal(expected, StatedValue.Read(reply)!.Value, 9);

    [Theory]
    [InlineData("")]
    [InlineData("I cannot tell.")]
    [InlineData("Value: high")]
    [InlineData("Value: 12/10")]
    [InlineData("This is likely to work out in the end")]
    [InlineData("> Value: 0.9")]
    [InlineData(null)]
    public void Read_NoValue_IsNull(string? reply) => Assert.Null(StatedValue.Read(reply));
}
