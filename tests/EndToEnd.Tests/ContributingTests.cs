using System.Text.RegularExpressions;

namespace HeavySim.EndToEnd.Tests;

/// <summary>What CONTRIBUTING.md says of the sources is true.</summary>
public sealed partial class ContributingTests
{
    private static readonly string Page = File.ReadAllText(Repository.Path("CONTRIBUTING.md"));

    [Theory]
    [InlineData("From `heavysim run` to the HTTP call:", 12)]
    [InlineData("From an answer to the table:", 15)]
    public void Way_ThroughTheSources_IsShortAndEachFileIsThere(string heading, int most)
    {
        var list = Page[Page.IndexOf(heading, StringComparison.Ordinal)..];
        var steps = Step().Matches(list[..list.IndexOf("\n\n", list.IndexOf("\n1. ", StringComparison.Ordinal), StringComparison.Ordinal)]);

        Assert.InRange(steps.Count, 8, most);
        Assert.All(steps, static step => Assert.True(File.Exists(Repository.Path(step.Groups[1].Value)), step.Value));
    }

    [Fact]
    public void Places_OfThePage_AreThere() =>
        Assert.All(Place().Matches(Page), static place => Assert.True(Path.Exists(Repository.Path(place.Groups[1].Value)), place.Value));

    [GeneratedRegex(@"^\d+\. `(\S+\.cs)`", RegexOptions.Multiline)]
    private static partial Regex Step();

    [GeneratedRegex("`((?:src|tests)/[^`]*)`")]
    private static partial Regex Place();
}
