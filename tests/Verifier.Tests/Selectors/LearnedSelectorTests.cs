namespace HeavySim.Verifier.Tests;

public class LearnedSelectorTests
{
    private static readonly Lazy<FusionModel> Trained = new(static () =>
    {
        // model-0 is nearly always right; the three others toss a coin between the right answer and one wrong one.
        var problems = Enumerable.Range(0, 120).Select(static i =>
        {
            var stream = RandomKey.Of(4).With(i).Open();
            var first = stream.NextDouble() < .9 ? "right" : "slip";
            string[] others = [.. Enumerable.Range(0, 3).Select(_ => stream.NextDouble() < .5 ? "wrong" : "right")];
            string[] names = [.. Enumerable.Range(0, 4).Select(static j => FusionMember.NameOf(Ballots.Card(j)))];
            return FusionProblem.Of($"p{i}", names, [first, .. others], static k => k == "right");
        });
        return FusionTrainer.Train([.. problems]);
    });

    private readonly LearnedSelector _learned = new(Trained.Value, "learned:f.json");

    [Fact]
    public void Select_LoneExpertAgainstMany_ChoosesTheExpertAndSaysWhy()
    {
        var selection = _learned.Select(Ballots.Of("7", "8", "8", "8"));

        Assert.Equal("7", selection.Answer!.Key);
        Assert.Equal("learned:f.json", selection.Method);
        Assert.InRange(selection.Confidence!.Value, .6, 1);
        Assert.Contains("Heaviest voices (log odds): model-0 (plain)", selection.Rationale, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_StrangersAndMissingMembers_AreWeighedAndTold()
    {
        var ballot = Ballot.Of([Ballots.Attempt(0, "7"), Ballots.Attempt(8, "7"), Ballots.Attempt(9, "8"), Ballots.Attempt(1, null)]);

        var selection = _learned.Select(ballot);

        Assert.Equal("7", selection.Answer!.Key);
        Assert.Contains("weighed as typical members: model-8 (plain), model-9 (plain)", selection.Rationale, StringComparison.Ordinal);
        Assert.Contains("3 members of 4 in the file gave no answer here", selection.Rationale, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_NobodyKnown_IsTheVote()
    {
        var ballot = Ballot.Of([Ballots.Attempt(11, "1"), Ballots.Attempt(12, "2"), Ballots.Attempt(13, "2")]);

        var selection = _learned.Select(ballot);

        Assert.Equal("2", selection.Answer!.Key);
        Assert.Contains("No agent here is in the fusion file", selection.Rationale, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_FallenBackToTheBestMember_TakesItsAnswerAndTheVoteWhereItIsSilent()
    {
        var fallen = new LearnedSelector(Trained.Value with { Method = FusionMethod.BestMember }, "learned:f.json");

        Assert.Equal("7", fallen.Select(Ballots.Of("7", "8", "8", "8")).Answer!.Key);
        Assert.Equal("8", fallen.Select(Ballots.Of(null, "8", "8", "9")).Answer!.Key);
        Assert.Contains("falls back", fallen.Select(Ballots.Of("7", "8")).Rationale, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_EmptyBallot_HasNoAnswer() => Assert.Null(_learned.Select(Ballots.Of(null, null)).Answer);
}
