using System.Text.Json;

namespace HeavySim.EndToEnd.Tests;

public sealed class SweepTests
{
    [Fact]
    public async Task Sweep_KilledInItsSecondRun_GoesOnAndEndsAlike()
    {
        using var folder = new ScratchFolder();
        var grid = Grid(folder, """ "agents": [2, 4], "checks": ["verdict"], "selectors": ["best"] """);
        var whole = await HeavySimProcess.RunAsync(folder.Path, "sweep", grid, "--store", "whole.db", "--json");

        using (var process = HeavySimProcess.Start(folder.Path, "sweep", grid))
        {
            while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line
                && !line.StartsWith("run 2 of 2", StringComparison.Ordinal))
            {
            }

            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var resumed = await HeavySimProcess.RunAsync(folder.Path, "sweep", grid, "--json");

        Assert.True(resumed.ExitCode == 0, resumed.Error);
        var (expected, actual) = (whole.Json.GetProperty("rows"), resumed.Json.GetProperty("rows"));
        Assert.Equal(2, actual.GetArrayLength());
        for (var i = 0; i < 2; i++)
        {
            // Seconds may differ where the run was cut: the simulated queue stood otherwise.
            Assert.Equal(expected[i].GetProperty("accuracy").GetRawText(), actual[i].GetProperty("accuracy").GetRawText());
            Assert.Equal(expected[i].GetProperty("outputTokens").GetDouble(), actual[i].GetProperty("outputTokens").GetDouble());
        }

        Assert.Equal(expected[0].GetRawText(), actual[0].GetRawText());
    }

    private static string Grid(ScratchFolder folder, string lists)
    {
        var problems = JsonSerializer.Serialize(Path.GetFileName(Sums.File(folder, 30)));
        return folder.Write("grid.json", $$"""{ "problems": {{problems}}, {{lists}} }""");
    }
}
