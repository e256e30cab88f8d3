using HeavySim.Mathematics;

namespace HeavySim.Statistics.Tests;

public sealed class MajorityVoteTests
{
    [Fact]
    public void Accuracy_GoldenCounts_EqualExactFractions()
    {
        var problem = new AnswerCounts([4, 3, 2, 1], [1, 0, 0, 0]);
        double[] expected = [2 / 5.0, 2 / 5.0, 41 / 90.0, 109 / 210.0, 47 / 84.0, 3 / 5.0, 2 / 3.0, 11 / 15.0, 4 / 5.0, 1];

        var curve = MajorityVote.Accuracy(problem);

        AssertEqual(expected, curve, 1e-15);
    }

    [Fact]
    public void Accuracy_GoldenCountsWithAbstentions_EqualExactFractions()
    {
        var problem = new AnswerCounts([3, 3, 2, 1, 1], [1, 0, 0, 0, 0], abstained: 2);
        double[] expected =
        [
            1 / 4.0, 13 / 44.0, 69 / 220.0, 673 / 1980.0, 367 / 990.0, 7349 / 18480.0, 551 / 1320.0, 13 / 30.0, 199 / 440.0, 21 / 44.0,
            1 / 2.0, 1 / 2.0,
        ];

        var curve = MajorityVote.Accuracy(problem);

        AssertEqual(expected, curve, 1e-15);
    }

    [Fact]
    public void Accuracy_RandomProblems_EqualsEnumeration()
    {
        var random = RandomKey.Of(1).With("majority").Open();
        for (var trial = 0; trial < 2000; trial++)
        {
            var (classes, isRight) = Subsets.RandomProblem(ref random, 9);

            var curve = MajorityVote.Accuracy(Subsets.ToCounts(classes, isRight));

            for (var k = 1; k <= classes.Length; k++)
                Assert.Equal(
                    Subsets.Mean(classes.Length, k, drawn => Subsets.Vote(drawn.Select(i => classes[i]), isRight)), curve[k - 1], 1e-13);
        }
    }

    // Expected values: an independent computation in rational arithmetic over the same files.
    [Theory]
    [InlineData(
        "tot_game24_cot_gpt4_k100", new[] { 1, 2, 4, 8, 16, 32, 100 }, new[] { 4.03, 4.03, 4.51, 5.66, 6.78, 7.56, 8.00 },
        new[] { 4.03, 7.28, 12.29, 19.03, 26.89, 35.25, 49.00 })]
    [InlineData(
        "cruxeval_output_codellama7b_k10", new[] { 1, 2, 4, 8, 10 }, new[] { 34.21, 34.21, 34.43, 34.37, 34.29 },
        new[] { 34.21, 37.11, 39.62, 41.42, 41.88 })]
    [InlineData(
        "zeroeval_gsm8k_models", new[] { 1, 2, 4, 8, 16, 32, 43 }, new[] { 87.44, 87.71, 94.83, 96.35, 96.82, 97.01, 96.97 },
        new[] { 87.44, 95.54, 97.97, 98.76, 99.18, 99.51, 99.62 })]
    [InlineData(
        "tiny_arithmetic_k32", new[] { 1, 2, 4, 8, 16, 32 }, new[] { 45.62, 45.73, 54.46, 60.11, 63.23, 65.35 },
        new[] { 45.62, 58.70, 69.02, 76.13, 80.71, 84.00 })]
    public void Curve_RecordedSet_EqualsReference(string name, int[] ks, double[] majority, double[] pass)
    {
        var problems = RecordedSet.ReadCounts(name);

        var curve = AccuracyCurve.Of(problems);

        for (var i = 0; i < ks.Length; i++)
        {
            var point = curve.Points[ks[i] - 1];
            Assert.Equal(problems.Count, point.Problems);
            Assert.Equal(majority[i], 100 * point.Majority.Value, 0.0051);
            Assert.Equal(pass[i], 100 * point.Pass.Value, 0.0051);
        }
    }

