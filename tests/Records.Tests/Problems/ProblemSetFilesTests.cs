using System.Text;
using HeavySim.Records.Problems;

namespace HeavySim.Records.Tests;

/// <summary>Files as they are met: packed, marked, misnamed, damaged.</summary>
public sealed class ProblemSetFilesTests : IDisposable
{
    private const string Lines = "{\"id\":\"a\",\"question\":\"one?\",\"answer\":\"1\"}\n{\"id\":\"b\",\"question\":\"two?\","
        + "\"answer\":\"2\"}\n";
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, byte[]> ReadableFiles => new()
    {
        { "a.jsonl", Encoding.UTF8.GetBytes(Lines) },
        { "bom.jsonl", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Lines)] },
        { "crlf.jsonl", Encoding.UTF8.GetBytes("\r\n" + Lines.Replace("\n", "\r\n\r\n")) },
        { "no-last-break.jsonl", Encoding.UTF8.GetBytes(Lines.TrimEnd()) },
        { "packed.jsonl.gz", ScratchFolder.Gzip(Lines) },
        { "two-members.jsonl.gz", [
            .. ScratchFolder.Gzip(Lines[..(Lines.IndexOf('\n') + 1)]), .. ScratchFolder.Gzip(Lines[(Lines.IndexOf('\n') + 1)..])] },
        { "packed-but-not-named-so.jsonl", ScratchFolder.Gzip(Lines) },
        { "named-packed.jsonl.gz", Encoding.UTF8.GetBytes(Lines) },
        { "lines-as.json", Encoding.UTF8.GetBytes(Lines) },
        { "one-line-then-blank.json", Encoding.UTF8.GetBytes(Lines + "\n\n") },
        { "noext", Encoding.UTF8.GetBytes(Lines) },
        { "list.json", Encoding.UTF8.GetBytes("[" + Lines.TrimEnd().Replace("\n", ",\n") + "]") },
        { "list-bom.json", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("[" + Lines.TrimEnd().Replace("\n", ",\n") + "]")] },
        { "list-as.jsonl", Encoding.UTF8.GetBytes("[" + Lines.TrimEnd().Replace("\n", ",\n") + "]") },
        { "inside.json.gz", ScratchFolder.Gzip("{\"name\":\"x\",\"tags\":[1],\"examples\":[" + Lines.TrimEnd()
            .Replace("\n", ",\n") + "],\"more\":{\"x\":[{}]}}") },
        { "members.json", Encoding.UTF8.GetBytes(
            "{\"a\":{\"question\":\"one?\",\"answer\":\"1\"},\n\"b\":{\"question\":\"two?\",\"answer\":\"2\"}}") },
        { "columns.json", Encoding.UTF8.GetBytes(
            "{\"id\":[\"a\",\"b\"],\"question\":[\"one?\",\"two?\"],\"answer\":[1,2]}") },
        { "frame.json", Encoding.UTF8.GetBytes(
            "{\"id\":{\"0\":\"a\",\"1\":\"b\"},\"question\":{\"0\":\"one?\",\"1\":\"two?\"},\"answer\":{\"0\":1,\"1\":2}}") },
        { "viewer.json", Encoding.UTF8.GetBytes(
            "{\"features\":[{\"name\":\"id\"}],\"rows\":[" + string.Join(",", Lines.TrimEnd().Split('\n')
                .Select(static (row, i) => $"{{\"row_idx\":{i},\"row\":{row},\"truncated_cells\":[]}}")) + "],\"partial\":false}") },
        { "a.csv", Encoding.UTF8.GetBytes("id,question,answer\na,one?,1\nb,two?,2\n") },
        { "bom.csv", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("id;question;answer\r\na;one?;1\r\nb;\"two?\";2\r\n")] },
        { "a.tsv", Encoding.UTF8.GetBytes("id\tquestion\tanswer\na\tone?\t1\nb\ttwo?\t2") },
        { "a.csv.gz", ScratchFolder.Gzip("id,question,answer\na,one?,1\n\nb,two?,2\n") },
    };

    [Theory]
    [MemberData(nameof(ReadableFiles))]
    public async Task LoadAsync_AnyForm_GivesTheSameProblems(string name, byte[] bytes)
    {
        var set = await Load(name, bytes);

        Assert.Equal([("a", "one?", "1"), ("b", "two?", "2")], set.Problems.Select(static p => (p.Id, p.Question, p.Gold!)));
        Assert.Empty(set.Remarks);
    }

    public static TheoryData<string, byte[], string> DamagedFiles => new()
    {
        { "empty.jsonl", [], "empty.jsonl is empty" },
        { "blank.jsonl", "\n \r\n"u8.ToArray(), "holds no problems" },
        { "empty-list.json", "[]"u8.ToArray(), "holds no problems" },
        { "header-only.csv", "id,question\n"u8.ToArray(), "holds no problems" },
        { "empty.jsonl.gz", ScratchFolder.Gzip(""), "is empty" },
        { "cut.jsonl.gz", ScratchFolder.Gzip(string.Concat(Enumerable.Repeat(Lines, 500)))[..200], "damaged or cut short" },
        { "cut-trailer.jsonl.gz", ScratchFolder.Gzip(Lines)[..^5], "damaged or cut short" },
        { "bad.jsonl", Encoding.UTF8.GetBytes(Lines + "\n{\"question\": \n"), "bad.jsonl:4: not valid JSON" },
        { "two.jsonl", "{\"question\":\"q\"} {\"question\":\"r\"}"u8.ToArray(), "two.jsonl:1: not valid JSON" },
        { "number.jsonl", Encoding.UTF8.GetBytes(Lines + "17\n"), "number.jsonl:3: a JSON object is expected on each line, not a number" },
        { "list.jsonl", Encoding.UTF8.GetBytes(Lines + "[1]\n"), "list.jsonl:3: a JSON object is expected on each line, not a list" },
        { "noquestion.jsonl", Encoding.UTF8.GetBytes(
            Lines + "{\"text_\":\"q\",\"answer\":\"1\"}\n"),
                "noquestion.jsonl:3: no question: a field question, problem, prompt or input is needed; found text_, answer" },
        { "blankquestion.jsonl", "{\"question\":\"  \"}"u8.ToArray(), "blankquestion.jsonl:1: no question" },
        { "nothing.jsonl", "{}"u8.ToArray(), "found no fields" },
        { "latin1.jsonl", [
            .. Encoding.UTF8.GetBytes(Lines), .. "{\"question\":\"caf\xE9\"}"u8[..17].ToArray(), 0xE9, .. "\"}"u8],
                "latin1.jsonl:3: not valid UTF-8" },
        { "utf16.jsonl", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Lines)).ToArray(), "UTF-16" },
        { "cut.json", "[{\"question\":\"q\"},\n{\"question\":"u8.ToArray(), "cut.json:2: not valid JSON" },
        { "columns.json", "{\"question\":[\"q\",\"r\"],\"answer\":[\"1\"]}"u8.ToArray(),
            "columns.json: the lists are read as columns, and \"question\" has 2 entries where \"answer\" has 1" },
        { "entry.json", "[{\"question\":\"q\"},\n5]"u8.ToArray(), "entry.json:2: every entry of the list must be a JSON object" },
        { "missing.json", "[\n{\"question\":\"q\"},\n\n{\"x\":1}]"u8.ToArray(), "missing.json:4: no question" },
        { "two.csv", "id,question,answer,answer\n1,q,2,3\n"u8.ToArray(),
            "two.csv:2: two fields are named alike, \"answer\" and \"answer\"" },
        { "twoempty.csv", "id,question,Answer,answer\n1,q,,3\n"u8.ToArray(), "\"Answer\" and \"answer\"" },
        { "two.json", "[{\"question\":\"q\",\"Final Answer\":\"1\",\"final_answer\":\"2\"}]"u8.ToArray(),
            "two.json:1: two fields are named alike, \"Final Answer\" and \"final_answer\"" },
        { "wide.csv", "id,question\na,one, or two\n"u8.ToArray(), "wide.csv:2: the row has 3 cells and the header 2" },
        { "open.csv", "id,question\na,\"one\nb,two\n"u8.ToArray(), "open.csv:2: a quote is opened here and never closed" },
        { "lines.csv", "id,question\na,\"one\nmore\"\nb,\n"u8.ToArray(), "lines.csv:4: no question" },
        { "latin1.csv", [.. "id,question\na,caf"u8, 0xE9, (byte)'\n'], "latin1.csv:2: not valid UTF-8" },
        { "p.parquet", "PAR1xxxxPAR1"u8.ToArray(), "Parquet file is damaged" },
        { "z.jsonl.zst", [0x28, 0xB5, 0x2F, 0xFD, 0, 0], "zstd" },
        { "z.zip", "PK\u0003\u0004xxxx"u8.ToArray(), "zip archive" },
        { "kind.jsonl", "{\"question\":\"q\",\"kind\":\"riddle\"}"u8.ToArray(), "kind.jsonl:1: kind \"riddle\" is not known" },
    };

    [Theory]
    [MemberData(nameof(DamagedFiles))]
    public async Task LoadAsync_DamagedFile_SaysWhatAndWhere(string name, byte[] bytes, string message)
    {
        var error = await Assert.ThrowsAsync<HeavySimException>(() => Load(name, bytes));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_MissingFileOrFolder_SaysSo()
    {
        var missing = await Assert.ThrowsAsync<HeavySimException>(() =>
            ProblemSet.LoadAsync(_folder.File("none.jsonl"), TestContext.Current.CancellationToken));
        var folder = await Assert.ThrowsAsync<HeavySimException>(() =>
            ProblemSet.LoadAsync(_folder.Path, TestContext.Current.CancellationToken));

        Assert.Contains("there is no file", missing.Message, StringComparison.Ordinal);
        Assert.Contains("is a directory", folder.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_DuplicatesAndRepeats_AreCountedAndTold()
    {
        var set = await Load("d.jsonl", Encoding.UTF8.GetBytes(
            Lines
            + "{\"id\":\"a\",\"question\":\"one?\",\"answer\":\"1\"}\n"
            + "{\"id\":\"b\",\"question\":\"other\",\"answer\":\"3\"}\n"
            + "{\"id\":\"c\",\"question\":\"one?\",\"answer\":\"1\"}\n"));

        Assert.Equal(["a", "b", "c"], set.Problems.Select(static p => p.Id));
        Assert.Equal("two?", set.Problems[1].Question);
        Assert.Equal((2, 1, 0), (set.DuplicateIds, set.RepeatedQuestions, set.MissingGolds));
        Assert.Equal(2, set.Remarks.Count);
    }

    [Fact]
    public async Task LoadAsync_MissingIds_AreMadeFromNameAndPlace()
    {
        var set = await Load("my set.jsonl.gz", ScratchFolder.Gzip("{\"question\":\"q0\"}\n\n{\"question\":\"q1\"}\n"));

        Assert.Equal(["my set/0", "my set/1"], set.Problems.Select(static p => p.Id));
        Assert.Equal("my set", set.Name);
    }

    [Fact]
    public async Task LoadAsync_OtherContent_HasAnotherDigest()
    {
        var first = await Load("a.jsonl", Encoding.UTF8.GetBytes(Lines));
        var same = await Load("b.json", Encoding.UTF8.GetBytes(Lines));
        var other = await Load("c.jsonl", Encoding.UTF8.GetBytes(Lines.Replace("\"2\"", "\"3\"")));

        Assert.Equal(first.Digest, same.Digest);
        Assert.NotEqual(first.Digest, other.Digest);
        Assert.NotEqual(first.Digest, first.Take(1).Digest);
        Assert.Equal(64, first.Digest.Length);
    }

    [Fact]
    public async Task ReadAsync_LongFileWithLongLines_Streams()
    {
        var path = _folder.File("long.jsonl");
        var filler = new string('x', 1 << 20);
        await using (var writer = new StreamWriter(path))
        {
            for (var i = 0; i < 100_000; i++)
                await writer.WriteLineAsync($"{{\"question\":\"{(i % 10_000 == 0 ? filler : "q")}{i}\",\"answer\":{i}}}");
        }

        var count = 0;
        var longest = 0;
        await foreach (var problem in ProblemSet.ReadAsync(path, TestContext.Current.CancellationToken))
        {
            Assert.Equal(count.ToString(), problem.Gold);
            longest = Math.Max(longest, problem.Question.Length);
            count++;
        }

        Assert.Equal(100_000, count);
        Assert.Equal((1 << 20) + 5, longest);
    }

    [Fact]
    public async Task ReadAsync_Cancelled_Stops()
    {
        using var cancellation = new CancellationTokenSource();
        var path = _folder.Write("a.jsonl", Lines);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ProblemSet.LoadAsync(path, cancellation.Token));
    }

    [Theory]
    [InlineData("problems/gsm8k_test.jsonl", 1319, null)]
    [InlineData("problems/game24.jsonl", 1362, AnswerKind.Puzzle24)]
    [InlineData("problems/humaneval.jsonl", 164, AnswerKind.Code)]
    [InlineData("problems/svamp_test.jsonl", 1000, null)]
    [InlineData("problems/aqua_test.jsonl", 254, AnswerKind.Choice)]
    public async Task LoadAsync_PublishedSets_AreWhole(string file, int count, AnswerKind? kind)
    {
        var set = await ProblemSet.LoadAsync(SharedData.Need(file), TestContext.Current.CancellationToken);

        Assert.Equal(count, set.Problems.Count);
        Assert.Equal(0, set.MissingGolds + set.DuplicateIds);
        Assert.All(set.Problems, p => Assert.Equal(kind, p.Kind));
    }

    private Task<ProblemSet> Load(string name, byte[] bytes) =>
        ProblemSet.LoadAsync(_folder.Write(name, bytes), TestContext.Current.CancellationToken);
}
