using HeavySim.Mathematics;

namespace HeavySim.Orchestrator.Tests;

public sealed class StopRuleTests
{
    [Theory]
    [InlineData(4, 0)]
    [InlineData(6, 1)]
    [InlineData(8, 2)]
    [InlineData(9, 3)]
    [InlineData(11, 4)]
    [InlineData(12, 5)]
    [InlineData(14, 6)]
    [InlineData(15, 7)]
    [InlineData(17, 8)]
    public void Beta95_PublishedPairs_FiresThereAndNotOneBefore(int leader, int runnerUp)
    {
        Assert.True(Fires("beta:.95", leader, runnerUp));
        Assert.False(Fires("beta:.95", leader - 1, runnerUp));
    }

    [Theory]
    [InlineData(7, 0)]
    [InlineData(10, 1)]
    [InlineData(12, 2)]
    [InlineData(14, 3)]
    [InlineData(16, 4)]
    [InlineData(18, 5)]
    [InlineData(20, 6)]
    public void LogEvidence_ForAFixedPair_CrossesTwentyAtThePublishedCounts(int wins, int losses)
    {
        Assert.True(EvidenceRule.LogEvidence(wins, losses) >= Math.Log(20));
        Assert.True(EvidenceRule.LogEvidence(wins - 1, losses) < Math.Log(20));
    }

    [Fact]
    public void Evalue_SevenOfOne_CertifiesItAtFivePercent()
    {
        var rule = StopRuleCatalog.Parse("evalue:.05");

        Assert.False(ShouldStop(rule, 0, 0, 0, 0, 0, 0));
        Assert.True(ShouldStop(rule, 0, 0, 0, 0, 0, 0, 0));
    }

    [Fact]
    public void Evalue_ModelWithTwoEqualModes_IsRarelyCertified()
    {
        const int runs = 1000;
        var rule = StopRuleCatalog.Parse("evalue:.1");
        var fired = 0;

        for (var run = 0; run < runs; run++)
        {
            var random = RandomKey.Of(run).With("tie").Open();
            fired += FiresEver(rule, 60, () => random.NextDouble() switch { < .45 => 0, < .9 => 1, _ => 2 + random.NextInt(4) }) ? 1 : 0;
        }

        // Either of the two is a mode; the bound holds for each of them being doubted.
        Assert.InRange((double)fired / runs, 0, 0.2);
    }

    [Fact]
    public void Evalue_ManyNearlyEqualAnswers_IsWronglyCertifiedAtMostEpsilonOfTheTime()
    {
        const int runs = 1000;
        var rule = StopRuleCatalog.Parse("evalue:.1");
        var wrong = 0;

        for (var run = 0; run < runs; run++)
        {
            var random = RandomKey.Of(run).With("near").Open();
            // Answer 9 is the mode by a hair; nine others are nearly as likely.
            wrong += Certified(rule, 60, () => random.NextDouble() < .109 ? 9 : random.NextInt(9)) is { } answer && answer != 9 ? 1 : 0;
        }

        Assert.InRange((double)wrong / runs, 0, 0.1);
    }

    [Fact]
    public void Evalue_ClearMode_IsCertified()
    {
        var random = RandomKey.Of(5).Open();

        Assert.True(FiresEver(StopRuleCatalog.Parse("evalue:.05"), 100, () => random.NextDouble() < .8 ? 0 : 1));
    }

    [Fact]
    public void Dirichlet_TwoClasses_EqualsBeta()
    {
        for (var leader = 1; leader < 20; leader++)
        {
            for (var runnerUp = 1; runnerUp < leader; runnerUp++)
            {
                var exact = VotePosterior.Of(leader, runnerUp);
                Assert.True(Fires($"dirichlet:{Math.Max(.5, exact - 1e-6):0.0000000}", leader, runnerUp));
                Assert.False(exact + 1e-6 < 1 && Fires($"dirichlet:{exact + 1e-6:0.0000000}", leader, runnerUp));
            }
        }
    }

    [Fact]
    public void Dirichlet_ThreeEqualClasses_LeaderHasAThird()
    {
        // Three classes with equal counts: each is the largest with probability 1/3, below any threshold.
        Assert.False(Fires("dirichlet:.5", 3, 3, 3));
        Assert.True(Fires("dirichlet:.95", 9, 1, 1));
    }

    [Fact]
    public void Window_UnanimousBlock_FiresAtItsEndOnly()
    {
        var rule = StopRuleCatalog.Parse("window:3");

        Assert.False(ShouldStop(rule, 0, 0));
        Assert.True(ShouldStop(rule, 0, 0, 0));
        Assert.False(ShouldStop(rule, 0, 1, 1, 1));
        Assert.False(ShouldStop(rule, -1, -1, -1));
        Assert.True(ShouldStop(rule, 0, 1, 0, 1, 1, 1));
    }

    [Fact]
    public void Confidence_NoneGiven_NeverFires() => Assert.False(Fires("confidence:.5", 20, 0));

    [Fact]
    public void Confidence_LeaderHoldsTheShare_Fires()
    {
        var vote = new VoteState([0, 0, 0, 1], [3, 1], 4, [2.7, 0.1]);

        Assert.True(StopRuleCatalog.Parse("confidence:.95").ShouldStop(vote));
        Assert.False(StopRuleCatalog.Parse("confidence:.97").ShouldStop(vote));
    }

    [Theory]
    [InlineData("bta")]
    [InlineData("beta:2")]
    [InlineData("beta:x")]
    [InlineData("beta:NaN")]
    [InlineData("beta:0,95")]
    [InlineData("window:2.5")]
    [InlineData("lead:1")]
    [InlineData("window:1")]
    [InlineData("")]
    public void Parse_Nonsense_SaysWhatIsPossible(string text) =>
        Assert.Throws<HeavySimException>(() => StopRuleCatalog.Parse(text));

    [Fact]
    public void Parse_EveryNameOfTheCatalog_RoundTrips() =>
        Assert.All(StopRuleCatalog.Names, static name => Assert.Equal(name, StopRuleCatalog.Parse(name).Name));

    private static bool Fires(string rule, params int[] counts)
    {
        var votes = counts.SelectMany(static (count, choice) => Enumerable.Repeat(choice, count)).ToArray();
        return StopRuleCatalog.Parse(rule).ShouldStop(new VoteState(votes, [.. counts.Where(static c => c > 0)], 100, []));
    }

    private static bool ShouldStop(IStopRule rule, params int[] votes)
    {
        var counts = Enumerable.Range(0, votes.Max() + 1).Select(choice => votes.Count(v => v == choice)).ToArray();
        return rule.ShouldStop(new VoteState(votes, counts, 100, []));
    }

    private static bool FiresEver(IStopRule rule, int steps, Func<int> draw) => Certified(rule, steps, draw) is not null;

    private static int? Certified(IStopRule rule, int steps, Func<int> draw)
    {
        var votes = new List<int>();
        var numbers = new Dictionary<int, int>();
        var counts = new int[64];
        for (var i = 0; i < steps; i++)
        {
            var choice = draw();
            if (!numbers.TryGetValue(choice, out var number))
                numbers.Add(choice, number = numbers.Count);
            votes.Add(number);
            counts[number]++;
            if (rule.ShouldStop(new VoteState(votes.ToArray(), counts.AsSpan(0, numbers.Count), steps - i, [])))
                return numbers.MaxBy(n => counts[n.Value]).Key;
        }

        return null;
    }
}