    [Theory]
    [InlineData(40)]
    [InlineData(300)]
    [InlineData(1000)]
    [InlineData(1500)]
    public void Accuracy_AllClassesAndSilence_SumToOne(int samples)
    {
        var random = RandomKey.Of(2).With(samples).Open();
        var abstained = samples / 20;
        var counts = HeavyTailedCounts(ref random, samples - abstained);
        var total = new double[samples];

        for (var i = 0; i < counts.Length; i++)
        {
            var only = new double[counts.Length];
            only[i] = 1;
            foreach (var (k, value) in MajorityVote.Accuracy(new AnswerCounts(counts, only, abstained)).Index())
                total[k] += value;
        }

        var silent = 1.0;
        for (var k = 1; k <= samples; k++)
        {
            silent *= Math.Max(0, abstained - k + 1) / (double)(samples - k + 1);
            Assert.Equal(1, total[k - 1] + silent, 1e-11);
        }
    }

    [Theory]
    [InlineData("heavy tail")]
    [InlineData("singletons")]
    [InlineData("pairs")]
    [InlineData("threes and singletons")]
    [InlineData("one to five")]
    [InlineData("all sizes")]
    [InlineData("two giants")]
    [InlineData("a giant over pairs")]
    [InlineData("thirty of thirty")]
    public void Accuracy_BandsAndBinomials_Agree(string shape)
    {
        var random = RandomKey.Of(3).With(shape).Open();
        var counts = Shape(shape, ref random);
        var shares = Shares(counts.Length, ref random);
        foreach (var problem in (AnswerCounts[])[
            new(counts, shares), new(counts, shares, abstained: 70), new(counts, [1, .. new double[counts.Length - 1]], 3)])
        {
            var exact = new double[problem.Samples];
            var banded = new double[problem.Samples];

            MajorityVote.CountSubsets(problem, exact);
            BandedVote.Accuracy(problem, banded);

            AssertEqual(exact, banded, 5e-12);
        }
    }

    [Fact]
    public void Accuracy_BandsOfRandomProblems_EqualsEnumeration()
    {
        var random = RandomKey.Of(4).With("bands").Open();
        for (var trial = 0; trial < 500; trial++)
        {
            var (classes, isRight) = Subsets.RandomProblem(ref random, 9);
            var curve = new double[classes.Length];

            BandedVote.Accuracy(Subsets.ToCounts(classes, isRight), curve);

            for (var k = 1; k <= classes.Length; k++)
                Assert.Equal(
                    Subsets.Mean(classes.Length, k, drawn => Subsets.Vote(drawn.Select(i => classes[i]), isRight)), curve[k - 1], 1e-13);
        }
    }

    [Fact]
    public void Accuracy_ShorterCurve_IsTheBeginningOfTheWhole()
    {
        var problem = new AnswerCounts([300, 250, 100, .. Enumerable.Repeat(2, 100)], [0, 1, .. new double[101]], abstained: 40);
        var curve = new double[77];

        MajorityVote.Accuracy(problem, curve);

        AssertEqual(MajorityVote.Accuracy(problem)[..77], curve, 1e-12);
    }

