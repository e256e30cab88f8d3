using System.Text.RegularExpressions;

namespace HeavySim.EndToEnd.Tests;

/// <summary>Documentation names pages, files, types and namespaces; code moves. What is named has to be there.</summary>
public sealed partial class DocumentationTests
{
    private const string Map = "docs/README.md";

    private static readonly string[] Folders = ["src", "tests", "benchmarks"];

    private static readonly Lazy<string> Code = new(static () => string.Join(
        '\n', Files("*.cs").Concat(Files("*.csproj")).Append(Repository.Path("src", "BannedSymbols.txt")).Select(File.ReadAllText)));

    private static readonly Lazy<HashSet<string>> CodeWords = new(static () => [.. Word().Matches(Code.Value).Select(static m => m.Value)]);

    public static TheoryData<string> Pages =>
        [.. DocsPages, "README.md", "CONTRIBUTING.md", "examples/README.md", .. Files("README.md").Select(Relative)];

    private static IEnumerable<string> DocsPages =>
        Directory.GetFiles(Repository.Path("docs"), "*.md").Select(Relative).Order(StringComparer.Ordinal);

    [Fact]
    public void Map_OfTheDocs_LinksEveryPage()
    {
        var linked = Links(Map).Select(static link => link.File).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(DocsPages.Where(page => page != Map && !linked.Contains(page)));
    }

    [Fact]
    public void Readme_LinksTheMap() => Assert.Contains(Map, Links("README.md").Select(static link => link.File));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_OfAPage_LeadSomewhere(string page) => Assert.Empty(
        Links(page)
            .Where(static link => !Exists(link.File) || (link.Heading.Length > 0 && !Headings(link.File).Contains(link.Heading)))
            .Select(static link => $"{link.File}#{link.Heading}"));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Paths_OnAPage_Exist(string page) => Assert.Empty(
        RepositoryPath().Matches(Read(page)).Select(static m => m.Value)
            .Where(path => !Exists(path) && !Exists(Path.Combine(Path.GetDirectoryName(page) ?? "", path))));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Namespaces_OnAPage_Exist(string page) => Assert.Empty(
        Namespace().Matches(Read(page)).Select(static m => m.Value)
            .Where(static name => !Regex.IsMatch(Code.Value, $@"\b{Regex.Escape(name)}\b")));

    /// <summary>
    /// A word in code quotes of two capitals or more, such as `RunStore`, is a type, a member or a value that occurs in the code.
    /// </summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void Types_OnAPage_Exist(string page) => Assert.Empty(
        QuotedName().Matches(Read(page)).Select(static m => m.Groups[1].Value).Where(static name => !CodeWords.Value.Contains(name)));

    [Fact]
    public void Pages_NamedInTheCode_Exist() => Assert.Empty(
        DocsPage().Matches(Code.Value).Select(static m => m.Value).Distinct().Where(static page => !Exists(page)));

    private static IEnumerable<(string File, string Heading)> Links(string page)
    {
        foreach (Match match in Link().Matches(Prose(page)))
        {
            var target = match.Groups[1].Value;
            if (target.Contains("://", StringComparison.Ordinal))
                continue;

            var parts = target.Split('#', 2);
            var file = parts[0].Length == 0 ? page : Relative(Path.GetFullPath(Path.Combine(Repository.Path(page), "..", parts[0])));
            yield return (file, parts.Length == 2 ? parts[1] : "");
        }
    }

    /// <summary>The headings of a page as GitHub names them in an address.</summary>
    private static HashSet<string> Headings(string page) =>
        [.. Heading().Matches(Prose(page))
            .Select(static m => NotInAnAddress().Replace(m.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))];

    /// <summary>A page without its code blocks.</summary>
    private static string Prose(string page) => Fence().Replace(Read(page), "");

    private static string Read(string page) => File.ReadAllText(Repository.Path(page));

    private static bool Exists(string path) => File.Exists(Repository.Path(path)) || Directory.Exists(Repository.Path(path));

    private static string Relative(string path) => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');

    private static IEnumerable<string> Files(string pattern) => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Repository.Path(folder), pattern, SearchOption.AllDirectories))
        .Where(static file => !BuildOutput().IsMatch(Relative(file)));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnAddress();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?<![\w/.-])(src|tests|benchmarks|docs|examples)/[\w./-]*\w/?")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"\bHeavySim(\.[A-Z]\w*)+")]
    private static partial Regex Namespace();

    [GeneratedRegex(@"`([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+)`")]
    private static partial Regex QuotedName();

    [GeneratedRegex(@"\bdocs/[\w-]+\.md\b")]
    private static partial Regex DocsPage();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"(^|/)(bin|obj)/")]
    private static partial Regex BuildOutput();
}
