namespace HeavySim.Verifier.Tests;

/// <summary>confidence, best, listwise, pairwise.</summary>
public class FindingSelectorsTests
{
    private static readonly Ballot Two = Ballots.Of("a", "a", "b");

    [Fact]
    public void Confidence_SureMinority_Wins()
    {
        var ballot = Ballot.Of([Ballots.Attempt(0, "a", .2), Ballots.Attempt(1, "a", .1), Ballots.Attempt(2, "b", .9)]);

        var selection = Create("confidence").Select(ballot);

        Assert.Equal("b", selection.Answer!.Key);
        Assert.Equal(.75, selection.Confidence!.Value, 9);
    }

    [Fact]
    public void Confidence_SomeStateNone_CountAsTheMean()
    {
        var ballot = Ballot.Of([Ballots.Attempt(0, "a", .6), Ballots.Attempt(1, "b"), Ballots.Attempt(2, "b", .4)]);

        Assert.Equal(.9 / 1.5, Create("confidence").Select(ballot).Confidence!.Value, 9);
    }

    [Theory]
    [InlineData("confidence")]
    [InlineData("fusion")]
    [InlineData("best")]
    [InlineData("pointwise")]
    [InlineData("listwise")]
    [InlineData("pairwise")]
    public void Choose_ManyBallots_IsTheSelectionWithoutWords(string name)
    {
        var selector = (PureSelector)SelectorCatalog.Create(name, new SelectorOptions());

        foreach (var (problem, ballot, findings) in CheckedWorld.Create(3, 40, 5, .4, .8, .3))
        {
            IReadOnlyList<Finding> all =
                [.. findings, CheckedWorld.Comparison("listwise", ballot.Classes[^1].Key, [.. ballot.Classes.Select(static c => c.Key)])];
            var selection = selector.Select(problem, ballot, all, seed: 5);
            var choice = selector.Choose(problem, ballot, all, seed: 5);
            Assert.Equivalent(selection with { Ranking = [], Rationale = "" }, choice, strict: true);
        }

        Assert.Null(selector.Choose(Ballots.Problem("p"), Ballot.Empty(0), [], seed: 5).Answer);
    }

    [Fact]
    public void Best_Verdicts_BeatVotes()
    {
        var selection = Create("best")
            .Select(Two, [CheckedWorld.Verdict("a", Judgement.Incorrect), CheckedWorld.Verdict("b", Judgement.Correct)]);

        Assert.Equal("b", selection.Answer!.Key);
        Assert.Equal(2.0 / 3, selection.Confidence!.Value, 5);
    }

    [Fact]
    public void Best_LevelVerdicts_VotesDecide() =>
        Assert.Equal("a", Create("best")
            .Select(Two, [CheckedWorld.Verdict("a", Judgement.Correct), CheckedWorld.Verdict("b", Judgement.Correct)]).Answer!.Key);

    [Fact]
    public void Listwise_OneJudge_OutweighsTheVote()
    {
        var selection = Create("listwise")
            .Select(Two, [CheckedWorld.Comparison("listwise", "b", "a", "b"), CheckedWorld.Comparison("listwise", null, "b", "a")]);

        Assert.Equal("b", selection.Answer!.Key);
        Assert.Equal((1 + (1.0 / 3)) / 2, selection.Confidence!.Value, 9);
        Assert.Contains("Judges preferred: \"b\" 1 (1 undecided).", selection.Rationale, StringComparison.Ordinal);
    }

    [Fact]
    public void Listwise_SplitJudges_VotesDecide() =>
        Assert.Equal("a", Create("listwise")
            .Select(Two, [CheckedWorld.Comparison("listwise", "b", "a", "b"), CheckedWorld.Comparison("listwise", "a", "b", "a")])
                .Answer!.Key);

