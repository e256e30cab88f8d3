namespace HeavySim.Cli.Tests.Reports;

public sealed class CompareTests
{
    [Fact]
    public async Task Compare_TwoSinglesOfKnownCounts_HasTheExactPValues()
    {
        using var folder = new ScratchFolder();
        // 12 problems only A has right, 3 only B, 5 both.
        await ImportAsync(folder, "a", i => i < 12 || i >= 15, tokens: 100);
        await ImportAsync(folder, "b", i => i >= 12, tokens: 50);

        var result = await Invocation.InAsync(folder, "compare", "a", "b", "--store", "a.db", "--store-b", "b.db", "--json");

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
        Assert.Equal(
            "On these 20 problems a is right more often than b, by 45.0 points (95 % interval 9.5 to 80.5; McNemar mid-p, p = 0.0213),"
            + " a at 100 output tokens per problem, b at 50."
            + " So many problems show 47.6 points four times in five, and less than that by luck: the true difference may well be smaller.",
            result.Json.GetProperty("sentence").GetString());
    }

    [Fact]
    public async Task Compare_ASampleTwiceAsDear_IsHeldAgainstTwoOfTheOther()
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(folder, "import", Panel.File(folder, name: "panel"));
        await ImportAsync(
            folder, "dear", static _ => true, tokens: 160, problems: 60, store: "heavysim.db",
            question: static i => $"What is {i} - {i - 5}?", gold: "5");

        var result = await Invocation.InAsync(folder, "compare", "dear", "panel", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        var point = Assert.Single(result.Json.GetProperty("equalTokens").EnumerateArray());
        // The panel's mean sample has 80 tokens.
        Assert.Equal(160, point.GetProperty("tokens").GetDouble(), 1e-9);
        Assert.Equal(1, point.GetProperty("firstK").GetDouble(), 1e-9);
        Assert.Equal(2, point.GetProperty("secondK").GetDouble(), 1e-9);
    }

