namespace HeavySim.Orchestrator.Tests;

public sealed class DialRuleTests
{
    [Fact]
    public void ShouldStop_FirstAnswerStatedSurely_AtOnce()
    {
        var rule = StopRuleCatalog.Parse("dial:.9");

        Assert.True(rule.ShouldStop(new VoteState([0], [1], 31, [.9])));
        Assert.False(rule.ShouldStop(new VoteState([0], [1], 31, [.89])));
        Assert.False(rule.ShouldStop(new VoteState([0], [1], 31, [])));
        Assert.False(rule.ShouldStop(new VoteState([-1], [], 31, [])));
    }

    [Fact]
    public void ShouldStop_SecondAnswerDisagrees_StatedConfidenceCountsNoMore() =>
        Assert.False(StopRuleCatalog.Parse("dial:.95").ShouldStop(new VoteState([0, 1], [1, 1], 30, [.99, .2])));

    [Theory]
    [InlineData(4, 0, true)]
    [InlineData(3, 0, false)]
    [InlineData(6, 1, true)]
    [InlineData(5, 1, false)]
    public void ShouldStop_AfterTheFirst_AsBeta(int leader, int runnerUp, bool expected)
    {
        int[] votes = [.. Enumerable.Repeat(0, leader), .. Enumerable.Repeat(1, runnerUp)];
        int[] counts = runnerUp == 0 ? [leader] : [leader, runnerUp];

        Assert.Equal(expected, StopRuleCatalog.Parse("dial:.95").ShouldStop(new VoteState(votes, counts, 20, [])));
    }
}
