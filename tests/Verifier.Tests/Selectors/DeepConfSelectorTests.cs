namespace HeavySim.Verifier.Tests;

public sealed class DeepConfSelectorTests
{
    [Fact]
    public void Select_SurestTenth_OutvotesTheMany()
    {
        // Ten attempts: the bar of the surest tenth is the 90th percentile, 9.1, which only the last one passes.
        var selection = Create("deepconf").Select(Of([.. Enumerable.Range(1, 9).Select(static i => ("7", (double)i)), ("8", 10)]));

        Assert.Equal("8", selection.Answer!.Key);
        Assert.Equal(1, selection.Confidence!.Value, 12);
        Assert.Equal("deepconf", selection.Method);
        Assert.Contains(
            "The 1 of 10 attempts with the bottom-tenth token confidence of 10.000 or more count", selection.Rationale,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Select_AllKept_IsTheWeighedVote()
    {
        var selection = Create("deepconf:keep=1").Select(Of(("7", 2), ("7", 3), ("8", 6)));

        Assert.Equal("8", selection.Answer!.Key);
        Assert.Equal(6.0 / 11, selection.Confidence!.Value, 12);
    }

    [Theory]
    [InlineData("deepconf", "b")]
    [InlineData("deepconf:tail", "t")]
    [InlineData("deepconf:lowest", "l")]
    [InlineData("deepconf:mean", "m")]
    public void Select_Measure_IsTheOneOfItsName(string name, string expected)
    {
        var ballot = Ballot.Of(
        [
            Attempt(0, "m", new TokenConfidence(9, 1, 1, 1)), Attempt(1, "t", new TokenConfidence(1, 9, 1, 1)),
            Attempt(2, "l", new TokenConfidence(1, 1, 9, 1)), Attempt(3, "b", new TokenConfidence(1, 1, 1, 9)),
        ]);

        Assert.Equal(expected, Create(name).Select(ballot).Answer!.Key);
    }

    [Fact]
    public void Select_WarmUp_SetsTheBarAlone()
    {
        // The first two set it at 5: the third is below it, the fourth above.
        var selection = Create("deepconf:lowest:keep=.5:warmup=2").Select(Of(("a", 4), ("b", 6), ("a", 4.9), ("b", 5.1)));

        Assert.Equal("b", selection.Answer!.Key);
        Assert.Equal(1, selection.Confidence!.Value, 12);
    }

    [Fact]
    public void Select_WithoutLogprobs_IsTheVoteAndSaysSo()
    {
        var selection = Create("deepconf").Select(Ballots.Of("1", "1", "2"));

        Assert.Equal("1", selection.Answer!.Key);
        Assert.Contains("No attempt has log-probabilities", selection.Rationale, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_OrderOfArrival_DoesNotMatter()
    {
        (string, double)[] given = [("1", 3.1), ("2", 2.2), ("1", 1.7), ("3", 5.9), ("2", 4.4)];
        var forward = given.Select((g, i) => Attempt(i, g.Item1, Alike(g.Item2))).ToList();

        var one = Create("deepconf:keep=.6").Select(Ballot.Of(forward));
        var other = Create("deepconf:keep=.6").Select(Ballot.Of([.. Enumerable.Reverse(forward)]));

        Assert.Equal(one.Ranking, other.Ranking);
    }

    [Theory]
    [InlineData("deepconf:head")]
    [InlineData("deepconf:keep=0")]
    [InlineData("deepconf:keep=1.1")]
    [InlineData("deepconf:warmup=0")]
    [InlineData("deepconf:")]
    public void Create_NotWellFormed_SaysWhatTheFamilyIs(string name)
    {
        var error = Assert.Throws<HeavySimException>(() => Create(name));

        Assert.Contains("deepconf[:bottom|tail|lowest|mean]", error.Message, StringComparison.Ordinal);
    }

    private static ISelector Create(string name) => SelectorCatalog.Create(name, new SelectorOptions());

    private static Ballot Of(params (string Answer, double Confidence)[] given) =>
        Ballot.Of([.. given.Select((g, i) => Attempt(i, g.Answer, Alike(g.Confidence)))]);

    private static TokenConfidence Alike(double value) => new(value, value, value, value);

    private static Attempt Attempt(int agent, string answer, TokenConfidence confidence) =>
        Ballots.Attempt(agent, answer) with { TokenConfidence = confidence };
}
