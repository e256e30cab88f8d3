namespace HeavySim.Statistics.Tests;

public sealed class PassRatesTests
{
    [Fact]
    public void AllRates_RandomProblems_EqualEnumeration()
    {
        var random = RandomKey.Of(4).Open();
        for (var trial = 0; trial < 300; trial++)
        {
            var samples = 1 + random.NextInt(9);
            var right = random.NextInt(samples + 1);
            var any = new double[samples];
            var all = new double[samples];

            PassRates.Any(samples, right, any);
            PassRates.All(samples, right, all);

            for (var k = 1; k <= samples; k++)
            {
                var size = k;
                double AtLeast(int needed) => Subsets.Mean(samples, size, drawn => drawn.Count(i => i < right) >= needed ? 1 : 0);
                var mean = Enumerable.Range(((k + 1) / 2) + 1, k - ((k + 1) / 2)).Sum(AtLeast) * 2 / k;
                Assert.Equal(AtLeast(1), any[k - 1], 1e-13);
                Assert.Equal(AtLeast(k), all[k - 1], 1e-13);
                Assert.Equal(AtLeast(Math.Max(1, (int)Math.Ceiling(k * 0.75))), PassRates.AtLeast(samples, right, k, 0.75), 1e-13);
                Assert.Equal(mean, PassRates.MeanAtLeast(samples, right, k), 1e-13);
            }
        }
    }

    [Fact]
    public void Any_TenThousandSamples_IsFiniteAndMonotone()
    {
        var curve = new double[10_000];

        PassRates.Any(10_000, 3, curve);

        Assert.Equal(3e-4, curve[0], 1e-15);
        Assert.Equal(1, curve[^1]);
        for (var k = 1; k < curve.Length; k++)
            Assert.True(curve[k] >= curve[k - 1]);
    }

    [Fact]
    public void AtLeast_ThresholdOnTheDecimalEdge_NeedsNoExtraSample()
    {
        // 0.2 · 15 is 3.0000000000000004 in binary; three right samples of fifteen are a share of 0.2.
        Assert.Equal(1, PassRates.AtLeast(15, 3, 15, 0.2));
    }

    [Fact]
    public void Any_MoreRightThanSamples_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PassRates.Any(3, 4, new double[1]));
}
