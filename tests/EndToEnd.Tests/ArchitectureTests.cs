using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HeavySim.EndToEnd.Tests;

public sealed partial class ArchitectureTests
{
    /// <summary>What each project may see. Cli is the composition root and may see all.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Core"] = [],
        ["Mathematics"] = [],
        ["Programs"] = ["Core"],
        ["Agents"] = ["Core", "Mathematics", "Programs"],
        ["LocalModels"] = ["Core", "Agents"],
        ["Verifier"] = ["Core", "Mathematics"],
        ["Orchestrator"] = ["Core", "Mathematics"],
        ["Simulation"] = ["Core", "Mathematics"],
        ["Statistics"] = ["Core", "Mathematics"],
        ["Records"] = ["Core"],
        ["Experiments"] = ["Core", "Mathematics", "Verifier", "Statistics", "Records"],
        ["SemanticKernel"] = ["Core", "Agents"],
        ["Server"] = ["Core"],
        ["Cluster"] = ["Core"],
        ["Reporting"] = ["Core", "Mathematics", "Statistics", "Records", "Experiments"],
        ["Ensembles"] =
        [
            "Core", "Mathematics", "Programs", "Agents", "LocalModels", "Verifier", "Orchestrator", "Simulation", "Statistics",
            "Records", "Experiments", "SemanticKernel",
        ],
        ["Cli"] =
        [
            "Core", "Mathematics", "Programs", "Ensembles", "Agents", "LocalModels", "Verifier", "Orchestrator", "Simulation",
            "Statistics", "Records", "Experiments", "Reporting", "Server", "Cluster",
        ],
    };

    public static TheoryData<string> Projects =>
        [.. Directory.GetFiles(Repository.Path("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(static p => Path.GetFileName(Path.GetDirectoryName(p)!))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectReferences_OfEachProject_PointDown(string project)
    {
        var referenced = Items(project, "ProjectReference")
            .Select(static path => Path.GetFileName(Path.GetDirectoryName(path.Replace('\\', '/')))!);

        Assert.All(referenced, name => Assert.Contains(name, Allowed[project]));
    }

    /// <summary>The rooms whose folders are namespaces.</summary>
    public static TheoryData<string> Rooms => ["Statistics", "Records", "Experiments"];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Namespaces_OfEachRoom_AreItsFolders(string project) => Assert.All(Sources(project), static source =>
        Assert.Contains(
            $"\nnamespace HeavySim.{source.Folder.Replace(System.IO.Path.DirectorySeparatorChar, '.')};\n", "\n" + source.Text,
            StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Folders_OfEachRoom_UseEachOtherOneWay(string project)
    {
        var sources = Sources(project);
        var homes = sources.SelectMany(static source => Declared(source.Text).Select(type => (type, source.Folder)))
            .GroupBy(static d => d.type, StringComparer.Ordinal)
                .ToDictionary(static d => d.Key, static d => d.First().Folder, StringComparer.Ordinal);
        var uses = sources.ToLookup(
            static s => s.Folder, s => Words(s.Text).Where(homes.ContainsKey).Select(w => homes[w]).Where(home => home != s.Folder));

        foreach (var folder in uses.Select(static u => u.Key))
            Assert.DoesNotContain(folder, Reached(folder));

        HashSet<string> Reached(string from)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var open = new Queue<string>([from]);
            while (open.TryDequeue(out var next))
            {
                foreach (var home in uses[next].SelectMany(static h => h).Where(seen.Add))
                    open.Enqueue(home);
            }

            return seen;
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Lines_OfSource_FitAScreenAndAFileIsReadAtOnce(string project)
    {
        foreach (var (_, text) in Sources(project))
        {
            var lines = text.Split('\n');
            Assert.DoesNotContain(lines, static line => line.Length > 140);
            // The last line of a file is empty.
            Assert.True(lines.Length <= 301, Declared(text).FirstOrDefault());
        }
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

    private static List<(string Folder, string Text)> Sources(string project)
    {
        var root = Repository.Path("src");
        return [.. Directory.GetFiles(System.IO.Path.Combine(root, project), "*.cs", SearchOption.AllDirectories)
            .Select(path => (
                Folder: System.IO.Path.GetRelativePath(root, System.IO.Path.GetDirectoryName(path)!), Text: File.ReadAllText(path)))
            .Where(static s => !s.Folder.Split(System.IO.Path.DirectorySeparatorChar).Any(static part => part is "obj" or "bin"))];
    }

    private static IEnumerable<string> Declared(string text) => TypeDeclaration().Matches(text).Select(static m => m.Groups[1].Value);

    private static HashSet<string> Words(string text) => [.. Word().Matches(Comment().Replace(text, "")).Select(static m => m.Value)];

    [GeneratedRegex(@"^(?:public|internal)[^\n(]*?\b(?:class|record struct|record|struct|interface|enum)\s+(\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b[A-Z]\w+")]
    private static partial Regex Word();

    private static IEnumerable<string> Items(string project, string item) =>
        XDocument.Load(Repository.Path("src", project, $"HeavySim.{project}.csproj")).Descendants(item)
            .Select(static e => e.Attribute("Include")!.Value);
}
