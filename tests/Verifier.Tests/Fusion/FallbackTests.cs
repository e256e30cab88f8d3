namespace HeavySim.Verifier.Tests;

public class FallbackTests
{
    [Theory]
    [InlineData(0, 0, FusionMethod.Logit)]
    [InlineData(9, 10, FusionMethod.Logit)]
    [InlineData(0, 5, FusionMethod.Vote)]
    public void Decide_VoteAhead_FallsBackWhenItIsNoNoise(int logitOnly, int voteOnly, FusionMethod expected)
    {
        double[] logit = [.. Enumerable.Repeat(1.0, logitOnly), .. Enumerable.Repeat(0.0, voteOnly), 1, 1];
        double[] vote = [.. Enumerable.Repeat(0.0, logitOnly), .. Enumerable.Repeat(1.0, voteOnly), 1, 1];

        Assert.Equal(expected, Fallback.Decide(logit, vote, new double[logit.Length]));
    }

    [Fact]
    public void Decide_BestMemberAheadOfBoth_FallsBackToIt() =>
        Assert.Equal(FusionMethod.BestMember, Fallback.Decide([0, 0, 0, 1], [0, 0, 1, 1], [1, 1, 1, 1]));
}
