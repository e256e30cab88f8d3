using System.Reflection;
using PublicApiGenerator;

namespace HeavySim.EndToEnd.Tests;

/// <summary>
/// What others can build on, written down: a change of a public type, member or default shows up in a review as a change of a text file.
/// </summary>
public sealed class PublicApiTests
{
    private const string Accept = "HEAVYSIM_ACCEPT_API";

    private static readonly string Baselines = Repository.Path("tests", "EndToEnd.Tests", "Api");

    /// <summary>Every library; the executable has no public surface.</summary>
    public static TheoryData<string> Libraries => [.. Names()];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void PublicApi_OfEachLibrary_IsAsWrittenDown(string library)
    {
        var assembly = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, library + ".dll"));
        var api = Normalized(assembly.GeneratePublicApi(new ApiGeneratorOptions
        {
            IncludeAssemblyAttributes = false,
            ExcludeAttributes = // The compiler's own: they change with every private member beside the method.
            [
                "System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute",
                "System.Runtime.CompilerServices.AsyncStateMachineAttribute",
                "System.Runtime.CompilerServices.IteratorStateMachineAttribute",
            ],
        }));
        var baseline = Path.Combine(Baselines, library + ".txt");
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            Directory.CreateDirectory(Baselines);
            File.WriteAllText(baseline, api);
        }

        var written = File.Exists(baseline) ? Normalized(File.ReadAllText(baseline)) : "";
        Assert.True(api == written, $"The public API of {library} has changed:\n{Difference(written, api)}\n"
            + $"If that is meant, accept it and commit the files:\n  {Accept}=1 dotnet test tests/EndToEnd.Tests --filter "
            + $"{nameof(PublicApiTests)}");
    }

    [Fact]
    public void Baselines_OfNoLibrary_AreNotKept() =>
        Assert.All(Directory.GetFiles(Baselines, "*.txt"), static file => Assert.Contains(Path.GetFileNameWithoutExtension(file), Names()));

    private static IEnumerable<string> Names() => Directory.GetDirectories(Repository.Path("src"))
        .Select(static folder => $"HeavySim.{Path.GetFileName(folder)}")
        .Where(static name => name != "HeavySim.Cli")
        .Order(StringComparer.Ordinal);

    private static string Normalized(string text) => text.ReplaceLineEndings("\n").TrimEnd() + "\n";

    /// <summary>Lines that are gone and lines that are new, at most twenty of each: a glance, not a patch.</summary>
    private static string Difference(string before, string after)
    {
        string[] old = before.Split('\n'), now = after.Split('\n');
        return string.Join('\n', old.Except(now, StringComparer.Ordinal).Take(20).Select(static l => "- " + l.Trim())
            .Concat(now.Except(old, StringComparer.Ordinal).Take(20).Select(static l => "+ " + l.Trim())));
    }
}
