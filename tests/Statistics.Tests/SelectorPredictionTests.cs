using HeavySim.Statistics.Predicting;

namespace HeavySim.Statistics.Tests;

public sealed class SelectorPredictionTests
{
    private static readonly int[] Sizes = [1, 2, 4, 8];

    [Fact]
    public void Line_AdvantageThatGrowsWithTheRoot_GoesOnSo()
    {
        // Log odds .3·(√k - 1) over a vote of one half.
        var line = AdvantageLine.Of([.. Sizes.Select(static k => (k, ToShare(.3 * (Math.Sqrt(k) - 1)), .5))], problems: 1_000_000);

        Assert.Equal(.3, line.Slope, 1e-9);
        Assert.Equal(.3 * (Math.Sqrt(32) - 1), line.At(32), 1e-9);
        Assert.Equal(0, line.At(1), 1e-9);
    }

    [Fact]
    public void Line_FourPointsOnIt_IsAsUnsureAsSuchLinesUsuallyAre()
    {
        var line = AdvantageLine.Of([.. Sizes.Select(static k => (k, .5, .5))], problems: 100);

        // No residual of its own: s² = 4·.1²/(4 + 4 - 2); Σ(x - x̄)² = 15 - 4·x̄² with x̄ = (1 + √2 + 2 + √8)/4.
        var mean = (1 + Math.Sqrt(2) + 2 + Math.Sqrt(8)) / 4;
        Assert.Equal(6, line.Freedom);
        Assert.Equal(Math.Sqrt(.04 / 6 / 4), line.LevelError, 1e-12);
        Assert.Equal(Math.Sqrt(.04 / 6 / (15 - (4 * mean * mean))), line.SlopeError, 1e-12);
    }

    [Fact]
    public void Line_AllRight_IsFinite() =>
        Assert.True(double.IsFinite(AdvantageLine.Of([(1, .5, .5), (2, 1, .5)], problems: 10).At(4)));

    [Fact]
    public void MoreChecks_NoAdvantage_IsNearTheVoteAndNeverAbovePass()
    {
        var prediction = SelectorPrediction.Of(Sizes, World(200, static _ => 0), RandomKey.Of(1));

        var same = prediction.MoreChecks(32, Exactly(.7), Exactly(.9));
        var capped = prediction.MoreChecks(32, Exactly(.7), Exactly(.7));

        // Selectors usually gain with more agents: some of that is expected of this one too.
        Assert.InRange(same.Value, .7, .72);
        Assert.InRange(.7, same.Low, same.High);
        Assert.Equal(.7, capped.Value, 1e-9);
        Assert.True(capped.High <= .7);
    }

    [Fact]
    public void SameChecks_KeepsTheShareOfWhatTheVoteLeaves()
    {
        // Half right by the vote, all by somebody, three quarters by the selector: it gets half of what is left.
        List<SelectedProblem> problems =
        [
            .. Enumerable.Range(0, 100).Select(static i => new SelectedProblem(
                [i % 2, i % 2, i % 2, i % 4 == 0 ? 0 : 1], [i % 2, i % 2, i % 2, i % 2], 1)),
        ];

        var prediction = SelectorPrediction.Of(Sizes, problems, RandomKey.Of(1));
        var doubled = prediction.SameChecks(16, Exactly(.6), Exactly(.8));
        var more = prediction.SameChecks(32, Exactly(.6), Exactly(.8));

        Assert.Equal(.5, prediction.Share, 1e-12);
        Assert.Equal(.7, doubled.Value, 1e-12);
        Assert.InRange(.7, doubled.Low, doubled.High);
        Assert.True(more.High - more.Low > doubled.High - doubled.Low);
        Assert.True(more.Low >= 0 && more.High <= .8);
    }

    [Fact]
    public void SameChecks_NothingLeftByTheVote_IsTheVote()
    {
        var prediction = SelectorPrediction.Of(
            Sizes, [new([1, 1, 1, 1], [1, 1, 1, 1], 1), new([0, 0, 0, 0], [0, 0, 0, 0], 0)], RandomKey.Of(1));

        Assert.Equal(0, prediction.Share);
        Assert.Equal(.6, prediction.SameChecks(32, Exactly(.6), Exactly(.8)).Value, 1e-12);
    }

    [Fact]
    public void MoreChecks_OneWorld_IsCoveredAndSurerWithMoreProblems()
    {
        static double Advantage(int k) => .4 * (Math.Sqrt(k) - 1);
        var truth = ToShare(Advantage(32));

        var few = SelectorPrediction.Of(Sizes, World(60, Advantage), RandomKey.Of(1)).MoreChecks(32, Exactly(.5), Exactly(1));
        var many = SelectorPrediction.Of(Sizes, World(2_000, Advantage), RandomKey.Of(1)).MoreChecks(32, Exactly(.5), Exactly(1));

        Assert.InRange(truth, few.Low, few.High);
        Assert.InRange(truth, many.Low, many.High);
        Assert.True(many.High - many.Low < few.High - few.Low);
    }

    [Fact]
    public void Of_SameKey_SameNumbers()
    {
        var (first, second) = (
            SelectorPrediction.Of(Sizes, World(40, static k => k / 9.0), RandomKey.Of(3)),
            SelectorPrediction.Of(Sizes, World(40, static k => k / 9.0), RandomKey.Of(3)));

        Assert.Equal(first.MoreChecks(16, Exactly(.5), Exactly(.9)), second.MoreChecks(16, Exactly(.5), Exactly(.9)));
        Assert.Equal(first.SameChecks(16, Exactly(.5), Exactly(.9)), second.SameChecks(16, Exactly(.5), Exactly(.9)));
    }

    [Fact]
    public void Of_TwoAgents_TellNoCourse() => Assert.Throws<ArgumentException>(
        static () => SelectorPrediction.Of([1, 2], [new([1, 1], [1, 1], 1)], RandomKey.Of(1)));

    /// <summary>Problems whose vote is right half the time, and whose selector is right with so many log odds more.</summary>
    private static List<SelectedProblem> World(int problems, Func<int, double> advantage)
    {
        var random = RandomKey.Of(7).Open();
        var world = new List<SelectedProblem>();
        for (var i = 0; i < problems; i++)
        {
            var luck = random.NextDouble();
            world.Add(new SelectedProblem(
                [.. Sizes.Select(k => luck < ToShare(advantage(k)) ? 1.0 : 0)], [.. Sizes.Select(_ => luck < .5 ? 1.0 : 0)], 1));
        }

        return world;
    }

    private static Estimate Exactly(double value) => new(value, value, value, 0);

    private static double ToShare(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
