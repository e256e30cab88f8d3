using HeavySim.Experiments.Sweeping;
using HeavySim.Statistics;

namespace HeavySim.Experiments.Tests;

public sealed class SweepFrontTests
{
    [Fact]
    public void WithFronts_DearerAndNoBetter_IsOnNone()
    {
        var report = Report(Row(.5, 100, 1, 10), Row(.6, 200, 2, 9), Row(.6, 250, 3, 12), Row(.55, 300, 1.5, 20));

        Assert.Equal<IEnumerable<string>>(
            [["tokens", "cost"], ["tokens", "cost", "latency"], [], ["cost"]], report.Rows.Select(static r => r.Front));
    }

    [Fact]
    public void WithFronts_EqualRows_AreBothOnIt() =>
        Assert.All(Report(Row(.5, 100, null, null), Row(.5, 100, null, null)).Rows, static r => Assert.Equal(["tokens"], r.Front));

    [Fact]
    public void WithFronts_UnknownExpense_NeitherBeatsNorIsBeaten()
    {
        var report = Report(Row(.9, 100, null, null), Row(.5, 200, 1, null));

        Assert.Equal<IEnumerable<string>>([["tokens"], ["cost"]], report.Rows.Select(static r => r.Front));
    }

    private static SweepReport Report(params SweepRow[] rows) => new SweepReport("s", Simulated: true, [], rows).WithFronts();

    private static SweepRow Row(double accuracy, double? tokens, double? cost, double? seconds) => new(
        new SweepCell("sim:", "heavy", "none", 1, 8, "all", "vote"), "run", Shared: false, 10, new Estimate(accuracy, 0, 1), 8, tokens,
        cost, seconds);
}
