using System.Numerics;

namespace HeavySim.Mathematics.Tests;

public sealed class FormulasTests
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(52, 5, 2598960)]
    [InlineData(5, 7, 0)]
    [InlineData(5, -1, 0)]
    public void Choose_SmallNumbers_IsPascals(int n, int k, int expected) => Assert.Equal(expected, Integers.Choose(n, k));

    [Fact]
    public void Choose_TooLarge_IsNullSoon() => Assert.Null(Integers.Choose(BigInteger.Pow(10, 9), BigInteger.Pow(10, 9) / 2));

    [Fact]
    public void Binomials_ExactAndLogarithmic_Agree()
    {
        for (var k = 0; k <= 60; k++)
        {
            var exact = (double)Integers.Choose(60, k)!.Value;
            Assert.Equal(1, Binomials.Row(60)[k] / exact, 1e-13);
            Assert.Equal(1, Math.Exp(Binomials.LogChoose(60, k)) / exact, 1e-11);
        }
    }

    [Fact]
    public void Factorial_OfTwenty_IsExact() => Assert.Equal(2432902008176640000, Integers.Factorial(20));

    [Fact]
    public void VotePosterior_AnyVotes_EqualsTheSumOfTheBinomialTail()
    {
        for (var leader = 0; leader <= 70; leader++)
        {
            for (var runnerUp = 0; runnerUp <= 70; runnerUp++)
            {
                var n = leader + runnerUp + 1;
                var tail = Enumerable.Range(0, leader + 1).Aggregate(BigInteger.Zero, (sum, k) => sum + Integers.Choose(n, k)!.Value);
                var expected = new Rational(tail, BigInteger.One << n).ToDouble();

                Assert.Equal(1, VotePosterior.Of(leader, runnerUp) / expected, 1e-11);
            }
        }
    }

    [Fact]
    public void LogOdds_ThereAndBack_IsTheSame()
    {
        foreach (var p in (double[])[.001, .3, .5, .999])
            Assert.Equal(p, LogOdds.ToProbability(LogOdds.Of(p)), 1e-15);
        Assert.Equal(.8, LogOdds.Shift(.5, Math.Log(4)), 1e-15);
        Assert.Equal(1, LogOdds.Shift(1, -3));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(.2, 1)]
    [InlineData(.21, 2)]
    [InlineData(.5, 3)]
    [InlineData(1, 5)]
    public void NearestRank_FiveValues_IsOneOfThem(double share, int expected) =>
        Assert.Equal(expected, NearestRank.Of([1, 2, 3, 4, 5], share));
}
