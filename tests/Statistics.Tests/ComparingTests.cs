using HeavySim.Mathematics;
using HeavySim.Statistics.Comparing;

namespace HeavySim.Statistics.Tests;

public sealed class ComparingTests
{
    [Theory]
    [InlineData(10, 2, 0.03857421875)]
    [InlineData(0, 5, 0.0625)]
    [InlineData(3, 3, 1)]
    [InlineData(0, 0, 1)]
    public void Exact_KnownTables_EqualBinomialTail(int onlyFirst, int onlySecond, double expected) =>
        Assert.Equal(expected, McNemar.Exact(onlyFirst, onlySecond), 1e-12);

    [Fact]
    public void MidP_AllTables_IsExactLessHalfTheObserved()
    {
        for (var b = 0; b <= 12; b++)
        {
            for (var c = 0; c <= 12; c++)
            {
                // Two-sided mid-p by enumeration: more extreme tables, and half of those as extreme as the observed one.
                var expected = 0.0;
                for (var x = 0; x <= b + c; x++)
                {
                    var probability = Choose(b + c, x) / Math.Pow(2, b + c);
                    var gap = Math.Abs((2 * x) - (b + c)).CompareTo(Math.Abs(b - c));
                    expected += gap > 0 ? probability : gap == 0 ? probability / 2 : 0;
                }

                if (b == c)
                    expected = b == 0 ? 1 : 1 - (Choose(b + c, b) / Math.Pow(2, b + c));
                Assert.Equal(expected, McNemar.MidP(b, c), 1e-12);
            }
        }
    }

    [Fact]
    public void SignFlip_FewProblems_CountsEverySign()
    {
        // Only all-plus and all-minus reach the observed sum: 2 of 2^5.
        var test = SignFlipTest.Of([0.1, 0.2, 0, 0.3, 0.15, 0.05], RandomKey.Of(1));

        Assert.Equal(new SignFlipTest(2 / 32.0, IsExact: true), test);
    }

    [Fact]
    public void SignFlip_NoDifferences_IsOne() => Assert.Equal(1, SignFlipTest.Of([0, 0, 0], RandomKey.Of(1)).PValue);

    [Fact]
    public void SignFlip_ManyProblems_IsNearTheExactValue()
    {
        // 19 equal differences of which 14 are positive: the exact value is the two-sided sign test.
        double[] differences = [.. Enumerable.Repeat(0.5, 14), .. Enumerable.Repeat(-0.5, 5)];
        var exact = 2 * Enumerable.Range(0, 6).Sum(i => Choose(19, i)) / Math.Pow(2, 19);

        var test = SignFlipTest.Of(differences, RandomKey.Of(1));

        Assert.False(test.IsExact);
        Assert.Equal(exact, test.PValue, 0.008);
    }

    [Fact]
    public void PairedComparison_BinaryValues_UsesMcNemar()
    {
        var comparison = PairedComparison.Of([1, 1, 1, 0, 1, 1], [0, 0, 0, 1, 1, 0], RandomKey.Of(1));

        Assert.Equal("McNemar mid-p", comparison.Test);
        Assert.Equal(McNemar.MidP(4, 1), comparison.PValue);
        Assert.Equal(0.5, comparison.Difference.Value, 1e-12);
    }

    [Fact]
    public void OfClusters_EveryProblemItsOwnCluster_IsTheOrdinaryInterval()
    {
        double[] values = [0.1, 0.4, 0.3, 0.9, 0.7];

        var clustered = Intervals.OfClusters(values, [1, 2, 3, 4, 5]);

        var ordinary = Intervals.OfMean(values);
        Assert.Equal(ordinary.StandardError!.Value, clustered.StandardError!.Value, 1e-15);
        Assert.Equal(ordinary.Low, clustered.Low, 1e-12);
    }

    [Fact]
    public void OfClusters_CopiedProblems_KnowsTheyAreCopies()
    {
        double[] values = [0.1, 0.4, 0.3, 0.9];
        double[] copied = [.. values.SelectMany(v => Enumerable.Repeat(v, 25))];
        int[] clusters = [.. Enumerable.Range(0, 4).SelectMany(c => Enumerable.Repeat(c, 25))];

        var interval = Intervals.OfClusters(copied, clusters);

        Assert.Equal(Intervals.OfMean(values).StandardError!.Value, interval.StandardError!.Value, 1e-12);
    }

    [Fact]
    public void TokenAxis_BetweenSamples_Interpolates()
    {
        var axis = new TokenAxis([0.5, 0.7, 0.8], 100);

        Assert.Equal(0.5, axis.At(100));
        Assert.Equal(0.6, axis.At(150)!.Value, 1e-12);
        Assert.Equal(0.8, axis.At(300));
        Assert.Null(axis.At(99));
        Assert.Null(axis.At(301));
    }

    private static double Choose(int n, int k) => Math.Round(Math.Exp(Binomials.LogChoose(n, k)));
}
