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
            Assert.Equal(1, partitions.Zip(ways, (p, w) => w * Math.Exp(Coincide(p)[h])).Sum(), 9);
    }

    [Fact]
    public void WrongAnswers_ThreeChoices_SumToOneOverTheirPartitions()
    {
        // Two wrong options: three in one class (2 ways to say which are equal is one partition), or 2 and 1 in three ways.
        double[] ways = [1, 3];
        TruthProblem[] partitions = [Split(3) with { Choices = 3 }, Split(2, 1) with { Choices = 3 }];

        for (var h = 0; h < WrongAnswerLaw.Points; h++)
            Assert.Equal(1, partitions.Zip(ways, (p, w) => w * Math.Exp(Coincide(p)[h])).Sum(), 9);
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

        law.Over([problem]).AddTo(scores, 0);

        Assert.True(scores[0] > scores[2] && scores[2] > scores[1], string.Join(' ', scores));
        var blind = new double[3];
        law.Blinded().Over([problem]).AddTo(blind, 0);
        Assert.Equal(blind[0], blind[1], 9);
    }

    [Fact]
    public void Choice_BlindLaw_IsTheSameWhateverIsRight()
    {
        var problem = Split(3, 1) with { Choosings = [new ChosenAnswers("judge", [3, 1], [0, 1], [0, 3])] };
        var (seeing, blind) = (new double[3], new double[3]);

        ChoiceLaw.Of("judge").Over([problem]).AddTo(seeing, 0);
        ChoiceLaw.Of("judge").Blinded().Over([problem]).AddTo(blind, 0);

        Assert.True(seeing[1] > seeing[0]);
        Assert.All(blind, x => Assert.Equal(blind[0], x, 12));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(5, 9)]
    public void Choice_AlikeAnswersTogether_IsTheUrnOfAllShown(int first, int third)
    {
        // Four shown of five, two of them alike; the right one weighs e, a wrong one its votes to the power .3, the urn is e large.
        var problem = Split(4, 1, 1, 1, 2) with
        {
            Choosings = [new ChosenAnswers("judge", [4, 1, 1, 1, 2], [0, 1, 2, 4], [first, 0, 0, third])],
        };
        var scores = new double[6];

        ChoiceLaw.Of("judge").Over([problem]).AddTo(scores, 0);

        int?[] places = [0, 1, 2, null, 3, null];
        for (var t = 0; t < scores.Length; t++)
        {
            double[] weights = [Math.Pow(4, .3), 1, 1, Math.Pow(2, .3)];
            if (places[t] is { } right)
                weights[right] = Math.E;
            var sum = weights.Sum();
            Assert.Equal(
                PolyaLaw.LogLikelihood([.. weights.Select(w => w * Math.E / sum)], [first, 0, 0, third]), scores[t], 9);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Choice_Slopes_AreThoseOfTheLikelihood(int right)
    {
        var outcome = new ChosenOutcome([new(1, 2, 2), new(1, 0, 1), new(5, 9, 1)], 13, 0);
        double[] at = [.7, .4, .9];
        var slopes = new Slopes(0, 3);

        new ChoiceUrn(outcome, at, ChoiceUrn.WeightsOf(at)).AddSlopes(slopes, right, 2);

        for (var i = 0; i < 3; i++)
        {
            var (up, down) = (At(i, 1e-4), At(i, -1e-4));
            Assert.Equal((up - down) / 2e-4, slopes.First[i], 6);
            Assert.Equal((up + down - (2 * At(i, 0))) / 1e-8, slopes.Second[i], 3);
        }

        double At(int term, double by)
        {
            var moved = at.ToArray();
            moved[term] += by;
            return 2 * new ChoiceUrn(outcome, moved, ChoiceUrn.WeightsOf(moved)).LogLikelihood(right);
        }
    }

    [Fact]
    public void Measure_AnswersMeasuredAlikeTogether_IsTheSumOverAll()
    {
        // σ is taken from the attempts that agree: here 1, so that means are their own standard scores.
        var root = Math.Sqrt(.5);
        var problem = Split(2, 1, 1, 1) with
        {
            Measures = [new MeasuredAnswers("length", [[5 - root, 5 + root], [7], [4], []])],
        };
        var (delta, omega) = (.7, .5);
        var scores = new double[5];

        MeasureLaw.Of("length", [problem]).With([delta, Math.Log(omega)]).Over([problem]).AddTo(scores, 0);

        double[] means = [5, 7, 4];
        double[] weights = [1 / ((omega * omega) + .5), 1 / ((omega * omega) + 1), 1 / ((omega * omega) + 1)];
        for (var t = 0; t < scores.Length; t++)
        {
            var shifted = means.Select((m, a) => a == t ? m - delta : m).ToArray();
            var mean = shifted.Zip(weights, static (m, w) => m * w).Sum() / weights.Sum();
            var squares = shifted.Zip(weights, (m, w) => w * (m - mean) * (m - mean)).Sum();
            Assert.Equal(.5 * (weights.Sum(Math.Log) - squares - Math.Log(weights.Sum())), scores[t], 9);
        }
    }

    [Fact]
    public void Ratings_PatternsOfLevels_CountEachLevel()
    {
        var rated = new RatedAnswers("verdict by m", [[.1, .9, .5], [], [.3, .74, .75]]);
        TruthProblem[] problems = [Split(1), Split(3, 1, 1) with { Ratings = [rated] }, Split(2, 1, 1) with { Ratings = [rated] }];

        var table = new RatingTable("verdict by m", [.25, .5, .75], problems);

        Assert.Equal([new(1, 0, 1, 1), default, new(0, 1, 1, 1)], table.Patterns);
        Assert.True(table.PatternsOf(0).IsEmpty && table.RivalsOf(0).IsEmpty);
        Assert.Equal([0, 1, 2], table.PatternsOf(1).ToArray());
        Assert.Equal(table.PatternsOf(1), table.PatternsOf(2));
        Assert.Equal([-1, 0, 0, 0], table.RivalsOf(1).ToArray());
        Assert.Equal([new(3, 0, 0, 0), default], new RatingTable("verdict by m", [1, 1, 1], problems).Patterns);
    }

    [Fact]
    public void Choices_AlikeOutcomes_AreWeighedOnce()
    {
        ChosenAnswers Chosen(int[] votes, int[] wins) => new("judge", votes, [0, 1, 2], wins);
        TruthProblem[] problems =
        [
            Split(3, 1, 1) with { Choosings = [Chosen([3, 1, 1], [1, 2, 0])] },
            Split(1, 3, 1) with { Choosings = [Chosen([1, 3, 1], [0, 1, 2]), Chosen([1, 3, 1], [3, 0, 0])] },
            Split(2),
        ];

        var table = new ChoiceTable("judge", problems);

        Assert.Equal([3, 3], table.Outcomes.Select(static o => o.Drawn));
        Assert.Equal(8, table.Places);
        Assert.Equal(table.RowsOf(0)[0].PlaceOf(0), table.RowsOf(1)[0].PlaceOf(1));
        Assert.Equal(table.RowsOf(0)[0].PlaceOf(1), table.RowsOf(1)[0].PlaceOf(2));
        Assert.NotEqual(table.RowsOf(0)[0].None, table.RowsOf(1)[1].None);
        Assert.True(table.RowsOf(2).IsEmpty);
    }

    [Fact]
    public void Posterior_ProblemsThatShareWhatTheyShow_EachAsAlone()
    {
        // Of other members and votes, so that some rows are shared and some are not.
        var problems = Enumerable.Range(0, 300)
            .Select(static i => Split(1 + (i % 5), 1 + (i % 3), 1) with { Choices = i % 7 == 0 ? 5 : 0 }).ToList();
        var nodes = new TruthNodes(TruthModel.Prior);
        var all = new TruthExpectation(new TruthCases(problems));

        var together = all.Of(nodes, []).LogLikelihood;

        Assert.Equal(problems.Sum(p => new TruthExpectation(new TruthCases([p])).Of(nodes, []).LogLikelihood), together, 9);
        for (var i = 0; i < problems.Count; i++)
            Assert.Equal(TruthModel.Prior.Posterior(problems[i]), all.Truths[i].ToArray(), static (a, b) => Math.Abs(a - b) < 1e-12);
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

    private static double[] Coincide(TruthProblem problem) =>
        WrongAnswerLaw.LogLikelihoods(problem.Choices, [.. problem.Answers.Select(static a => a.Votes)], right: 0);

    private static TruthProblem Split(params int[] sizes) => new()
    {
        Id = "p",
        Answers = [.. sizes.Select(static (size, i) => new TruthAnswer(
            $"{(char)('a' + i)}", [.. Enumerable.Range(0, size).Select(m => $"m{i}{m}")]))],
    };
}
