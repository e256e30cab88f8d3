using HeavySim.Mathematics;
using HeavySim.Statistics.Predicting;
using HeavySim.Statistics.Scaling;

namespace HeavySim.Statistics.Tests;

public sealed class ScalingTests
{
    [Fact]
    public void Pass_GoldenBetas_EqualTheClosedForm()
    {
        var mixed = new ZeroInflatedBeta(0, 0.3, 0.9);
        double[] expected = [0.25, 0.352, 0.455, 0.549, 0.630, 0.698];

        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], mixed.Pass(1 << i), 6e-4);
        Assert.Equal(0.785, mixed.Pass(100), 6e-4);
        Assert.Equal(0.833, new ZeroInflatedBeta(0, 0.4, 0.6).Pass(32), 6e-4);
        Assert.Equal(0.75 * mixed.Pass(8), new ZeroInflatedBeta(0.25, 0.3, 0.9).Pass(8), 1e-12);
    }

    [Fact]
    public void LogLikelihood_AllOutcomes_SumToOne()
    {
        var model = new ZeroInflatedBeta(0.2, 0.4, 2.5);

        var sum = Enumerable.Range(0, 41).Sum(c => Math.Exp(model.LogLikelihood(40, c) + Binomials.LogChoose(40, c)));

        Assert.Equal(1, sum, 1e-10);
    }

    [Fact]
    public void PassLaw_SimulatedWorld_FindsItsParameters()
    {
        var truth = new ZeroInflatedBeta(0.2, 0.5, 1.5);

        var law = PassLaw.Of(World(truth, problems: 1500, samples: 32), RandomKey.Of(1), worlds: 20);

        Assert.Equal(0.2, law.Model.ZeroShare, 0.06);
        Assert.Equal(0.5, law.Model.Alpha, 0.1);
        Assert.Equal(1.5, law.Model.Beta, 0.3);
        Assert.InRange(law.Alpha.Value, law.Alpha.Low - 0.05, law.Alpha.High + 0.05);
        Assert.True(law.Fits);
    }

    [Fact]
    public void PassLaw_TwoLumpsOfProblems_SaysThatItDoesNotFit()
    {
        // Half the problems at 0.45, half at 0.005: no Beta with an atom at zero has two such lumps.
        var random = RandomKey.Of(4).Open();
        var data = new List<(int, int)>();
        for (var i = 0; i < 2000; i++)
        {
            var right = 0;
            for (var s = 0; s < 64; s++)
                right += random.NextDouble() < (i % 2 == 0 ? 0.45 : 0.005) ? 1 : 0;
            data.Add((64, right));
        }

        Assert.False(PassLaw.Of(data, RandomKey.Of(1), worlds: 40).Fits);
    }

    [Fact]
    public void PowerLaw_ExactCurve_FindsItsExponent()
    {
        // Every problem is alike but for its count, so coverage follows the counts; a curve made by the law is recovered.
        var law = PowerLaw.Of(World(new ZeroInflatedBeta(0, 0.35, 3), 800, 64), RandomKey.Of(1), worlds: 40)!;

        Assert.InRange(law.B.Value, -0.9, -0.2);
        Assert.InRange(law.B.Value, law.B.Low, law.B.High);
        Assert.InRange(law.At(1), 0.05, 0.2);
        Assert.InRange(law.WorstResidual, 0, 0.05);
    }

    [Fact]
    public void PowerLaw_NothingSolved_IsNoLaw() =>
        Assert.Null(PowerLaw.Of([(8, 0), (8, 0)], RandomKey.Of(1)));

    [Fact]
    public void VoteLimit_ThreeProblems_CountsModes()
    {
        var limit = VoteLimit.Of([new([30, 2], [1, 0]), new([20, 12], [0, 1]), new([6, 5], [0, 1])])!;

        Assert.Equal(1 / 3.0, limit.Limit.Value, 1e-12);
        Assert.Equal(1, limit.Reachable.Value);
        Assert.Equal(2 / 3.0, limit.SelectionLoss, 1e-12);
        // 20 against 12 is posterior 0.92, 6 against 5 is 0.61.
        Assert.Equal(2 / 3.0, limit.Undecided, 1e-12);
    }

    private static List<(int, int)> World(ZeroInflatedBeta model, int problems, int samples)
    {
        var random = RandomKey.Of(11).Open();
        var data = new List<(int, int)>();
        for (var i = 0; i < problems; i++)
        {
            var chance = random.NextDouble() < model.ZeroShare ? 0 : Draws.Beta(ref random, model.Alpha, model.Beta);
            var right = 0;
            for (var s = 0; s < samples; s++)
                right += random.NextDouble() < chance ? 1 : 0;
            data.Add((samples, right));
        }

        return data;
    }
}
