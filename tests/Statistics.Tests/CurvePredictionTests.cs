using HeavySim.Statistics.Predicting;

namespace HeavySim.Statistics.Tests;

public sealed class CurvePredictionTests
{
    [Theory]
    [InlineData("tot_game24_cot_gpt4_k100", 0.01, false)]
    [InlineData("tiny_arithmetic_k32", 0.015, false)]
    [InlineData("zeroeval_gsm8k_models", 0.01, true)]
    public void Of_EightSamples_PredictsTheRecordedCurveAt32(string name, double tolerance, bool isPanel)
    {
        var recorded = RecordedSet.Read(name);
        if (isPanel)
        {
            // The first eight members of a panel are not a sample of the others; eight drawn anew for each problem are.
            var random = RandomKey.Of(1).With(name).Open();
            recorded.ForEach(samples => random.Shuffle(samples.AsSpan()));
        }

        var truth = AccuracyCurve.Of(recorded.Select(AnswerCounts.Of)).Points[31];
        var few = recorded.Select(samples => AnswerCounts.Of(samples.Take(8))).ToList();

        var predicted = CurvePrediction.Of(few, 32, RandomKey.Of(1), futures: 60).Points[31];

        Assert.Equal(truth.Majority.Value, predicted.Majority.Value, tolerance);
        Assert.Equal(truth.Pass.Value, predicted.Pass.Value, 0.04);
        Assert.InRange(truth.Majority.Value, predicted.Majority.Low, predicted.Majority.High);
        Assert.InRange(truth.Pass.Value, predicted.Pass.Low, predicted.Pass.High);
    }

    [Fact]
    public void Of_SameKey_SameNumbers()
    {
        AnswerCounts[] problems = [new([5, 2, 1], [1, 0, 0]), new([3, 3], [0, 1], abstained: 2), new([8], [1])];

        var first = CurvePrediction.Of(problems, 16, RandomKey.Of(3), futures: 20);
        var second = CurvePrediction.Of(problems, 16, RandomKey.Of(3), futures: 20);

        Assert.Equal(first.Points, second.Points);
    }

    [Fact]
    public void Of_NoMoreSamplesThanRecorded_IsTheRecordedCurve()
    {
        AnswerCounts[] problems = [new([5, 2, 1], [1, 0, 0]), new([4, 3], [0, 1], abstained: 1)];
        var recorded = AccuracyCurve.Of(problems);

        var predicted = CurvePrediction.Of(problems, 8, RandomKey.Of(3), futures: 20);

        for (var k = 0; k < 8; k++)
        {
            Assert.Equal(recorded.Points[k].Majority.Value, predicted.Points[k].Majority.Value, 1e-12);
            Assert.Equal(recorded.Points[k].Pass.Value, predicted.Points[k].Pass.Value, 1e-12);
        }
    }

    [Fact]
    public void Of_MoreProblems_NarrowerInterval()
    {
        var few = Enumerable.Range(0, 30).Select(i => new AnswerCounts([1 + (i % 7), 7 - (i % 7)], [1, 0])).ToList();
        var many = Enumerable.Repeat(few, 10).SelectMany(problems => problems).ToList();

        var wide = CurvePrediction.Of(few, 32, RandomKey.Of(3), futures: 100).Points[31].Majority;
        var narrow = CurvePrediction.Of(many, 32, RandomKey.Of(3), futures: 100).Points[31].Majority;

        Assert.True(narrow.High - narrow.Low < (wide.High - wide.Low) / 1.5);
    }

    [Fact]
    public void Of_EasyAndHardPart_PredictsBoth()
    {
        // Two thirds nearly always right, a third right once in ten: no single Beta has this shape.
        var random = RandomKey.Of(11).Open();
        var few = new List<AnswerCounts>();
        var many = new List<AnswerCounts>();
        for (var i = 0; i < 600; i++)
        {
            var problem = new ObservedProblem(new AnswerCounts([], []));
            var law = new SampleLaw(i % 3 == 0 ? 0.1 : 0.95, 0, new PitmanYor(0.01, 0), new PitmanYor(3, 0.2));
            var early = problem.Complete(8, law, ref random);
            few.Add(early);
            many.Add(new ObservedProblem(early).Complete(32, law, ref random));
        }

        var predicted = CurvePrediction.Of(few, 32, RandomKey.Of(3), futures: 20).Points[31];

        var truth = AccuracyCurve.Of(many).Points[31];
        Assert.Equal(truth.Majority.Value, predicted.Majority.Value, 0.02);
        Assert.Equal(truth.Pass.Value, predicted.Pass.Value, 0.03);
    }

    [Fact]
    public void Of_AttractiveWrongAnswer_TheVoteEndsBelowItself()
    {
        // Each problem's wrong answer leads in three of ten samples more than the right one: the vote has nowhere to go but down.
        var problems = Enumerable.Range(0, 100).Select(i => new AnswerCounts([13, 7], i % 4 == 0 ? [1, 0] : [0, 1])).ToList();

        var predicted = CurvePrediction.Of(problems, 32, RandomKey.Of(3), futures: 40);

        Assert.Equal(0.25, predicted.Limit.Value, 0.12);
        Assert.True(predicted.Limit.Value < predicted.Points[0].Majority.Value);
    }

    [Fact]
    public void Of_NothingGraded_Throws() =>
        Assert.Throws<ArgumentException>(() => CurvePrediction.Of([new([1], [0], isGraded: false)], 4, RandomKey.Of(1)));

    [Fact]
    public void PitmanYor_AllPartitionsOfFive_SumToOne()
    {
        var process = new PitmanYor(1.7, 0.3);
        // Set partitions of five by block sizes, with how many there are of each.
        (int[] Sizes, int Ways)[] partitions =
        [
            ([5], 1), ([4, 1], 5), ([3, 2], 10), ([3, 1, 1], 10), ([2, 2, 1], 15), ([2, 1, 1, 1], 10), ([1, 1, 1, 1, 1], 1),
        ];

        Assert.Equal(1, partitions.Sum(p => p.Ways * Math.Exp(process.LogLikelihood(p.Sizes))), 1e-12);
    }
}
