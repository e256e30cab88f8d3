namespace HeavySim.Core.Tests;

public sealed class NearestNameTests
{
    private static readonly string[] Known = ["vote", "bayes", "dawid-skene"];

    [Theory]
    [InlineData("vot", "vote")]
    [InlineData("VOTE", "vote")]
    [InlineData("byaes", "bayes")]
    [InlineData("byase", null)]
    [InlineData("baies", "bayes")]
    [InlineData("dawidskene", "dawid-skene")]
    [InlineData("dawid-skeen", "dawid-skene")]
    [InlineData("nothing", null)]
    [InlineData("", null)]
    public void To_Misspelt_IsTheNearestThatIsNear(string name, string? expected) => Assert.Equal(expected, NearestName.To(name, Known));

    [Fact]
    public void To_NothingKnown_IsNull() => Assert.Null(NearestName.To("vote", []));

    [Fact]
    public void Hint_NothingNear_SaysNothing() => Assert.Equal("", NearestName.Hint("nothing", Known));

    [Fact]
    public void Hint_OneNear_AsksForIt() => Assert.Equal(" Did you mean 'vote'?", NearestName.Hint("vota", Known));
}