    // A pass over every pair of classes would take minutes here.
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(100)]
    public void Accuracy_TenThousandSamplesInEqualClasses_EachTakesItsShare(int size)
    {
        const int Samples = 10_000;
        var classes = Samples / size;
        var counts = Enumerable.Repeat(size, classes).ToArray();
        var shares = Enumerable.Range(0, classes).Select(static i => i % 5 == 0 ? 1.0 : 0).ToArray();

        var curve = MajorityVote.Accuracy(new AnswerCounts(counts, shares));

        Assert.All(curve, value => Assert.Equal(0.2, value, 1e-11));
    }

    [Fact]
    public void Accuracy_TenThousandSamplesOfTwoAnswers_EqualsTheHypergeometric()
    {
        const int Samples = 10_000;
        const int Right = 5_100;

        var curve = MajorityVote.Accuracy(new AnswerCounts([Right, Samples - Right], [1, 0]));

        foreach (var k in (int[])[1, 2, 3, 10, 99, 100, 1000, 4321, 9000, 9799, 9800, 9999, 10_000])
        {
            // A tie is as good as half a win.
            var most = PassRates.AtLeast(Samples, Right, k, ((k / 2) + 1.0) / k);
            var least = PassRates.AtLeast(Samples, Right, k, ((k + 1) / 2) / (double)k);
            Assert.Equal((most + least) / 2, curve[k - 1], 1e-10);
        }
    }

    [Fact]
    public void Accuracy_TenThousandSingletons_TakesTheirShare()
    {
        var counts = Enumerable.Repeat(1, 10_000).ToArray();
        var shares = new double[10_000];
        shares[17] = 1;

        var curve = MajorityVote.Accuracy(new AnswerCounts(counts, shares));

        Assert.All(curve, value => Assert.Equal(1e-4, value, 1e-13));
    }

    [Fact]
    public void Accuracy_TenThousandSamples_EndsAtTheLeader()
    {
        var problem = new AnswerCounts([5200, 4000, 300, .. Enumerable.Repeat(1, 500)], [1, .. new double[502]]);

        var curve = MajorityVote.Accuracy(problem);

        Assert.Equal(0.52, curve[0], 1e-12);
        Assert.Equal(1, curve[^1], 1e-12);
        Assert.All(curve, value => Assert.InRange(value, 0.5, 1));
    }

    [Fact]
    public void Accuracy_MixedGrades_CountsTheShare()
    {
        var problem = AnswerCounts.Of([("a", Grade.Correct), ("a", Grade.Incorrect), ("b", Grade.Incorrect)]);

        var curve = MajorityVote.Accuracy(problem);

        AssertEqual([1 / 3.0, 1 / 3.0, 1 / 2.0], curve, 1e-15);
        Assert.Equal(1, problem.Right);
    }

    [Fact]
    public void Accuracy_MoreDrawsThanSamples_Throws()
    {
        var problem = new AnswerCounts([2], [1]);

        Assert.Throws<ArgumentException>(() => MajorityVote.Accuracy(problem, new double[3]));
    }

    private static int[] Shape(string name, ref RandomStream random) => name switch
    {
        "heavy tail" => HeavyTailedCounts(ref random, 900),
        "singletons" => [.. Enumerable.Repeat(1, 900)],
        "pairs" => [.. Enumerable.Repeat(2, 400)],
        "threes and singletons" => [.. Enumerable.Repeat(3, 150), .. Enumerable.Repeat(1, 300)],
        "one to five" => [.. Enumerable.Range(0, 250).Select(static i => 1 + (i * 7 % 5))],
        "all sizes" => [.. Enumerable.Range(1, 38)],
        "two giants" => [450, 440],
        "a giant over pairs" => [300, .. Enumerable.Repeat(2, 250)],
        _ => [.. Enumerable.Repeat(30, 30)],
    };

    private static double[] Shares(int classes, ref RandomStream random)
    {
        var shares = new double[classes];
        foreach (ref var share in shares.AsSpan())
            share = random.NextInt(3) switch { 0 => 1, 1 => random.NextDouble(), _ => 0 };
        return shares;
    }

    private static int[] HeavyTailedCounts(ref RandomStream random, int samples)
    {
        var counts = new List<int>();
        for (var left = samples; left > 0;)
        {
            var count = Math.Min(left, 1 + (int)(samples * 0.3 * Math.Pow(random.NextDouble(), 8)));
            counts.Add(count);
            left -= count;
        }

        counts.Sort((x, y) => y.CompareTo(x));
        return [.. counts];
    }

    private static void AssertEqual(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance);
    }
}
