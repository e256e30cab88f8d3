using HeavySim.Verifier.Truth;

namespace HeavySim.Verifier.Tests.Truth;

public class TruthLawTests
{
    [Fact]
    public void Polya_LogLikelihood_IsThatOfTheUrn()
    {
        // Weights 1 and 2: first red (1/3), then red again (2/4), then black (2/5).
        Assert.Equal(Math.Log(1 / 3.0 * 2 / 4 * 2 / 5), PolyaLaw.LogLikelihood([1, 2], [2, 1]), 12);
        Assert.Equal(0, PolyaLaw.LogLikelihood([1, 2], [0, 0]), 12);
    }

    [Theory]
    [InlineData(3.5, 0)]
    [InlineData(.3, 7)]
    [InlineData(12, 60)]
    public void Polya_LogRising_IsTheProduct(double x, int n) =>
        Assert.Equal(Enumerable.Range(0, n).Sum(i => Math.Log(x + i)), PolyaLaw.LogRising(x, n), 9);

    [Fact]
    public void WrongAnswers_AllPartitionsOfThree_SumToOne()
    {
        // Ewens: 3 in one class; 2 and 1 in three ways; 1, 1, 1. None of them is taken as right.
        double[] ways = [1, 3, 1];
        TruthProblem[] partitions = [Split(3), Split(2, 1), Split(1, 1, 1)];

        for (var h = 0; h < WrongAnswerLaw.Points; h++)
            Assert.Equal(1, partitions.Zip(ways, (p, w) => w * Math.Exp(WrongAnswerLaw.LogLikelihoods(p, right: 0)[h])).Sum(), 9);
    }

    [Fact]
    public void WrongAnswers_ThreeChoices_SumToOneOverTheirPartitions()
    {
        // Two wrong options: three in one class (2 ways to say which are equal is one partition), or 2 and 1 in three ways.
        double[] ways = [1, 3];
        TruthProblem[] partitions = [Split(3) with { Choices = 3 }, Split(2, 1) with { Choices = 3 }];

        for (var h = 0; h < WrongAnswerLaw.Points; h++)
            Assert.Equal(1, partitions.Zip(ways, (p, w) => w * Math.Exp(WrongAnswerLaw.LogLikelihoods(p, right: 0)[h])).Sum(), 9);
    }

    [Fact]
    public void Rivals_TheMostGivenOfTheOthers_TiesHaveNone()
    {
        Assert.Equal([1, 0, 0, 0], Split(4, 3, 1).Rivals);
        Assert.Equal([1, 0, -1, -1], Split(2, 2, 1).Rivals);
        Assert.Equal([-1, -1, -1], Split(1, 1).Rivals);
        Assert.Equal([-1, 0], Split(3).Rivals);
        Assert.Equal([-1, 0, 0], Split(3, 1).Rivals);
    }

    [Fact]
    public void Measure_ShiftOfOneAnswer_FavoursItAlone()
    {
        var problem = Split(2, 2) with
        {
            Measures = [new MeasuredAnswers("length", [[1, 1.2], [3, 3.2]])],
        };
        var law = MeasureLaw.Of("length", [problem]).With([-1, Math.Log(.5)]);
        var scores = new double[3];

        law.AddTo(scores, problem);

        Assert.True(scores[0] > scores[2] && scores[2] > scores[1], string.Join(' ', scores));
        var blind = new double[3];
        law.Blinded().AddTo(blind, problem);
        Assert.Equal(blind[0], blind[1], 9);
    }

    [Fact]
    public void Choice_BlindLaw_IsTheSameWhateverIsRight()
    {
        var problem = Split(3, 1) with { Choosings = [new ChosenAnswers("judge", [3, 1], [0, 1], [0, 3])] };
        var (seeing, blind) = (new double[3], new double[3]);

        ChoiceLaw.Of("judge").AddTo(seeing, problem);
        ChoiceLaw.Of("judge").Blinded().AddTo(blind, problem);

        Assert.True(seeing[1] > seeing[0]);
        Assert.All(blind, x => Assert.Equal(blind[0], x, 12));
    }

    [Fact]
    public void Knowing_EvidenceNeverMet_CountsAsItIsBelievedBeforehand()
    {
        var problem = Split(2, 2) with { Ratings = [new RatedAnswers("verdict by m", [[.1, .2], [.9, .8]])] };

        var (deaf, knowing) = (TruthModel.Prior.Posterior(problem), TruthModel.Prior.Knowing(problem).Posterior(problem));

        Assert.Equal(deaf[0], deaf[1], 9);
        Assert.True(knowing[1] > 2 * knowing[0], string.Join(' ', knowing));
    }

    [Fact]
    public void Golds_AreSpreadOverTheConfidences()
    {
        var confidences = Enumerable.Range(0, 100).Select(static i => i == 50 ? (double?)null : i / 100.0).ToList();

        var chosen = GoldChoice.Of(confidences, 10, seed: 3);

        Assert.Equal(10, chosen.Count);
        Assert.DoesNotContain(50, chosen);
        Assert.Equal(chosen, GoldChoice.Of(confidences, 10, seed: 3));
        Assert.All(Enumerable.Range(0, 9), part => Assert.Contains(chosen, i => i >= 10 * part && i < (10 * part) + 12));
        Assert.Equal(99, GoldChoice.Of(confidences, 1000, seed: 3).Count);
    }

    private static TruthProblem Split(params int[] sizes) => new()
    {
        Id = "p",
        Answers = [.. sizes.Select(static (size, i) => new TruthAnswer(
            $"{(char)('a' + i)}", [.. Enumerable.Range(0, size).Select(m => $"m{i}{m}")]))],
    };
}
