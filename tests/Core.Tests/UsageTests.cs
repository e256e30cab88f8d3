namespace HeavySim.Core.Tests;

public sealed class UsageTests
{
    [Fact]
    public void Sum_NothingKnown_StaysUnknown()
    {
        var sum = Usage.Sum([Usage.None, new Usage { Calls = 1 }, Usage.None, new Usage { Calls = 2 }]);

        Assert.Equal(new Usage { Calls = 3 }, sum);
    }

    [Fact]
    public void Sum_PartlyKnown_KeepsWhatIsKnown()
    {
        var sum = Usage.Sum([
            new Usage { Calls = 1, InputTokens = 5, Cost = 0.5m }, new Usage { Calls = 1, OutputTokens = 7, IsEstimated = true }]);

        Assert.Equal(new Usage { Calls = 2, InputTokens = 5, OutputTokens = 7, Cost = 0.5m, IsEstimated = true }, sum);
    }

    [Fact]
    public void Sum_OfNothing_IsNone() => Assert.Equal(Usage.None, Usage.Sum([]));
}