    [Fact]
    public void Pairwise_Tournament_WinnerWinsAndOutsidersCannot()
    {
        var ballot = Ballots.Of("a", "a", "b", "c", "d", "d", "d");

        var selection = Create("pairwise").Select(ballot,
        [
            CheckedWorld.Comparison("pairwise", "b", "a", "b"),
            CheckedWorld.Comparison("pairwise", "b", "b", "c"),
            CheckedWorld.Comparison("pairwise", "c", "c", "a"),
        ]);

        Assert.Equal(["b", "c", "a", "d"], selection.Ranking.Select(static r => r.Key));
        Assert.Equal(0, selection.Ranking[3].Score);
    }

    [Fact]
    public void Pairwise_Margins_DecideBetweenEqualWins()
    {
        var ballot = Ballots.Of("a", "a", "b", "c");

        var selection = Create("pairwise").Select(ballot,
        [
            CheckedWorld.Comparison("swiss", "a", "a", "c") with { Margin = .1 },
            CheckedWorld.Comparison("swiss", "b", "c", "b") with { Margin = .8 },
            CheckedWorld.Comparison("swiss", null, "a", "b") with { Margin = 0 },
        ]);

        Assert.Equal(["b", "a", "c"], selection.Ranking.Select(static r => r.Key));
    }

    [Fact]
    public void Pointwise_StatedConfidence_IsTheRating()
    {
        var ballot = Ballots.Of("a", "a", "b", "c");

        var selection = Create("pointwise").Select(ballot,
        [
            CheckedWorld.Verdict("a", Judgement.Correct) with { Confidence = .6 },
            CheckedWorld.Verdict("a", Judgement.Correct) with { Confidence = .7 },
            CheckedWorld.Verdict("b", Judgement.Correct) with { Confidence = .9 },
            CheckedWorld.Verdict("b", Judgement.Incorrect) with { Confidence = .4 },
            CheckedWorld.Verdict("c", Judgement.Abstained),
        ]);

        Assert.Equal(["b", "a", "c"], selection.Ranking.Select(static r => r.Key));
        Assert.Equal(.75 / (.75 + .65 + .5), selection.Confidence!.Value, 6);
    }

    [Fact]
    public void Fusion_FirstProblemOfAll_HearsItsVerdicts()
    {
        var selection = Create("fusion").Select(
            Ballots.Of("a", "b"),
            [
                CheckedWorld.Verdict("a", Judgement.Incorrect), CheckedWorld.Verdict("a", Judgement.Incorrect, checker: 21),
                CheckedWorld.Verdict("b", Judgement.Correct), CheckedWorld.Verdict("b", Judgement.Correct, checker: 21),
            ]);

        Assert.Equal("b", selection.Answer!.Key);
        Assert.False(selection.IsShare);
        Assert.Contains("what is believed beforehand decides", selection.Rationale, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("confidence")]
    [InlineData("pointwise")]
    [InlineData("fusion")]
    [InlineData("best")]
    [InlineData("listwise")]
    [InlineData("pairwise")]
    public void Select_NothingToGoBy_IsTheVoteTiesIncluded(string name)
    {
        var vote = new VoteSelector();
        foreach (var ballot in new[] { Two, Ballots.Of("a", "b", "c", "b", "c"), Ballots.Of("x"), Ballots.Of(null, null) })
        {
            for (var seed = 0; seed < 20; seed++)
                Assert.Equal(vote.Select(ballot, seed: seed).Answer, Create(name).Select(ballot, seed: seed).Answer);
        }
    }

    [Fact]
    public void Strengths_KnownGames_AreTheMaximumLikelihoodOnes()
    {
        // With many games the half games against the stranger vanish: s_a / s_b = wins / losses.
        var strengths = BradleyTerry.Strengths([[0, 3e6], [1e6, 0]]);

        Assert.Equal(3, strengths[0] / strengths[1], 4);
    }

    private static ISelector Create(string name) => SelectorCatalog.Create(name, new SelectorOptions());
}
