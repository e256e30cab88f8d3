namespace HeavySim.Simulation.Tests;

public sealed class FaultPlanTests
{
    private static readonly FaultRates Rates = new() { RateLimited = 0.1, ServerError = 0.05, Hang = 0.02, EmptyAnswer = 0.03 };

    [Theory]
    [InlineData(1)]
    [InlineData(0.25)]
    public void Next_ManyRequests_StrikesAtTheStatedRates(double burstShare)
    {
        var plan = new FaultPlan(Rates with { BurstShare = burstShare, BurstSeconds = 10 }, 3);

        // One request a second: many bursts.
        var kinds = Enumerable.Range(0, 100_000).Select(i => plan.Next(RandomKey.Of(i), VirtualWorld.Epoch.AddSeconds(i))?.Kind).ToList();

        Assert.Equal(0.1, Share(FaultKind.RateLimited), 0.008);
        Assert.Equal(0.05, Share(FaultKind.ServerError), 0.006);
        Assert.Equal(0.02, Share(FaultKind.Hang), 0.004);
        Assert.Equal(0.03, Share(FaultKind.EmptyAnswer), 0.005);
        Assert.Equal(0, Share(FaultKind.Truncation));

        double Share(FaultKind kind) => kinds.Count(k => k == kind) / 100_000.0;
    }

    [Fact]
    public void Next_Bursts_FaultsComeTogether()
    {
        var plan = new FaultPlan(Rates with { BurstShare = 0.25, BurstSeconds = 10 }, 3);

        var stretches = Enumerable.Range(0, 400).Select(s =>
            Enumerable.Range(0, 100)
                .Count(i => plan.Next(RandomKey.Of((s * 100) + i), VirtualWorld.Epoch.AddSeconds((s * 10) + (i / 10.0))) is not null))
                    .ToList();

        // Four fifths strike within a burst, nothing outside of one.
        Assert.Equal(0.25, stretches.Count(n => n > 60) / 400.0, 0.06);
        Assert.Equal(0.75, stretches.Count(n => n == 0) / 400.0, 0.06);
    }

    [Fact]
    public void Next_RetryOfAFailedRequest_DrawsAnew()
    {
        var plan = new FaultPlan(FaultRates.Even(0.5), 3);

        // Were a retry bound to fail again, no request that failed once would ever come through.
        var tries = Enumerable.Range(0, 2000)
            .Select(i => Enumerable.Range(1, 50).First(_ => plan.Next(RandomKey.Of(i), VirtualWorld.Epoch) is null)).ToList();

        Assert.Equal(2, tries.Average(), 0.15);
    }

    [Fact]
    public void Next_SameSeed_SameFaults()
    {
        Assert.Equal(Kinds(1), Kinds(1));
        Assert.NotEqual(Kinds(1), Kinds(2));

        static List<Fault?> Kinds(long seed)
        {
            var plan = new FaultPlan(FaultRates.Even(0.4), seed);
            return [.. Enumerable.Range(0, 200).Select(i => plan.Next(RandomKey.Of(i), VirtualWorld.Epoch))];
        }
    }

    [Fact]
    public void Constructor_RatesAboveOneOrAboveTheBursts_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new FaultPlan(FaultRates.Even(1.2), 1));
        Assert.Throws<ArgumentException>(() => new FaultPlan(FaultRates.Even(0.5, burstShare: 0.3), 1));
        Assert.Throws<ArgumentException>(() => new FaultPlan(new FaultRates { Hang = -0.1 }, 1));
    }
}
