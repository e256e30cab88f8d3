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

    [Fact]
    public void Of_AllAttempts_IsTheSameAsOneAfterTheOther()
    {
        for (var sequence = 0; sequence < 200; sequence++)
        {
            var stream = RandomKey.Of(sequence).Open();
            var attempts = Enumerable.Range(0, 1 + stream.NextInt(12)).Select(i => Of(i, stream.NextInt(5) switch
            {
                0 => null,
                var answer => $"n:{answer}",
            })).ToList();

            var (atOnce, stepwise) = (Ballot.Of(attempts), attempts.Aggregate(Ballot.Empty(attempts.Count), static (b, a) => b.With(a)));

            Assert.Equal(Words(stepwise), Words(atOnce));
        }

        static string Words(Ballot ballot) => $"{ballot.Silent} {ballot.Outstanding} "
            + string.Join(
                "; ", ballot.Classes.Select(static c => $"{c.Key} {string.Join(' ', c.Members.Select(m => m.Attempt.Agent.Index))}"));
    }

    private static Ballot BallotOf(params string[] keys) => Ballot.Of([.. keys.Select(static (key, i) => Of(i, key))]);

    private static Attempt Of(int agent, string? key) => new()
    {
        ProblemId = "p",
        Agent = new AgentCard(agent, "m", "e", "s", null),
        Outcome = key is null ? new Outcome.Abstained("silent") : new Outcome.Answered(new Answer(key, key, AnswerSource.Labelled)),
    };
}
