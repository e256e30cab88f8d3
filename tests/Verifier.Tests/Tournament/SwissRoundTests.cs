namespace HeavySim.Verifier.Tests;

public class SwissRoundTests
{
    private static readonly RandomKey Key = RandomKey.Of(1);

    [Theory]
    [InlineData(2, 1)]
    [InlineData(5, 3)]
    [InlineData(16, 8)]
    public void Of_FirstRound_TakesEveryoneOnce(int answers, int games)
    {
        var round = SwissRound.Of(Keys(answers), [], Key);

        Assert.Equal(games, round.Count);
        Assert.Equal(answers, round.SelectMany(static p => new[] { p.First, p.Second }).Distinct().Count());
    }

    [Fact]
    public void Of_LaterRound_NeighboursOfTheBetterHalfWhoHaveNotMet()
    {
        // a and b won high, c and d won low, the others lost.
        var games = new[] { Game("a", "e", 1), Game("b", "f", .9), Game("c", "g", .4), Game("d", "h", .3) };

        var round = SwissRound.Of(Keys(8), games, Key).Select(static p => Sorted(p)).ToList();

        Assert.Equal([(0, 1), (2, 3)], round);
    }

    [Fact]
    public void Of_WholeTournament_NoPairTwiceInOneOrder()
    {
        var keys = Keys(4);
        var games = new List<Comparison>();
        while (SwissRound.Of(keys, games, Key) is { Count: > 0 } round)
            games.AddRange(round.Select(p => Game(keys[p.First], keys[p.Second], .5)));

        Assert.Equal(12, games.Count);
        Assert.Equal(12, games.Select(static g => string.Concat(g.AnswerKeys)).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Of_ManyKeys_PutsEachFirstAboutHalfTheTime()
    {
        var lowFirst = Enumerable.Range(0, 400).Count(static seed => SwissRound.Of(["a", "b"], [], RandomKey.Of(seed))[0].First == 0);

        Assert.InRange(lowFirst, 160, 240);
    }

    [Fact]
    public void Standings_Margins_WeighTheWins()
    {
        string[] keys = ["a", "b", "c"];

        var strengths = Standings.Of(keys, [Game("a", "b", .9), Game("c", "b", .2)]);
        var level = Standings.Of(keys, [Game("a", "b", 0)]);

        Assert.True(strengths[0] > strengths[2]);
        Assert.True(strengths[2] > strengths[1]);
        Assert.Equal(level[0], level[1], 9);
    }

    [Fact]
    public void Standings_NoMargin_IsAWholeWin()
    {
        string[] keys = ["a", "b"];

        Assert.Equal(
            BradleyTerry.Strengths([[0, 1], [0, 0]]),
            Standings.Of(keys, [CheckedWorld.Comparison("pairwise", "a", "b", "a"), CheckedWorld.Comparison("pairwise", null, "a", "b")]));
    }

    private static string[] Keys(int count) => [.. Enumerable.Range(0, count).Select(static i => ((char)('a' + i)).ToString())];

    private static Comparison Game(string winner, string loser, double margin) =>
        CheckedWorld.Comparison("swiss", margin > 0 ? winner : null, winner, loser) with { Margin = margin };

    private static (int Low, int High) Sorted((int First, int Second) pair) =>
        (Math.Min(pair.First, pair.Second), Math.Max(pair.First, pair.Second));
}
