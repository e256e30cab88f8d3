using HeavySim.Records.Store;

namespace HeavySim.EndToEnd.Tests;

public sealed class ReproducibilityTests
{
    [Fact]
    public async Task Run_SameSeedTwice_SameStoreContent()
    {
        using var folder = new ScratchFolder();
        var problems = Sums.File(folder, 120);

        var first = await DigestAsync(folder, problems, "first", seed: 5);
        var second = await DigestAsync(folder, problems, "second", seed: 5);
        var other = await DigestAsync(folder, problems, "third", seed: 6);

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    private static async Task<string> DigestAsync(ScratchFolder folder, string problems, string name, int seed)
    {
        var run = await HeavySimProcess.RunAsync(
            folder.Path, "run", problems, "-n", "16", "--seed", $"{seed}", "--name", name, "--store", name + ".db", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        return RunStore.OpenExisting(folder.File(name + ".db")).Read(name).Digest();
    }
}
