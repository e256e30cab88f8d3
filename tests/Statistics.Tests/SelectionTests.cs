using HeavySim.Mathematics;

namespace HeavySim.Statistics.Tests;

public sealed class SelectionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FilterVote_RandomProblems_EqualsEnumeration(bool fallsBack)
    {
        var random = RandomKey.Of(5).With(fallsBack ? 1 : 0).Open();
        for (var trial = 0; trial < 300; trial++)
        {
            var (classes, isRight) = Subsets.RandomProblem(ref random, 8);
            var isRejected = new bool[classes.Length];
            for (var i = 0; i < isRejected.Length; i++)
                isRejected[i] = random.NextInt(2) == 0;
            var accepted = Subsets.ToCounts([.. classes.Where((_, i) => !isRejected[i])], isRight);
            var rejected = Subsets.ToCounts([.. classes.Where((_, i) => isRejected[i])], isRight);
            var curve = new double[classes.Length];

            FilterVote.Accuracy(accepted, rejected, fallsBack, curve);

            for (var k = 1; k <= classes.Length; k++)
            {
                var expected = Subsets.Mean(classes.Length, k, drawn =>
                {
                    var passed = drawn.Where(i => !isRejected[i] && classes[i] >= 0).ToList();
                    var voters = passed.Count > 0 || !fallsBack ? passed : drawn.ToList();
                    return Subsets.Vote(voters.Select(i => classes[i]), isRight);
                });
                Assert.Equal(expected, curve[k - 1], 1e-13);
            }
        }
    }

    [Fact]
    public void BestOfK_RandomScoresWithTies_EqualsEnumeration()
    {
        var random = RandomKey.Of(6).Open();
        for (var trial = 0; trial < 300; trial++)
        {
            var scores = new double[1 + random.NextInt(9)];
            var isRight = new bool[scores.Length];
            for (var i = 0; i < scores.Length; i++)
                (scores[i], isRight[i]) = (random.NextInt(4) - 1, random.NextInt(2) == 0);
            var curve = new double[scores.Length];

            BestOfK.Accuracy(scores, isRight, curve);

            for (var k = 1; k <= scores.Length; k++)
            {
                var expected = Subsets.Mean(scores.Length, k, drawn =>
                {
                    var best = drawn.Max(i => scores[i]);
                    var top = drawn.Where(i => scores[i] == best).ToList();
                    return (double)top.Count(i => isRight[i]) / top.Count;
                });
                Assert.Equal(expected, curve[k - 1], 1e-13);
            }
        }
    }

    [Fact]
    public void BestOfK_ThousandScores_EqualsTheSumOverEverySample()
    {
        const int Samples = 1000;
        var random = RandomKey.Of(7).Open();
        double[] scores = [.. Enumerable.Range(0, Samples)];
        var isRight = new bool[Samples];
        foreach (ref var right in isRight.AsSpan(0, Samples - 5))
            right = random.NextInt(2) == 0;
        var curve = new double[Samples];

        BestOfK.Accuracy(scores, isRight, curve);

        for (var k = 1; k <= Samples; k++)
        {
            // Sample i is the best of k when the k - 1 others lie below it: C(i, k-1) of C(n, k) subsets.
            var expected = Enumerable.Range(0, Samples).Where(i => isRight[i] && i >= k - 1)
                .Sum(i => Math.Exp(Binomials.LogChoose(i, k - 1) - Binomials.LogChoose(Samples, k)));
            Assert.Equal(expected, curve[k - 1], 1e-10 * expected);
        }
    }

    [Fact]
    public void BestOfK_ScoreIsNoNumber_Throws() =>
        Assert.Throws<ArgumentException>(() => BestOfK.Accuracy([double.NaN], [true], new double[1]));
}
