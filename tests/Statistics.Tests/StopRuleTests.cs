using HeavySim.Statistics.Stopping;

namespace HeavySim.Statistics.Tests;

public sealed class StopRuleTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Evaluate_SmallProblems_EqualsAllOrders(bool statesConfidences)
    {
        var random = RandomKey.Of(9).Open();
        IStopRule[] rules = [new LeadRule(), new MarginRule(2), new WindowRule(2), new SureRule(.8)];
        for (var trial = 0; trial < 60; trial++)
        {
            var (classes, isRight) = Subsets.RandomProblem(ref random, 6);
            double?[] confidences = new double?[classes.Length];
            for (var i = 0; statesConfidences && i < confidences.Length; i++)
                confidences[i] = random.NextInt(4) == 0 ? null : random.NextInt(5) / 4.0;
            var budget = 1 + random.NextInt(classes.Length);
            var urn = Subsets.ToUrn(classes, isRight, confidences);
            var orders = Orders([.. Enumerable.Range(0, classes.Length)]).ToList();

            var outcomes = StopPolicy.Evaluate(urn, rules, budget, RandomKey.Of(trial), permutations: 4000);

            for (var r = 0; r < rules.Length; r++)
            {
                var walks = orders.ConvertAll(order => Walk(order, classes, confidences, isRight, rules[r], budget));
                Assert.Equal(rules[r].IsOrderFree, outcomes[r].IsExact);
                var least = outcomes[r].IsExact ? 0 : .001;
                // An order-free rule is followed through all orders; another through 4,000 of at most 720.
                Near(walks.Average(w => w.Accuracy), outcomes[r].Accuracy, Math.Max(least, outcomes[r].AccuracyError));
                Near(walks.Average(w => (double)w.Drawn.Length), outcomes[r].Samples, Math.Max(least, outcomes[r].SamplesError));
                Near(walks.Average(w => w.Changed), outcomes[r].Changed, outcomes[r].IsExact ? 0 : .5 / Math.Sqrt(4000));
                for (var answer = 0; answer <= urn.ClassCount; answer++)
                    Near(walks.Average(w => w.Drawn.Count(i => Number(urn, i) == answer)), outcomes[r].Draws[answer], outcomes[r].IsExact
                        ? 0 : 1 / Math.Sqrt(4000));
            }
        }

        static int Number(SampleUrn urn, int sample) => urn.Classes[sample] is >= 0 and var answer ? answer : urn.ClassCount;
    }

    [Fact]
    public void Evaluate_LikeClassesTogether_EqualsPermutations()
    {
        // Sixteen singles and four pairs: 2^16 · 3^4 vectors of counts, but 17 · 15 · 2 · 5 states.
        int[] classes = [.. Enumerable.Range(0, 16), .. Enumerable.Range(16, 4), .. Enumerable.Range(16, 4), 20, 20, 20, 20, -1];
        bool[] isRight = [.. Enumerable.Repeat(false, 20), true];
        var urn = Subsets.ToUrn(classes, isRight);

        var exact = StopPolicy.Evaluate(urn, [new MarginRule(2)], 20, RandomKey.Of(1))[0];
        var drawn = StopPolicy.Evaluate(urn, [new Ordered(new MarginRule(2))], 20, RandomKey.Of(1), permutations: 4000)[0];

        Assert.True(exact.IsExact);
        Assert.False(drawn.IsExact);
        Near(exact.Accuracy, drawn.Accuracy, drawn.AccuracyError);
        Near(exact.Samples, drawn.Samples, drawn.SamplesError);
        Assert.Equal(exact.Samples, exact.Draws.Sum(), 1e-9);
        Assert.Equal(drawn.Samples, drawn.Draws.Sum(), 1e-9);
    }

    [Fact]
    public void Evaluate_LeadRule_KeepsTheFullVoteExactly()
    {
        var random = RandomKey.Of(10).Open();
        for (var trial = 0; trial < 200; trial++)
        {
            var (classes, isRight) = Subsets.RandomProblem(ref random, 12);

            var outcome = StopPolicy.Evaluate(Subsets.ToUrn(classes, isRight), [new LeadRule()], classes.Length, RandomKey.Of(1))[0];

            Assert.Equal(MajorityVote.Accuracy(Subsets.ToCounts(classes, isRight))[^1], outcome.Accuracy, 1e-12);
            Assert.Equal(0, outcome.Changed, 1e-12);
            Assert.True(outcome.Samples <= classes.Length);
        }
    }

    [Fact]
    public void Evaluate_RulesTogether_EqualRulesAlone()
    {
        var random = RandomKey.Of(11).Open();
        var (classes, isRight) = Subsets.RandomProblem(ref random, 12);
        var urn = Subsets.ToUrn(classes, isRight);
        IStopRule[] rules = [new WindowRule(3), new Ordered(new MarginRule(2))];

        var together = StopPolicy.Evaluate(urn, rules, classes.Length, RandomKey.Of(1), permutations: 50);

        for (var i = 0; i < rules.Length; i++)
        {
            var alone = StopPolicy.Evaluate(urn, [rules[i]], classes.Length, RandomKey.Of(1), permutations: 50)[0];
            Assert.Equal((alone.Accuracy, alone.Samples, alone.Changed), (together[i].Accuracy, together[i].Samples, together[i].Changed));
        }
    }

    private static void Near(double expected, double actual, double error) =>
        Assert.InRange(actual - expected, (-4.5 * error) - 1e-9, (4.5 * error) + 1e-9);

    private static (double Accuracy, double Changed, int[] Drawn) Walk(
        int[] order, int[] classes, double?[] confidences, bool[] isRight, IStopRule rule, int budget)
    {
        var drawn = 1;
        while (drawn < budget)
        {
            var voters = order.Take(drawn).Where(i => classes[i] >= 0).GroupBy(i => classes[i]).ToList();
            int[] counts = [.. voters.Select(v => v.Count())];
            double[] weights = voters.SelectMany(v => v).Any(i => confidences[i] is not null)
                ? [.. voters.Select(v => v.Sum(i => confidences[i] ?? 0))] : [];
            int[] votes = [.. order.Take(drawn).Select(i => voters.FindIndex(v => v.Key == classes[i]))];
            if (rule.ShouldStop(new VoteState(votes, counts, budget - drawn, weights)))
                break;
            drawn++;
        }

        var seen = order[..drawn];
        return (Subsets.Vote(seen.Select(i => classes[i]), isRight), Changed(Leaders(seen), Leaders(order)), seen);

        List<int> Leaders(int[] samples)
        {
            var tally = samples.Where(i => classes[i] >= 0).CountBy(i => classes[i]).ToList();
            return [.. tally.Where(t => t.Value == tally.Max(x => x.Value)).Select(t => t.Key)];
        }

        // Ties broken alike as far as can be: the distance in variation between two uniform choices.
        static double Changed(List<int> now, List<int> full) => now.Count == 0
            ? full.Count == 0 ? 0 : 1
            : now.Union(full).Sum(c => Math.Abs((now.Contains(c) ? 1.0 / now.Count : 0) - (full.Contains(c) ? 1.0 / full.Count : 0))) / 2;
    }

    private static IEnumerable<int[]> Orders(int[] items)
    {
        if (items.Length <= 1)
            return [items];

        return Enumerable.Range(0, items.Length).SelectMany(i =>
            Orders([.. items[..i], .. items[(i + 1)..]]).Select(rest => (int[])[items[i], .. rest]));
    }

    private sealed class LeadRule : IStopRule
    {
        public string Name => "lead";

        public bool IsOrderFree => true;

        public bool ShouldStop(in VoteState vote) => vote.TopTwo.Leader - vote.TopTwo.RunnerUp > vote.Outstanding;
    }

    private sealed class MarginRule(int margin) : IStopRule
    {
        public string Name => "margin";

        public bool IsOrderFree => true;

        public bool ShouldStop(in VoteState vote) => vote.TopTwo.Leader - vote.TopTwo.RunnerUp >= margin;
    }

    private sealed class WindowRule(int size) : IStopRule
    {
        public string Name => "window";

        public bool ShouldStop(in VoteState vote) =>
            vote.Votes.Length % size == 0 && vote.Votes[^size] >= 0 && !vote.Votes[^size..].ContainsAnyExcept(vote.Votes[^1]);
    }

    /// <summary>Stops when the leader has most of the stated confidence, and never where none is stated.</summary>
    private sealed class SureRule(double share) : IStopRule
    {
        public string Name => "sure";

        public bool ShouldStop(in VoteState vote) => !vote.Weights.IsEmpty
            && vote.Weights.ToArray() is var weights && weights.Max() >= share * weights.Sum();
    }

    /// <summary>The same rule, claiming to need the order: forces permutations.</summary>
    private sealed class Ordered(IStopRule inner) : IStopRule
    {
        public string Name => inner.Name;

        public bool ShouldStop(in VoteState vote) => inner.ShouldStop(vote);
    }
}
