using HeavySim.Cli.Rendering;

namespace HeavySim.Cli.Tests;

public sealed class FiguresTests
{
    private static readonly Usage Spent = new() { Calls = 2, InputTokens = 10, OutputTokens = 20, Cost = .5m };

    [Theory]
    [InlineData(false, false, "2 calls, 10 tokens in, 20 out, cost $0.50")]
    [InlineData(true, false, "2 calls, 10 tokens in, 20 out (partly estimated), cost $0.50 (partly estimated)")]
    [InlineData(true, true, "2 calls, 10 tokens in, 20 out (estimated), cost $0.50 (estimated)")]
    public void Usage_SaysWhatWasEstimated(bool isEstimated, bool isAll, string expected) =>
        Assert.Equal(expected, Figures.Usage(Spent with { IsEstimated = isEstimated }, isAll));

    [Fact]
    public void Usage_CostNotKnown_IsNotCalledAnEstimate() =>
        Assert.Equal(
            "1 call, 10 tokens in, 20 out (estimated), cost –",
            Figures.Usage(Spent with { Calls = 1, Cost = null, IsEstimated = true }, isAllEstimated: true));
}
