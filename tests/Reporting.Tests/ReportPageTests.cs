using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HeavySim.Records.Recorded;

namespace HeavySim.Reporting.Tests;

public sealed partial class ReportPageTests
{
    [Theory]
    [MemberData(nameof(HostileTexts.All), MemberType = typeof(HostileTexts))]
    public async Task Write_HostileText_IsNowhereMarkup(string hostile)
    {
        using var calm = new RecordedRun().With("p-1", "What?", "7", "7", "x");
        using var run = new RecordedRun().With("p-1" + hostile, hostile, hostile, "7", hostile).Saying(hostile)
            .Chosen(hostile, .5, RecordedRun.Verdict(hostile, Judgement.Correct));

        var page = await run.PageAsync("run " + hostile);

        Assert.DoesNotContain(hostile, page, StringComparison.Ordinal);
        Assert.DoesNotContain('\0', page);
        Assert.Equal(Tags(await calm.PageAsync()), Tags(page));
    }

    [Fact]
    public async Task Write_PartOfARun_SaysWhatIsMissing()
    {
        using var run = new RecordedRun().With("p-1", "What?", "7", "7").Chosen("7", .9).With("p-2", "What?", "7", "7")
            .With("p-3", "?", "7");

        var page = await run.PageAsync();

        Assert.Contains("2 of 3 problems of <bdi>made-up</bdi>", page, StringComparison.Ordinal);
        Assert.Contains("Unfinished: 2 of 3 problems have no solution (nothing is recorded of 1)", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_NothingSolved_PrintsNoFigureOfNothing()
    {
        using var run = new RecordedRun().With("p-1", "What?", "7").Chosen(answer: null, 0);

        var page = await run.PageAsync();

        Assert.DoesNotContain("Half of the problems", page, StringComparison.Ordinal);
        Assert.DoesNotContain("median time to solution", page, StringComparison.Ordinal);
        Assert.DoesNotContain("recorded without", page, StringComparison.Ordinal);
        Assert.DoesNotContain("0/0", page, StringComparison.Ordinal);
        Assert.Contains("no samples", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_Page_LetsOnlyItsOwnScriptRunAndAsksForNothing()
    {
        using var run = new RecordedRun().With("p-1", "What?", "7", "7", "3");

        var page = await run.PageAsync();

        var script = PageScript().Matches(page).Last().Groups[1].Value;
        Assert.Contains(
            $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(ForeignAddress(), page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Write_Problem_UnpacksToEverythingRecorded()
    {
        using var run = new RecordedRun()
            .With("p-1", "How many?", "7", "7", "3", null)
            .Chosen("7", .9, RecordedRun.Verdict("7", Judgement.Correct), RecordedRun.Verdict("3", Judgement.Incorrect));

        using var details = Unpacked(await run.PageAsync(), "b0-0");

        var root = details.RootElement;
        Assert.Equal("How many?", root.GetProperty("question").GetProperty("text").GetString());
        Assert.Equal(3, root.GetProperty("attempts").GetArrayLength());
        Assert.Equal(["accepts", "rejects"], root.GetProperty("findings").EnumerateArray()
            .Select(static f => f.GetProperty("says").GetString()));
        Assert.Equal([true, false], root.GetProperty("answers").EnumerateArray().Select(static a => a.GetProperty("right").GetBoolean()));
        Assert.Equal("Agent 0 thinks it is 7.", root.GetProperty("attempts")[0].GetProperty("text").GetProperty("text").GetString());
    }

    [Fact]
    public async Task Write_SearchTree_ShowsEachNodeUnderItsParent()
    {
        using var run = new RecordedRun().With("p-1", "How many?", "7", "7").Chosen("7", .9).Searched(
            new SearchNode { Path = "", Step = "", Depth = 0, State = NodeState.Expanded },
            new SearchNode { Path = "0", Step = "add", Depth = 1, Value = .5, State = NodeState.Expanded },
            new SearchNode { Path = "1", Step = "halve", Depth = 1, Value = .2 },
            new SearchNode { Path = "0.0", Step = "stop", Depth = 2, State = NodeState.Answered, End = "7" });

        using var details = Unpacked(await run.PageAsync(), "b0-0");

        var tree = details.RootElement.GetProperty("tree").EnumerateArray().ToList();
        Assert.Equal(["start", "add", "stop", "halve"], tree.Select(static n => n.GetProperty("step").GetString()));
        Assert.Equal("7", tree[2].GetProperty("end").GetString());
    }

    [Fact]
    public async Task Write_MegabyteAnswer_IsCutAndSaysSo()
    {
        using var run = new RecordedRun().With("p-1", "What?", "7", new string('9', 1_000_000)).Saying(new string('z', 1_000_000));

        var page = await run.PageAsync();

        using var details = Unpacked(page, "b0-0");
        var text = details.RootElement.GetProperty("attempts")[0].GetProperty("text");
        Assert.Equal(1_000_000, text.GetProperty("cut").GetInt32());
        Assert.True(text.GetProperty("text").GetString()?.Length < 50_000);
        Assert.True(page.Length < 200_000);
    }

    [Theory]
    [InlineData(66, 43, 60)]
    [InlineData(66, 43, 18_000)]
    [InlineData(300, 2, 100_000)]
    public void Pack_IncompressibleTexts_StayWithinTheRoom(int problems, int attempts, int length)
    {
        var noise = Noise(length + 4096);
        var allowance = new TextAllowance(Enumerable.Repeat(length, problems * attempts), problems);
        var packed = 0L;
        for (var i = 0; i < problems; i++)
        {
            var problem = Problem(i, attempts, agent => noise.Substring(((i * 31) + (agent * 97)) % 4096, length));
            var result = ProblemResult.Of(problem);
            packed += allowance.Pack(most => ProblemPack.Of(problem, result, most)).Length;
        }

        // What cannot be cut (names, answers, figures) may go a little beyond.
        Assert.InRange(packed, 1, TextAllowance.MostPacked + (TextAllowance.MostPacked / 20));
    }

    private static RecordedProblem Problem(int ordinal, int attempts, Func<int, string> text) => new(
        ordinal,
        new Problem { Id = $"p{ordinal}", Question = "What?", Gold = "7" },
        [.. Enumerable.Range(0, attempts).Select(agent => new RecordedAttempt(
            new Attempt
            {
                ProblemId = $"p{ordinal}",
                Agent = new AgentCard(agent, $"model-{agent}", "e", "steps", null),
                Outcome = new Outcome.Answered(new Answer("7", "7", AnswerSource.Boxed)),
                Text = text(agent),
            },
            Grade.Correct,
            "test 1"))],
        null);

    private static string Noise(int length)
    {
        var random = RandomKey.Of(5).Open();
        return string.Create(length, random, static (span, stream) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = (char)(' ' + (stream.NextBits() % 95));
        });
    }

    private static JsonDocument Unpacked(string page, string id)
    {
        var packed = Regex.Match(page, $"<script type=\"text/plain\" id=\"{id}\">([A-Za-z0-9+/=]*)</script>").Groups[1].Value;
        using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
        return JsonDocument.Parse(gzip);
    }

    /// <summary>Every kind of tag that the page has.</summary>
    private static SortedSet<string> Tags(string page) =>
        [.. Tag().Matches(PageScript().Replace(page, "<script></script>")).Select(static m => m.Value)
            .Where(static t => t is not ("<title" or "<i" or "<time"))];

    [GeneratedRegex("<[a-zA-Z!?][a-zA-Z0-9]*")]
    private static partial Regex Tag();

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex PageScript();

    [GeneratedRegex("https?://|url\\(|@import|\\bsrc=", RegexOptions.IgnoreCase)]
    private static partial Regex ForeignAddress();
}
