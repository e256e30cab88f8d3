using System.Text.RegularExpressions;

namespace HeavySim.Ensembles.Tests;

public sealed partial class ExamplesTests : IDisposable
{
    private static readonly string Root = FindUp();

    private readonly ScratchFolder _folder = new();

    public static TheoryData<string> Pages => ["README.md", "docs/library.md"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Pages))]
    public void Code_OfThePages_IsCompiledHere(string page)
    {
        var compiled = Lines(File.ReadAllText(Path.Combine(Root, "tests", "Ensembles.Tests", "Examples.cs")));
        var shown = Block().Matches(File.ReadAllText(Path.Combine(Root, page))).SelectMany(static b => Lines(b.Groups[1].Value)).ToList();

        Assert.NotEmpty(shown);
        Assert.All(shown.Where(static line => !line.StartsWith("using ", StringComparison.Ordinal)), line =>
            Assert.Contains(line, compiled));
    }

    [Fact]
    public void SixLines_OfTheReadme_AreSix()
    {
        var block = Block().Match(File.ReadAllText(Path.Combine(Root, "README.md"))).Groups[1].Value;

        Assert.InRange(Lines(block).Count, 3, 6);
    }

    [Fact]
    public async Task Examples_Run_ToTheirEnd()
    {
        var problems = _folder.Write("sums.jsonl", """
            {"id":"1","question":"What is 17 + 25?","answer":"42"}
            {"id":"2","question":"What is 6 times 7?","answer":"42"}
            """);

        await Examples.SixLines();
        await Examples.Watched(TestContext.Current.CancellationToken);
        await Examples.WholeRun(problems, _folder.File("runs.db"), TestContext.Current.CancellationToken);
        await Examples.Faults();

        Assert.True(File.Exists(_folder.File("runs.db")));
    }

    private static HashSet<string> Lines(string text) =>
        [.. text.Split('\n').Select(static l => l.Trim()).Where(static l => l.Length > 0 && !l.StartsWith("//", StringComparison.Ordinal))];

    private static string FindUp()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "HeavySim.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run inside the repository.");
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
