namespace HeavySim.Verifier.Tests;

public class SelectorCatalogTests
{
    [Fact]
    public void Names_WithoutCalls_CanAllBeCreatedAndKnowTheirName()
    {
        foreach (var name in SelectorCatalog.WithoutCalls)
            Assert.Equal(name, SelectorCatalog.Create(name.ToUpperInvariant(), new SelectorOptions()).Name);

        Assert.DoesNotContain("synthesis", SelectorCatalog.WithoutCalls);
        Assert.All(SelectorCatalog.Names, static n => Assert.NotEmpty(n.Help));
    }

    [Theory]
    [InlineData("vot", "Did you mean 'vote'?")]
    [InlineData("fusoin", "Did you mean 'fusion'?")]
    [InlineData("oracle", "There are: vote, confidence, fusion")]
    [InlineData("learned", "learned:fusion.json")]
    [InlineData("learned:/nowhere.json", "/nowhere.json")]
    [InlineData("synthesis", "answer engine")]
    public void Create_Wrong_SaysWhatIsRight(string name, string expected)
    {
        var error = Assert.Throws<HeavySimException>(() => SelectorCatalog.Create(name, new SelectorOptions()));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_Learned_ReadsItsFile()
    {
        var path = Path.Combine(Path.GetTempPath(), $"catalog-{Environment.ProcessId}.json");
        try
        {
            await FusionFile.WriteAsync(path, FusionTrainer.Train(PanelWorld.Equals(seed: 1, problems: 30, members: 3)));

            Assert.Equal($"learned:{path}", SelectorCatalog.Create($"learned:{path}", new SelectorOptions()).Name);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
