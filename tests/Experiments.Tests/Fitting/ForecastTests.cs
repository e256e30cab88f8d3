using HeavySim.Experiments.Fitting;
using HeavySim.Statistics;

namespace HeavySim.Experiments.Tests;

public sealed class ForecastTests
{
    [Fact]
    public void Spending_UpToTheRecordedSamples_IsTheirMeanWithoutDoubt()
    {
        var forecast = SpendingForecast.Of([[10, 20], [30, 50]])!;

        Assert.Equal(new Estimate(27.5, 27.5, 27.5), forecast.At(1));
        Assert.Equal(new Estimate(55, 55, 55), forecast.At(2));
    }

    [Fact]
    public void Spending_Beyond_GrowsAndIsLessSure()
    {
        var forecast = SpendingForecast.Of([[10, 20], [30, 50]])!;

        var (three, eight) = (forecast.At(3), forecast.At(8));

        Assert.Equal(82.5, three.Value, 1e-9);
        Assert.Equal(220, eight.Value, 1e-9);
        Assert.True(eight.High - eight.Low > three.High - three.Low);
    }

    [Fact]
    public void Spending_SomeNotKnown_IsNotKnown() => Assert.Null(SpendingForecast.Of([[10, null]]));

    [Fact]
    public void Latency_MoreAgents_SlowerAndNeverBelowThePace()
    {
        var forecast = LatencyForecast.Of([[1, 2, 4], [2, 2, 8], [3, 1, 1]], RandomKey.Of(1))!;

        var points = forecast.At([1, 4, 32]);

        Assert.True(points[0].Median.Value < points[1].Median.Value && points[1].Median.Value < points[2].Median.Value);
        Assert.All(points, static p => Assert.True(p.Median.Value <= p.Slow.Value));
    }

    [Fact]
    public void Latency_NoTimes_IsNotKnown() => Assert.Null(LatencyForecast.Of([[0, 0]], RandomKey.Of(1)));

    [Fact]
    public void Detection_SmallerDifference_TakesMore()
    {
        var problems = Enumerable.Range(0, 50).Select(static i => new AnswerCounts([1 + (i % 7), 7 - (i % 7)], [1, 0])).ToList();

        var (coarse, fine) = (DetectionPlan.Of(problems, 8, .1, .5), DetectionPlan.Of(problems, 8, .05, .5));

        Assert.InRange((double)fine.ProblemsNeeded / coarse.ProblemsNeeded, 3.9, 4.1);
        Assert.Equal(coarse.Detectable, fine.Detectable);
        Assert.True(DetectionPlan.Of(problems, 8, .05, .9).ProblemsNeeded < fine.ProblemsNeeded);
    }
}
