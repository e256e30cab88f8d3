using System.Collections.Concurrent;
using System.Diagnostics;

namespace HeavySim.EndToEnd.Tests;

public sealed class ReadmeTests
{
    private static readonly ConcurrentDictionary<string, Task<HeavySimProcess.Result>> Results = new(StringComparer.Ordinal);

    private static readonly string[] Lines = File.ReadAllLines(Repository.Path("README.md"));

    public static TheoryData<string> Commands =>
        [.. Lines.Where(static l => l.StartsWith("dotnet run --project src/Cli -- ", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Command_OfTheReadme_Works(string command)
    {
        var result = await InShellAsync(command);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("maj@k %", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_OfTheReadme_IsWhatTheFirstCommandPrints()
    {
        var result = await InShellAsync(
            Lines.First(static l => l.StartsWith("dotnet run --project src/Cli -- run", StringComparison.Ordinal)));

        var printed = result.Output.Split('\n').Select(static l => l.TrimEnd()).Where(static l => l.Length > 0);
        Assert.All(printed, line => Assert.Contains(line, Lines.Select(static l => l.TrimEnd())));
    }

    [Fact]
    public void TestCommand_OfTheReadme_IsWhatTheBuildServerRuns()
    {
        Assert.Contains("dotnet test HeavySim.sln", Lines);
        Assert.Contains("dotnet test HeavySim.sln", File.ReadAllText(Repository.Path(".ci", "run")), StringComparison.Ordinal);
    }

    [Fact]
    public void Tree_OfTheReadme_NamesEveryRoom()
    {
        var text = File.ReadAllText(Repository.Path("README.md"));

        Assert.All(
            Directory.GetDirectories(Repository.Path("src")).Select(static d => $"src/{Path.GetFileName(d)}/"),
            room => Assert.Contains(room, text, StringComparison.Ordinal));
    }

    /// <summary>Runs a command as it is written, once for all tests.</summary>
    private static Task<HeavySimProcess.Result> InShellAsync(string command) => Results.GetOrAdd(command, RunAsync);

    private static async Task<HeavySimProcess.Result> RunAsync(string command)
    {
        using var folder = new ScratchFolder();
        // Built already, by the test command: a second build would only race with the first.
        var built = command.Replace("dotnet run ", "dotnet run --no-build ", StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-c", built])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HEAVYSIM_STORE"] = folder.File("readme.db");
        start.Environment.Remove("OPENAI_BASE_URL");
        start.Environment.Remove("OPENAI_API_KEY");
        using var process = Process.Start(start) ?? throw new InvalidOperationException("No shell.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new HeavySimProcess.Result(process.ExitCode, await output, await error);
    }
}
