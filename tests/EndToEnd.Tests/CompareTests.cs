namespace HeavySim.EndToEnd.Tests;

public sealed class CompareTests
{
    [Fact]
    public async Task Compare_TwoSinglesOfKnownCounts_HasTheExactPValues()
    {
        using var folder = new ScratchFolder();
        // 12 problems only A has right, 3 only B, 5 both.
        await ImportAsync(folder, "a", i => i < 12 || i >= 15, tokens: 100);
        await ImportAsync(folder, "b", i => i >= 12, tokens: 50);

        var result = await HeavySimProcess.RunAsync(folder.Path, "compare", "a", "b", "--store", "a.db", "--store-b", "b.db", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        var chosen = result.Json.GetProperty("selected");
        Assert.Equal(12, chosen.GetProperty("onlyFirst").GetInt32());
        Assert.Equal(3, chosen.GetProperty("onlySecond").GetInt32());
        // 2·P(Bin(15, 1/2) ≤ 3) = 2·576/32768; mid-p is that less C(15, 3)/32768.
        Assert.Equal(1152.0 / 32768, chosen.GetProperty("exactPValue").GetDouble(), 1e-12);
        Assert.Equal((1152.0 - 455) / 32768, chosen.GetProperty("difference").GetProperty("pValue").GetDouble(), 1e-12);
        Assert.Equal(1152.0 / 32768, chosen.GetProperty("signFlipPValue").GetDouble(), 1e-12);
        Assert.Equal(9.0 / 20, chosen.GetProperty("difference").GetProperty("value").GetDouble(), 1e-12);
        Assert.Equal(2, result.Json.GetProperty("categories").GetArrayLength());
        Assert.Contains("a is right more often than b", result.Json.GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_ASampleTwiceAsDear_IsHeldAgainstTwoOfTheOther()
    {
        using var folder = new ScratchFolder();
        await HeavySimProcess.RunAsync(folder.Path, "import", Panel.File(folder, name: "panel"));
        await ImportAsync(folder, "dear", static _ => true, tokens: 160, problems: 60, store: "heavysim.db", question: static i => $"What is {i} - {i - 5}?", gold: "5");

        var result = await HeavySimProcess.RunAsync(folder.Path, "compare", "dear", "panel", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        var point = Assert.Single(result.Json.GetProperty("equalTokens").EnumerateArray());
        // The panel's mean sample has 80 tokens.
        Assert.Equal(160, point.GetProperty("tokens").GetDouble(), 1e-9);
        Assert.Equal(1, point.GetProperty("firstK").GetDouble(), 1e-9);
        Assert.Equal(2, point.GetProperty("secondK").GetDouble(), 1e-9);
    }

    [Fact]
    public async Task Compare_NothingInCommon_SaysSo()
    {
        using var folder = new ScratchFolder();
        await ImportAsync(folder, "a", static _ => true, tokens: 1);
        await HeavySimProcess.RunAsync(folder.Path, "import", Panel.File(folder), "--store", "a.db");

        var result = await HeavySimProcess.RunAsync(folder.Path, "compare", "a", "panel", "--store", "a.db");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("no graded problem in common", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    private static async Task ImportAsync(
        ScratchFolder folder, string name, Func<int, bool> isRight, int tokens, int problems = 20, string? store = null, Func<int, string>? question = null, string gold = "1")
    {
        var rows = Enumerable.Range(0, problems).Select(i =>
            $$"""{"id":"p{{i}}","question":"{{question?.Invoke(i) ?? $"q{i}"}}","gold":"{{gold}}","category":"{{i % 2}}","answers":["{{(isRight(i) ? gold : "0")}}"],"outputTokens":[{{tokens}}]}""");
        var import = await HeavySimProcess.RunAsync(folder.Path, "import", folder.File(name + ".jsonl", string.Join('\n', rows)), "--store", store ?? name + ".db");
        Assert.True(import.ExitCode == 0, import.Error);
    }
}
