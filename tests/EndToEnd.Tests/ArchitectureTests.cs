using System.Xml.Linq;

namespace HeavySim.EndToEnd.Tests;

public sealed class ArchitectureTests
{
    /// <summary>What each project may see. Cli is the composition root and may see all.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Core"] = [],
        ["Agents"] = ["Core"],
        ["Verifier"] = ["Core"],
        ["Orchestrator"] = ["Core"],
        ["Simulation"] = ["Core"],
        ["Experiments"] = ["Core", "Verifier"],
        ["Server"] = ["Core"],
        ["Cluster"] = ["Core"],
        ["Reporting"] = ["Core", "Experiments"],
        ["Cli"] = ["Core", "Agents", "Verifier", "Orchestrator", "Simulation", "Experiments", "Reporting", "Server", "Cluster"],
    };

    public static TheoryData<string> Projects =>
        [.. Directory.GetFiles(Repository.Path("src"), "*.csproj", SearchOption.AllDirectories).Select(static p => Path.GetFileName(Path.GetDirectoryName(p)!))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectReferences_OfEachProject_PointDown(string project)
    {
        var referenced = Items(project, "ProjectReference").Select(static path => Path.GetFileName(Path.GetDirectoryName(path.Replace('\\', '/')))!);

        Assert.All(referenced, name => Assert.Contains(name, Allowed[project]));
    }

    [Fact]
    public void PackageReferences_OfCore_AreNone() => Assert.Empty(Items("Core", "PackageReference"));

    [Fact]
    public void BannedSymbols_OfSource_ReachEveryProject()
    {
        var props = XDocument.Load(Repository.Path("Directory.Build.props")).ToString();

        Assert.Contains("src/BannedSymbols.txt", props, StringComparison.Ordinal);
        Assert.Contains("RS0030.severity = error", File.ReadAllText(Repository.Path(".editorconfig")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Items(string project, string item) =>
        XDocument.Load(Repository.Path("src", project, $"HeavySim.{project}.csproj")).Descendants(item).Select(static e => e.Attribute("Include")!.Value);
}
