namespace HeavySim.Statistics.Tests;

public sealed class AccuracyCurveTests
{
    [Fact]
    public void Of_ProblemsOfDifferentSize_LeaveThePointsTheyCannotReach()
    {
        AnswerCounts[] problems = [new([3], [1]), new([1, 1], [1, 0]), new([2, 1, 1], [0, 1, 0])];

        var curve = AccuracyCurve.Of(problems);

        Assert.Equal([3, 3, 2, 1], curve.Points.Select(p => p.Problems));
        Assert.Equal(3, curve.Problems);
    }

    [Fact]
    public void Of_UngradedProblem_IsInNoDenominator()
    {
        AnswerCounts[] problems = [AnswerCounts.Of([("a", Grade.Ungraded)]), AnswerCounts.Of([("a", Grade.Correct)])];

        var curve = AccuracyCurve.Of(problems);

        Assert.Equal(1, curve.Points[0].Problems);
        Assert.Equal(1, curve.Ungraded);
    }

    [Fact]
    public void Of_NoProblems_HasNoPoints() => Assert.Empty(AccuracyCurve.Of([]).Points);

    [Fact]
    public void OfShares_BinaryValues_IsWilson()
    {
        var values = Enumerable.Repeat(1.0, 30).ToArray();

        var interval = Intervals.OfShares(values);

        Assert.Equal(0.8865, interval.Low, 1e-4);
        Assert.Equal(1, interval.High);
    }

    [Fact]
    public void OfShares_FractionalValues_IsStudentClipped()
    {
        // t with 2 degrees of freedom is 4.302653 at 95 %; the standard error of (0.5, 0.9, 1) is 0.152753.
        var interval = Intervals.OfShares([0.5, 0.9, 1]);

        Assert.Equal(0.8, interval.Value, 1e-15);
        Assert.Equal(0.8 - (4.302653 * 0.152753), interval.Low, 1e-5);
        Assert.Equal(1, interval.High);
    }

    [Fact]
    public void OfShares_OneFractionalProblem_SaysNothing()
    {
        var interval = Intervals.OfShares([0.25]);

        Assert.Equal(new Estimate(0.25, 0, 1, null), interval);
    }
}
