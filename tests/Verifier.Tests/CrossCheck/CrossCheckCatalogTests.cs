namespace HeavySim.Verifier.Tests;

public class CrossCheckCatalogTests
{
    private static readonly CrossCheckOptions Options = Panels.Options(new ScriptedModel(static _ => ""), 3);

    [Fact]
    public void Create_None_IsNoCheck() => Assert.Null(CrossCheckCatalog.Create("none", Options));

    [Theory]
    [InlineData("verdict", "verdict")]
    [InlineData("Verdict:5", "verdict")]
    [InlineData("verdict + listwise:4", "verdict+listwise")]
    [InlineData("reverse+pairwise:2", "reverse+pairwise")]
    [InlineData("swiss", "swiss")]
    [InlineData("swiss:2.5+verdict", "swiss+verdict")]
    public void Create_Methods_NamesThem(string specification, string method) =>
        Assert.Equal(method, CrossCheckCatalog.Create(specification, Options)!.Method);

    [Theory]
    [InlineData("verdicts", "Did you mean 'verdict'?")]
    [InlineData("", "There are: none, verdict")]
    [InlineData("verdict:0", "1 to 32")]
    [InlineData("verdict:", "1 to 32")]
    [InlineData("pairwise:1", "2 to 32")]
    [InlineData("pairwise:2.5", "2 to 32, not '2.5'")]
    [InlineData("swiss:0.5", "1 to 32, fractions allowed")]
    [InlineData("swiss:NaN", "1 to 32, fractions allowed")]
    [InlineData("swiss:2,5", "1 to 32, fractions allowed")]
    [InlineData("verdict:2.5", "1 to 32, not")]
    [InlineData("swiss:calls=2", "1 to 32, fractions allowed")]
    [InlineData("verdict+verdict:2", "twice")]
    [InlineData("none+verdict", "stands alone")]
    [InlineData("notes", "needs agents")]
    public void Create_Wrong_SaysWhatIsRight(string specification, string expected)
    {
        var error = Assert.Throws<HeavySimException>(() => CrossCheckCatalog.Create(specification, Options));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_OptionsOutOfRange_NamesEveryOne()
    {
        var options = Options with
        {
            MaxCalls = 0,
            MaxConcurrency = 0,
            MaxSolutionLength = 1,
            CallDeadline = TimeSpan.Zero,
        };

        var message = Assert.Throws<HeavySimException>(() => CrossCheckCatalog.Create("verdict", options)).Message;

        Assert.All(new[] { "calls", "concurrency", "length", "deadline" }, word =>
            Assert.Contains(word, message, StringComparison.Ordinal));
    }

    [Fact]
    public void Names_All_CanBeCreated()
    {
        foreach (var (name, help) in CrossCheckCatalog.Names)
        {
            Assert.NotEmpty(help);
            _ = CrossCheckCatalog.Create(
                name.Split('[')[0], Options with { Agents = [new ScriptedAgent(0, static _ => Ballots.Attempt(0, "a"))] });
        }
    }
}
