using HeavySim.Statistics.Calibration;
using HeavySim.Statistics.Planning;

namespace HeavySim.Statistics.Tests;

public sealed class CalibrationTests
{
    [Fact]
    public void Of_FourAnswers_IsComputedByHand()
    {
        var curve = CalibrationCurve.Of([0.9, 0.95, 0.2, 1], [true, false, false, true]);

        Assert.Equal((0.01 + 0.9025 + 0.04 + 0) / 4, curve.Brier, 1e-12);
        // 0.9, 0.95 and 1 share the last bin: confidence 0.95, accuracy 2/3.
        Assert.Equal((Math.Abs(2 - 2.85) + 0.2) / 4, curve.ExpectedError, 1e-12);
        Assert.Equal([1, 3], curve.Bins.Select(b => b.Count));
    }

    [Fact]
    public void Of_ConfidenceAboveOne_Throws() => Assert.Throws<ArgumentException>(() => CalibrationCurve.Of([1.1], [true]));

    [Fact]
    public void Power_RoundTrip_DetectsWhatItPlannedFor()
    {
        var plan = new PowerAnalysis(0.04, 0.1, 0.12);

        var problems = plan.ProblemsNeeded(0.03, 8, 8);

        // (1.959964 + 0.841621)² · (0.04 + 0.22/8) / 0.03²
        Assert.Equal((int)Math.Ceiling(7.848879 * 0.0675 / 0.0009), problems);
        Assert.InRange(plan.DetectableDifference(problems, 8, 8), 0.0299, 0.03);
        Assert.InRange(plan.SamplesNeeded(0.03, problems)!.Value, 7, 8);
        Assert.Null(plan.SamplesNeeded(0.03, 10));
    }

    [Fact]
    public void PowerOf_EqualSystems_FindsNoVarianceBetween()
    {
        // Every problem at one half in both: all variance is within problems.
        var problems = Enumerable.Repeat((new AnswerCounts([4, 4], [1, 0]), new AnswerCounts([4, 4], [1, 0])), 10).ToList();

        var plan = PowerAnalysis.Of(problems);

        Assert.Equal(0, plan.Between);
        Assert.Equal(0.25 * 8 / 7, plan.WithinFirst, 1e-12);
    }
}
