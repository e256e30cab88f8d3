namespace HeavySim.Orchestrator.Tests;

public sealed class RewardPosteriorTests
{
    [Fact]
    public void Parameters_Gaussian_AreMurphys()
    {
        var posterior = new RewardPosterior(RewardPrior.Gaussian);
        foreach (var reward in (double[])[.2, .9, .7])
            posterior.Observe(reward);

        // n = 3, mean .6, sum of squares .26; κ = 4, m = 1.8/4, ν = 4, τ² = (.1 + .26 + 3/4 · .36) / 4, as treequest has it.
        var (mean, weight, freedom, variance) = posterior.Parameters;
        Assert.Equal((.45, 4, 4, .1575), (mean, weight, freedom, variance), Close);
    }

    [Fact]
    public void Parameters_Beta_CountRewardsAsSuccesses()
    {
        var posterior = new RewardPosterior(RewardPrior.Beta);
        posterior.Observe(.25);
        posterior.Observe(1);

        Assert.Equal((1.75, 1.25, 0, 0), posterior.Parameters, Close);
    }

    [Theory]
    [InlineData("gaussian", .45, .1575)]
    [InlineData("beta", 2.3 / 4, 2.3 * 1.7 / (16 * 5))]
    public void Draw_ManyTimes_HasMeanAndVarianceOfTheLaw(string prior, double mean, double variance)
    {
        var posterior = new RewardPosterior(prior == "beta" ? RewardPrior.Beta : RewardPrior.Gaussian);
        foreach (var reward in (double[])[.2, .9, .7])
            posterior.Observe(reward);
        var stream = RandomKey.Of(1).Open();
        var draws = new double[40_000];
        for (var i = 0; i < draws.Length; i++)
            draws[i] = posterior.Draw(ref stream);

        var seen = draws.Average();
        Assert.Equal(mean, seen, .01);
        // Student's t with ν degrees: the variance of the mean is τ²/κ · ν/(ν − 2), with heavy tails.
        var expected = prior == "beta" ? variance : variance / 4 * 2;
        Assert.Equal(expected, draws.Average(d => (d - seen) * (d - seen)), expected * .15);
    }

    [Theory]
    [InlineData(.5)]
    [InlineData(3)]
    public void Gamma_AnyShape_HasItsMeanAndVariance(double shape)
    {
        var stream = RandomKey.Of(2).Open();
        var draws = new double[40_000];
        for (var i = 0; i < draws.Length; i++)
            draws[i] = GammaDraw.Of(shape, ref stream);

        Assert.Equal(shape, draws.Average(), shape * .03);
        Assert.Equal(shape, draws.Average(d => (d - shape) * (d - shape)), shape * .06);
    }

    private static bool Close((double, double, double, double) a, (double, double, double, double) b) =>
        Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) + Math.Abs(a.Item3 - b.Item3) + Math.Abs(a.Item4 - b.Item4) < 1e-9;
}