    [Fact]
    public async Task Compare_ProblemsNumberedOtherwise_ArePairedByTheirQuestions()
    {
        using var folder = new ScratchFolder();
        await ImportAsync(folder, "a", static _ => true, tokens: 1, store: "heavysim.db");
        await ImportAsync(folder, "b", static i => i != 3, tokens: 1, store: "heavysim.db", prefix: "test/");

        var result = await Invocation.InAsync(folder, "compare", "a", "b", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal((20, 0), (result.Json.GetProperty("problems").GetInt32(), result.Json.GetProperty("unpaired").GetInt32()));
        Assert.Equal(1, result.Json.GetProperty("selected").GetProperty("onlyFirst").GetInt32());
    }

    [Fact]
    public async Task Compare_OneRunReadTwice_ChargesEachReadingWithWhatItTakes()
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(
            folder, "run", Sums.File(folder, 40), "-n", "8", "--endpoint", "sim:hle-like", "--check", "verdict", "--select",
            "best", "--stop", "all", "--name", "of: checks");

        var result = await Invocation.InAsync(folder, "compare", "of: checks:best", "of: checks:stop=lead", "--json");
        var vote = await Invocation.InAsync(folder, "compare", "of: checks", "of: checks:vote", "--json");
        var report = await Invocation.InAsync(folder, "report", "of: checks", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Empty(result.Json.GetProperty("equalK").EnumerateArray());
        var selected = result.Json.GetProperty("selected");
        Assert.Equal(
            ("best", "vote, stop lead"),
            (selected.GetProperty("firstMethod").GetString(), selected.GetProperty("secondMethod").GetString()));
        // The stop rule has the very figures of the report.
        var lead = report.Json.GetProperty("stopRules").EnumerateArray().Single(static r => r.GetProperty("rule").GetString() == "lead");
        Assert.Equal(
            lead.GetProperty("accuracy").GetProperty("value").GetDouble(),
            selected.GetProperty("second").GetProperty("value").GetDouble());
        Assert.Equal(lead.GetProperty("outputTokens").GetDouble(), selected.GetProperty("secondTokens").GetDouble(), 1e-9);
        // The run as it was and best-of-N over its findings paid for checks; the vote pays for its samples alone.
        var spent = report.Json.GetProperty("usage").GetProperty("outputTokens").GetDouble() / 40;
        Assert.Equal(spent, vote.Json.GetProperty("selected").GetProperty("firstTokens").GetDouble(), 1e-9);
        Assert.Equal(spent, selected.GetProperty("firstTokens").GetDouble(), 1e-9);
        Assert.Equal(
            8 * vote.Json.GetProperty("firstTokensPerSample").GetDouble(),
            vote.Json.GetProperty("selected").GetProperty("secondTokens").GetDouble(), 1e-9);
    }

    [Fact]
    public async Task Compare_CheckedRunAgainstItsVote_HoldsBothAgainstAgentsAndTokens()
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(
            folder, "run", Sums.File(folder, 40), "-n", "8", "--endpoint", "sim:hle-like", "--check", "verdict", "--select",
            "best", "--name", "checked");

        var result = await Invocation.InAsync(folder, "compare", "checked", "checked:vote", "--json");
        var report = await Invocation.InAsync(folder, "report", "checked", "--json");
        var text = await Invocation.InAsync(folder, "compare", "checked", "checked:vote");

        Assert.True(result.ExitCode == 0, result.Error);
        var curves = result.Json.GetProperty("curves");
        Assert.Equal(
            ("best", "vote"), (curves.GetProperty("firstMethod").GetString(), curves.GetProperty("secondMethod").GetString()));
        var points = curves.GetProperty("atK").EnumerateArray().ToList();
        Assert.Equal([1, 2, 4, 8], points.Select(static p => p.GetProperty("k").GetInt32()));
        var own = report.Json.GetProperty("selectorCurves")[0].GetProperty("points");
        var votes = report.Json.GetProperty("curve");
        for (var i = 0; i < points.Count; i++)
        {
            var (first, second) = (Value(points[i].GetProperty("first")), Value(points[i].GetProperty("second")));
            Assert.Equal(Value(own[i].GetProperty("accuracy")), first, 1e-12);
            Assert.Equal(Value(votes[(1 << i) - 1].GetProperty("majority")), second, 1e-12);
            Assert.Equal(second, Value(points[i].GetProperty("firstVote")), 1e-12);
            Assert.Equal(first - second, Value(points[i].GetProperty("difference")), 1e-12);
            Assert.True(points[i].GetProperty("first").GetProperty("standardError").GetDouble() > 0);
        }

        // Nobody checks a single agent; more of them pay for verdicts too, so that equal tokens buy more votes.
        Assert.Equal(Tokens(points[0], "secondTokens"), Tokens(points[0], "firstTokens"), 1e-6);
        Assert.True(Tokens(points[3], "firstTokens") > Tokens(points[3], "secondTokens"));
        var rows = curves.GetProperty("atTokens").EnumerateArray().ToList();
        var atFour = Assert.Single(rows, static r => Math.Abs(r.GetProperty("firstK").GetDouble() - 4) < 1e-9);
        Assert.Equal(Value(points[2].GetProperty("first")), Value(atFour.GetProperty("first")), 1e-12);
        Assert.InRange(atFour.GetProperty("secondK").GetDouble(), 4.01, 8);
        Assert.Equal(8, rows[^1].GetProperty("secondK").GetDouble(), 1e-9);
        Assert.Contains("A best@k % ± SE", text.Output, StringComparison.Ordinal);

        static double Tokens(System.Text.Json.JsonElement point, string side) => point.GetProperty(side).GetDouble();
        static double Value(System.Text.Json.JsonElement estimate) => estimate.GetProperty("value").GetDouble();
    }

