using System.Globalization;

namespace HeavySim.Simulation.Tests;

public sealed class JudgeLawTests
{
    private const int Problems = 20_000;

    [Theory]
    [InlineData(0.80, 0.50)]
    [InlineData(0.85, 0.30)]
    [InlineData(0.92, 0.12)]
    public void Score_OverProblems_HasTheStatedRates(double truePositive, double falsePositive)
    {
        var law = new JudgeLaw(truePositive, falsePositive, 0.15, 0.35, 0.3);

        Assert.Equal(truePositive, Accepted(law, isRight: true, calls: 1), 0.012);
        Assert.Equal(falsePositive, Accepted(law, isRight: false, calls: 1), 0.012);
    }

    [Fact]
    public void Score_PerfectChecker_IsNeverWrong()
    {
        var law = new JudgeLaw(1, 0, 0.15, 0.35, 0);

        Assert.Equal(1, Accepted(law, isRight: true, calls: 1));
        Assert.Equal(0, Accepted(law, isRight: false, calls: 1));
    }

    [Fact]
    public void Score_UselessChecker_CallsRightAndWrongAlike()
    {
        var law = new JudgeLaw(0.6, 0.6, 0.15, 0.35, 0);

        Assert.Equal(Accepted(law, isRight: true, calls: 1), Accepted(law, isRight: false, calls: 1), 0.012);
    }

    [Fact]
    public void Score_AskedAgainAndAgain_ReachesAPlateauBelowPerfection()
    {
        var law = new JudgeLaw(0.85, 0.30, 0.15, 0.35, 0);
        var withoutEffects = new JudgeLaw(0.85, 0.30, 0, 0, 0);

        // Averaging removes the half of the variance that belongs to the call: Φ(Φ⁻¹(.85)/√.5) = .929, and no more of it.
        Assert.Equal(0.929, Accepted(law, isRight: true, calls: 200), 0.012);
        Assert.Equal(1, Accepted(withoutEffects, isRight: true, calls: 200), 0.001);
    }

    private static double Accepted(JudgeLaw law, bool isRight, int calls)
    {
        var problems = Problems / Math.Min(10, calls);
        var accepted = 0;
        for (var i = 0; i < problems; i++)
        {
            var problem = RandomKey.Of(i);
            var sum = 0.0;
            for (var call = 0; call < calls; call++)
                sum += law.Score(problem, "verify", i.ToString(CultureInfo.InvariantCulture), isRight, isAttractor: false, call);
            accepted += sum > 0 ? 1 : 0;
        }

        return (double)accepted / problems;
    }
}
