using HeavySim.Core;
using HeavySim.Experiments.Statistics;

namespace HeavySim.Experiments.Tests.Statistics;

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
    public void Beta95_PublishedPairs_FiresThereAndNotBefore(int leader, int rival)
    {
        Assert.True(Stops(new BetaVoteRule(), leader, rival));
        Assert.False(Stops(new BetaVoteRule(), leader - 1, rival));
        Assert.False(Stops(new BetaVoteRule(), leader, rival + 1));
    }

    [Theory]
    [InlineData(7, 0)]
    [InlineData(10, 1)]
    [InlineData(12, 2)]
    [InlineData(14, 3)]
    [InlineData(16, 4)]
    [InlineData(18, 5)]
    [InlineData(20, 6)]
    public void LogEvidence_PairNamedBeforehand_Reaches20There(int leader, int rival)
    {
        Assert.True(EvidenceVoteRule.LogEvidence(leader, rival) >= Math.Log(20));
        Assert.False(EvidenceVoteRule.LogEvidence(leader - 1, rival) >= Math.Log(20));
    }

    [Fact]
    public void Certainty_TwoClasses_DirichletIsBeta()
    {
        foreach (var (a, b) in ((int, int)[])[(1, 0), (4, 0), (6, 1), (17, 8), (90, 60)])
            Assert.Equal(BetaVoteRule.Certainty(a, b), DirichletVoteRule.Certainty([a, b]), 1e-9);
    }

    [Fact]
    public void Certainty_EqualClasses_ShareTheLead() =>
        Assert.Equal(0.25, DirichletVoteRule.Certainty([5, 5, 5, 5]), 1e-9);

    [Fact]
    public void Window_LastWindowUnanimous_Stops()
    {
        var rule = new WindowVoteRule(3);

        Assert.True(rule.ShouldStop(new VoteState([4, 2], [0, 1, 1, 0, 0, 0], 6, 10)));
        Assert.False(rule.ShouldStop(new VoteState([4, 1], [1, 0, 0, 0, 0], 5, 10)));
        Assert.False(rule.ShouldStop(new VoteState([], [-1, -1, -1], 3, 10)));
    }

    [Fact]
    public void Evidence_UniformAnswers_SeldomDeclaresAMode()
    {
        // Two answers equally probable and a third behind: whatever is declared may be called wrong, so this is the hardest null.
        var rule = new EvidenceVoteRule(0.1);
        var random = RandomKey.Of(8).Open();
        var declared = 0;
        for (var trial = 0; trial < 1000; trial++)
        {
            var tally = new VoteTally(new AnswerCounts([100, 100, 100], [0, 0, 0]));
            var sequence = new int[60];
            for (var drawn = 1; drawn <= sequence.Length; drawn++)
            {
                sequence[drawn - 1] = random.NextInt(5) switch { < 2 => 0, < 4 => 1, _ => 2 };
                tally.Add(sequence[drawn - 1]);
                if (!rule.ShouldStop(new VoteState(tally.Ranked, sequence.AsSpan(0, drawn), drawn, 60 - drawn)))
                    continue;
                declared++;
                break;
            }
        }

        // Either of the two modes may be declared against the other: at most ε for each.
        Assert.InRange(declared, 1, 200);
    }

    [Fact]
    public void Evaluate_SmallProblems_EqualsAllOrders()
    {
        var random = RandomKey.Of(9).Open();
        IVoteRule[] rules = [new LeadVoteRule(), new BetaVoteRule(0.8), new DirichletVoteRule(0.7)];
        for (var trial = 0; trial < 60; trial++)
        {
            var (classes, isRight) = Subsets.RandomProblem(ref random, 6);
            var rule = rules[trial % rules.Length];
            var budget = 1 + random.NextInt(classes.Length);
            var outcomes = Orders(classes).Select(order => Walk(order, isRight, rule, budget)).ToList();

            var outcome = StopPolicy.Evaluate(Subsets.ToCounts(classes, isRight), rule, budget, RandomKey.Of(1));

            Assert.True(outcome.IsExact);
            Assert.Equal(outcomes.Average(o => o.Accuracy), outcome.Accuracy, 1e-12);
            Assert.Equal(outcomes.Average(o => o.Drawn), outcome.Samples, 1e-12);
        }
    }

    [Fact]
    public void Evaluate_LeadRule_KeepsTheFullVoteExactly()
    {
        var random = RandomKey.Of(10).Open();
        for (var trial = 0; trial < 200; trial++)
        {
            var (classes, isRight) = Subsets.RandomProblem(ref random, 12);
            var problem = Subsets.ToCounts(classes, isRight);

            var outcome = StopPolicy.Evaluate(problem, new LeadVoteRule(), classes.Length, RandomKey.Of(1));

            Assert.Equal(MajorityVote.Accuracy(problem)[^1], outcome.Accuracy, 1e-12);
            Assert.True(outcome.Samples <= classes.Length);
        }
    }

    [Fact]
    public void Evaluate_PermutationsAndLattice_Agree()
    {
        var problem = new AnswerCounts([9, 6, 3, 2], [0, 1, 0, 0], abstained: 4);

        var exact = StopPolicy.Evaluate(problem, new BetaVoteRule(), 20, RandomKey.Of(1));
        var drawn = StopPolicy.Evaluate(problem, new Ordered(new BetaVoteRule()), 20, RandomKey.Of(1), permutations: 4000);

        Assert.False(drawn.IsExact);
        Assert.InRange(drawn.Accuracy - exact.Accuracy, -4 * drawn.AccuracyError, 4 * drawn.AccuracyError);
        Assert.InRange(drawn.Samples - exact.Samples, -4 * drawn.SamplesError, 4 * drawn.SamplesError);
    }

    [Fact]
    public void Evaluate_Game24_SavesWhatWasMeasured()
    {
        // measurement by 10 shuffles: beta .95 needs about 73 samples of 100, windows of five about 98, accuracy about 8 %.
        var problems = RecordedSet.ReadCounts("tot_game24_cot_gpt4_k100");

        var beta = StopPolicy.Evaluate(problems, new BetaVoteRule(), 100, RandomKey.Of(1), permutations: 100)!;
        var window = StopPolicy.Evaluate(problems, new WindowVoteRule(), 100, RandomKey.Of(1), permutations: 100)!;

        Assert.InRange(beta.Samples.Value, 71, 75);
        Assert.InRange(window.Samples.Value, 96.5, 99.5);
        Assert.InRange(beta.Accuracy.Value, 0.075, 0.088);
    }

    private static bool Stops(IVoteRule rule, int leader, int rival) =>
        rule.ShouldStop(new VoteState(rival == 0 ? [leader] : [leader, rival], [], leader + rival, 100));

    private static (double Accuracy, int Drawn) Walk(int[] order, bool[] isRight, IVoteRule rule, int budget)
    {
        var drawn = 1;
        while (drawn < budget)
        {
            int[] votes = [.. order.Take(drawn).Where(c => c >= 0).CountBy(c => c).Select(c => c.Value).OrderDescending()];
            if (rule.ShouldStop(new VoteState(votes, [], drawn, budget - drawn)))
                break;
            drawn++;
        }

        return (Subsets.Vote(order.Take(drawn), isRight), drawn);
    }

    private static IEnumerable<int[]> Orders(int[] items)
    {
        if (items.Length <= 1)
            return [items];

        return Enumerable.Range(0, items.Length).SelectMany(i =>
            Orders([.. items[..i], .. items[(i + 1)..]]).Select(rest => (int[])[items[i], .. rest]));
    }

    /// <summary>The same rule, claiming to need the order: forces permutations.</summary>
    private sealed class Ordered(IVoteRule inner) : IVoteRule
    {
        public string Name => inner.Name;

        public bool IsOrderFree => false;

        public bool ShouldStop(in VoteState state) => inner.ShouldStop(state);
    }
}