    [Fact]
    public async Task Compare_RunsOfUnequalSizes_ShowsEachAsFarAsItGoes()
    {
        using var folder = new ScratchFolder();
        var problems = Sums.File(folder, 20);
        await Invocation.InAsync(folder, "run", problems, "-n", "6", "--check", "verdict", "--select", "best", "--name", "six");
        await Invocation.InAsync(folder, "run", problems, "-n", "4", "--check", "verdict", "--select", "best", "--name", "four");

        var result = await Invocation.InAsync(folder, "compare", "six", "four", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        var points = result.Json.GetProperty("curves").GetProperty("atK").EnumerateArray().ToList();
        Assert.Equal([1, 2, 4, 6], points.Select(static p => p.GetProperty("k").GetInt32()));
        Assert.Equal(System.Text.Json.JsonValueKind.Object, points[2].GetProperty("difference").ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.Object, points[3].GetProperty("first").ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, points[3].GetProperty("second").ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, points[3].GetProperty("difference").ValueKind);
    }

    [Fact]
    public async Task Compare_PlainVotes_HaveNoCurvesOfSelectors()
    {
        using var folder = new ScratchFolder();
        await ImportAsync(folder, "a", static _ => true, tokens: 1, store: "heavysim.db");
        await ImportAsync(folder, "b", static i => i != 3, tokens: 1, store: "heavysim.db");

        var result = await Invocation.InAsync(folder, "compare", "a", "b", "--json");

        Assert.Equal(System.Text.Json.JsonValueKind.Null, result.Json.GetProperty("curves").ValueKind);
    }

    [Theory]
    [InlineData("panel:coin")]
    [InlineData("panel:stop=sometimes")]
    [InlineData("panel:vote,best")]
    public async Task Compare_ReadingThatIsNone_IsBadUsage(string side)
    {
        using var folder = new ScratchFolder();
        await Invocation.InAsync(folder, "import", Panel.File(folder));

        var result = await Invocation.InAsync(folder, "compare", "panel", side);

        Assert.Equal(2, result.ExitCode);
        Assert.NotEmpty(result.Error);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Compare_NothingInCommon_SaysSo()
    {
        using var folder = new ScratchFolder();
        await ImportAsync(folder, "a", static _ => true, tokens: 1);
        await Invocation.InAsync(folder, "import", Panel.File(folder), "--store", "a.db");

        var result = await Invocation.InAsync(folder, "compare", "a", "panel", "--store", "a.db");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("no graded problem in common", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Compare_RunsThatLearned_FusionsAreHeldAgainstEachOtherAsMadeAnew()
    {
        using var folder = new ScratchFolder();
        string[] command = ["run", Sums.File(folder, 60), "-n", "6", "-e", "sim:default", "--check", "verdict"];
        await Invocation.InAsync(folder, [.. command, "--name", "a"]);
        await Invocation.InAsync(folder, [.. command, "--name", "b", "--seed", "2"]);

        var runs = await Invocation.InAsync(folder, "compare", "a", "b", "--json");
        var readings = await Invocation.InAsync(folder, "compare", "a:fusion", "b:fusion", "--json");

        Assert.True(runs.ExitCode == 0, runs.Error);
        var (asRun, anew) = (runs.Json.GetProperty("selected"), readings.Json.GetProperty("selected"));
        Assert.StartsWith("fusion (decided anew", asRun.GetProperty("firstMethod").GetString());
        foreach (var side in (string[])["first", "second"])
        {
            Assert.Equal(
                anew.GetProperty(side).GetProperty("value").GetDouble(), asRun.GetProperty(side).GetProperty("value").GetDouble());
        }
    }

    private static async Task ImportAsync(
        ScratchFolder folder,
        string name,
        Func<int, bool> isRight,
        int tokens,
        int problems = 20,
        string? store = null,
        Func<int, string>? question = null,
        string gold = "1",
        string prefix = "p")
    {
        var rows = Enumerable.Range(0, problems).Select(i =>
            $$"""{"id":"{{prefix}}{{i}}","question":"{{question?.Invoke(i) ?? $"q{i}"}}","gold":"{{gold}}","category":"{{i % 2}}","answers":"""
            + $"[\"{(isRight(i) ? gold : "0")}\"],\"outputTokens\":[{tokens}]}}");
        var import = await Invocation.InAsync(
            folder, "import", folder.Write(name + ".jsonl", string.Join('\n', rows)), "--store", store ?? name + ".db");
        Assert.True(import.ExitCode == 0, import.Error);
    }
}
