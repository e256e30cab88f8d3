using System.IO.Compression;

namespace HeavySim.EndToEnd.Tests;

/// <summary>
/// heavysim as a dotnet tool, packed from what is under test and installed from a folder, with no package source besides.
/// </summary>
public sealed class ToolTests
{
    [Fact]
    public async Task Tool_PackedAndInstalledFromAFolder_Runs()
    {
        using var folder = new ScratchFolder();
        var feed = Directory.CreateDirectory(folder.File("feed")).FullName;
        var tools = folder.File("tools");

        await SucceedAsync(
            folder, "dotnet", "pack", Repository.Path("src", "Cli"), "--no-build", "--configuration", Configuration, "--output", feed,
            "-m:1", "-nodeReuse:false");
        await SucceedAsync(folder, "dotnet", "tool", "install", "HeavySim", "--tool-path", tools, "--source", feed);

        var heavysim = Path.Combine(tools, OperatingSystem.IsWindows() ? "heavysim.exe" : "heavysim");
        var help = await SucceedAsync(folder, heavysim, "--help");
        Assert.Contains("solve", help.Output, StringComparison.Ordinal);
        var run = await SucceedAsync(folder, heavysim, "run", Sums.File(folder, 3), "-n", "2", "--store", folder.File("tool.db"), "--json");
        Assert.Equal(6, run.Json.GetProperty("samples").GetInt32());
        Assert.True(File.Exists(folder.File("tool.db")));

        var model = await SucceedAsync(
            folder, heavysim, "solve", "What is 3 + 4?", "-n", "2", "--mode", "vote", "--json",
            "--endpoint", $"gguf:{Repository.Path("examples", "models", "tiny-arith.gguf")}");
        Assert.Equal(2, model.Json.GetProperty("attempts").GetArrayLength());

        // One package for all systems: what runs model files is in it for each.
        using var package = ZipFile.OpenRead(Directory.GetFiles(feed, "*.nupkg").Single());
        var packed = package.Entries.Select(static e => e.FullName).ToHashSet(StringComparer.Ordinal);
        foreach (var file in (string[])[
            "linux-x64/native/avx2/libllama.so", "linux-musl-x64/native/avx2/libllama.so", "linux-arm64/native/libllama.so",
            "osx-arm64/native/libllama.dylib", "win-x64/native/avx2/llama.dll"])
            Assert.Contains($"tools/net10.0/any/runtimes/{file}", packed);
    }

    /// <summary>
    /// The configuration these tests were built in, and so the executable with them: bin/Debug/net10.0 or bin/Release/net10.0.
    /// </summary>
    private static string Configuration { get; } = Path.GetFileName(
        Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!;

    private static async Task<HeavySimProcess.Result> SucceedAsync(ScratchFolder folder, string program, params string[] args)
    {
        var result = await ForeignProcess.RunAsync(folder.Path, program, args);

        Assert.True(result.ExitCode == 0, $"{program} {string.Join(' ', args)}\n{result.Output}\n{result.Error}");
        return result;
    }
}
