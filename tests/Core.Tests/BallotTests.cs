namespace HeavySim.Core.Tests;

/// <summary>What selectors choose from where answers are programs.</summary>
public sealed class BallotTests
{
    private static readonly string Passing = BehaviourKey.Of(["1", "2"], passesVisible: true);
    private static readonly string Failing = BehaviourKey.Of(["1", "3"], passesVisible: false);

    [Fact]
    public void Hopeful_SomePassTheTestsOfTheirQuestion_OthersThatFailThemAreLeftOut()
    {
        var ballot = BallotOf(Failing, Failing, Passing, "x:text");

        Assert.Equal([Passing, "x:text"], ballot.Hopeful().Classes.Select(static c => c.Key));
        Assert.Equal(3, ballot.Classes.Count);
    }

    [Fact]
    public void Hopeful_NonePasses_AllStay() => Assert.Equal(2, BallotOf(Failing, Failing, "x:text").Hopeful().Classes.Count);

    [Fact]
    public void Hopeful_NoPrograms_AllStay() => Assert.Equal(2, BallotOf("n:1", "n:2").Hopeful().Classes.Count);

    [Fact]
    public void Of_SameResults_SameKeyWhateverTheTextsAre()
    {
        Assert.Equal(Passing, BehaviourKey.Of(["1", "2"], passesVisible: true));
        Assert.NotEqual(Passing, BehaviourKey.Of(["2", "1"], passesVisible: true));
        Assert.True(BehaviourKey.Fails(Failing));
        Assert.False(BehaviourKey.Fails(Passing));
    }

    private static Ballot BallotOf(params string[] keys) => Ballot.Of([.. keys.Select(static (key, i) => new Attempt
    {
        ProblemId = "p",
        Agent = new AgentCard(i, "m", "e", "s", null),
        Outcome = new Outcome.Answered(new Answer(key, key, AnswerSource.Labelled)),
    })]);
}
