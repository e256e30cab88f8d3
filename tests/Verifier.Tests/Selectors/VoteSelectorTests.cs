namespace HeavySim.Verifier.Tests;

public class VoteSelectorTests
{
    private readonly VoteSelector _vote = new();

    [Fact]
    public void Select_ClearMajority_WinsWithItsShareAsConfidence()
    {
        var ballot = Ballots.Of("42", "41", "42", null, "42");

        var selection = _vote.Select(ballot);

        Assert.Equal("42", selection.Answer!.Key);
        Assert.Equal(.75, selection.Confidence!.Value, 12);
        Assert.Equal(["42", "41"], selection.Ranking.Select(r => r.Key));
        Assert.Equal("3 of 4 answers say \"42\", 1 \"41\"; 1 agent gave no answer.", selection.Rationale);
    }

    [Theory]
    [InlineData(15, (17 + (15 * 18.0 / 19)) / 32)]
    [InlineData(0, 1)]
    public void Select_VoteEndedEarly_CountsThoseWhoWereNotAsked(int unasked, double expected)
    {
        var ballot = Ballots.Of([.. Enumerable.Repeat("42", 17)]) with { Unasked = unasked };

        Assert.Equal(expected, _vote.Select(ballot).Confidence!.Value, 12);
    }

    [Fact]
    public void Select_NobodyAnswered_HasNoAnswerAndNoConfidence()
    {
        var selection = _vote.Select(Ballots.Of(null, null));

        Assert.Null(selection.Answer);
        Assert.Null(selection.Confidence);
        Assert.Empty(selection.Ranking);
    }

    [Fact]
    public void Select_Tie_DoesNotDependOnTheOrderOfArrival()
    {
        var forward = Enumerable.Range(0, 6).Select(i => Ballots.Attempt(i, "abc"[i % 3].ToString())).ToList();
        var backward = Enumerable.Reverse(forward).ToList();

        for (var seed = 0; seed < 50; seed++)
        {
            var first = _vote.Select(Ballot.Of(forward), seed: seed);
            var second = _vote.Select(Ballot.Of(backward), seed: seed);

            Assert.Equal(first.Answer, second.Answer);
            Assert.Equal(first.Ranking, second.Ranking);
            Assert.Equal(first.Rationale, second.Rationale);
        }
    }

    [Fact]
    public void Select_Tie_IsDrawnUniformly()
    {
        var ballot = Ballots.Of("a", "b", "c", "a", "b", "c", "d");
        var wins = new Dictionary<string, int>();

        for (var i = 0; i < 3000; i++)
        {
            var key = _vote.Select(ballot, seed: i, problem: $"p{i % 7}").Answer!.Key;
            wins[key] = wins.GetValueOrDefault(key) + 1;
        }

        Assert.Equal(["a", "b", "c"], wins.Keys.Order());
        Assert.All(wins.Values, w => Assert.InRange(w, 900, 1100));
    }

    [Fact]
    public void Select_Cancelled_Throws()
    {
        Assert.Throws<OperationCanceledException>(() =>
            { _ = _vote.SelectAsync(Ballots.Problem(), Ballots.Of("1"), [], 1, new CancellationToken(canceled: true)); });
    }
}
