namespace HeavySim.Verifier.Tests;

public class BayesSelectorTests
{
    private static readonly VoteSelector Vote = new();

    [Theory]
    [InlineData(.92, .12)]
    [InlineData(.85, .30)]
    public void Select_TwoLevelAnswersOneVerdictEach_GainsHalfTheGapOfTheRates(double truePositive, double falsePositive)
    {
        // One right and one wrong answer with a vote each: the vote is right half of the time, one verdict on each adds (TPR - FPR) / 2.
        var problems = CheckedWorld.Create(1, 12_000, voters: 2, solveRate: .5, truePositive, falsePositive, verdictsPerClass: 1)
            .Where(static p => p.Ballot.Classes.Count == 2 && p.Ballot.Classes.Any(static c => c.Key == "right"))
            .ToList();

        var accuracy = Bayes(CheckerRates.Learn(problems)).Accuracy(problems);

        Assert.Equal(.5, Vote.Accuracy(problems), .03);
        Assert.Equal(.5 + ((truePositive - falsePositive) / 2), accuracy, .02);
    }

    [Fact]
    public void Select_StrongCheckers_ReachWhatTheTrueRatesReach()
    {
        var problems = CheckedWorld.Create(2, 3000, voters: 5, solveRate: .4, truePositive: .92, falsePositive: .12);
        var (learned, unlabelled) = (
            CheckerRates.Learn(problems), CheckerRates.LearnUnlabelled([.. problems.Select(static p => p with { CorrectKeys = null })]));

        var best = problems.Average(static p => TrueOdds(p) ? 1.0 : 0.0);

        Assert.True(best > Vote.Accuracy(problems) + .1);
        Assert.Equal(best, Bayes(learned).Accuracy(problems), .01);
        Assert.Equal(best, Bayes(unlabelled).Accuracy(problems), .01);

        // The optimal rule, from the world's own numbers.
        static bool TrueOdds(CheckedProblem p)
        {
            var best = p.Ballot.Classes.MaxBy(c => (c.Votes * Math.Log(4 * .4 / .6)) + p.Findings.OfType<Verdict>()
                .Where(v => v.AnswerKey == c.Key)
                .Sum(static v => v.Judgement == Judgement.Correct ? Math.Log(.92 / .12) : Math.Log(.08 / .88)));
            return best!.Key == "right";
        }
    }

    [Theory]
    [InlineData(.5, .5)]
    [InlineData(.9, .9)]
    [InlineData(.12, .92)]
    [InlineData(.4, .6)]
    public void Select_UselessOrInvertedCheckers_IsTheVote(double truePositive, double falsePositive)
    {
        var problems = CheckedWorld.Create(3, 1500, voters: 5, solveRate: .4, truePositive, falsePositive);

        Assert.Equal(Vote.Accuracy(problems), Bayes(CheckerRates.Learn(problems)).Accuracy(problems), 12);
        Assert.InRange(
            Bayes(CheckerRates.LearnUnlabelled([.. problems.Select(static p => p with { CorrectKeys = null })])).Accuracy(problems),
            Vote.Accuracy(problems) - .005,
            1);
    }

    [Fact]
    public void Select_Confidence_IsCalibratedWhereItsAssumptionsHold()
    {
        var problems = CheckedWorld.Create(4, 4000, voters: 4, solveRate: .4, truePositive: .85, falsePositive: .3);
        var bayes = Bayes(CheckerRates.Learn(problems));

        var mean = problems.Average(p =>
            bayes.SelectAsync(p.Problem, p.Ballot, p.Findings, 1, CancellationToken.None).Result.Confidence!.Value);

        Assert.Equal(bayes.Accuracy(problems), mean, .02);
    }

    [Fact]
    public void Select_NoVerdicts_RanksLikeTheVote()
    {
        var ballot = Ballots.Of("a", "b", "b", "c", "a", "b");

        var selection = Bayes(CheckerRates.Stated).Select(ballot);

        Assert.Equal(["b", "a", "c"], selection.Ranking.Select(static r => r.Key));
        Assert.InRange(selection.Ranking.Sum(static r => r.Score), .5, .999);
    }

    [Fact]
    public void Select_Rationale_TellsVotesVerdictsAndBelief()
    {
        var selection = Bayes(CheckerRates.Stated).Select(
            Ballots.Of("a", "b"),
            [CheckedWorld.Verdict("a", Judgement.Correct), CheckedWorld.Verdict("b", Judgement.Incorrect), CheckedWorld.Verdict(
                "b", Judgement.Abstained)]);

        Assert.Equal("a", selection.Answer!.Key);
        Assert.Contains("Verdicts for and against: \"a\" 1:0, \"b\" 0:1 (1 undecided).", selection.Rationale, StringComparison.Ordinal);
        Assert.Contains(
            "Checkers are taken to accept 77% of right and 41% of wrong answers.", selection.Rationale, StringComparison.Ordinal);
    }

    [Fact]
    public void Rates_Learned_LeaveTheProblemOut()
    {
        var problems = CheckedWorld.Create(5, 2, voters: 1, solveRate: 1, truePositive: 1, falsePositive: 0, verdictsPerClass: 1);
        var rates = CheckerRates.Learn(problems);
        var alone = CheckerRates.Learn([problems[1]]);

        Assert.Equal(alone.For(Ballots.Card(20), "verdict", "other"), rates.For(Ballots.Card(20), "verdict", "p0"));
        Assert.NotEqual(rates.For(Ballots.Card(20), "verdict", "other"), rates.For(Ballots.Card(20), "verdict", "p0"));
    }

    private static ISelector Bayes(CheckerRates rates) => SelectorCatalog.Create(
        "bayes", new SelectorOptions
        {
            Rates = rates,
            Bayes = new BayesOptions { SolveRate = .4, VoteCorrelation = 0, VerdictCorrelation = 0 },
        });
}
