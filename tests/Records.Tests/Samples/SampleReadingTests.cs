using HeavySim.Records.Formats;
using HeavySim.Records.Samples;
using HeavySim.Records.Store;
using HeavySim.Verifier;

namespace HeavySim.Records.Tests;

/// <summary>Files in which something is to be chosen or looked for: which of it was taken is told, and can be asked for.</summary>
public sealed class SampleReadingTests : IDisposable
{
    private const string TwoFilters = """
        {"doc_id":0,"doc":{"question":"q","answer":"4"},"target":"4","resps":[["it is 4 then"]],"filtered_resps":["[invalid]"],"filter":"strict","exact_match":0.0}
        {"doc_id":0,"doc":{"question":"q","answer":"4"},"target":"4","resps":[["it is 4 then"]],"filtered_resps":["4"],"filter":"loose","exact_match":1.0}
        """;

    private const string TwoScorers = """
        {"version":2,"status":"success","eval":{"model":"m"},"samples":[
        {"id":1,"input":"q","target":"4","output":{},"scores":{"match":{"value":"I","answer":"5"},"judge":{"value":"C","answer":"4"}}},
        {"id":2,"input":"r","target":"4","output":{},"scores":{"judge":{"value":"C","answer":"4"}}}]}
        """;

    private static readonly AnswerEngine Engine = new();
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, Grade.Abstained, "filter \"strict\"; others there are \"loose\"")]
    [InlineData("loose", Grade.Correct, "filter \"loose\"; others there are \"strict\"")]
    public async Task ImportAsync_SeveralFilters_TakesOneAndSaysSo(string? filter, Grade grade, string remark)
    {
        var (grades, remarks) = await Import("samples_t_2025-01-02T03-04-05.jsonl", TwoFilters, new ImportOptions { Filter = filter });

        Assert.Equal([grade], grades);
        Assert.Contains(remark, Assert.Single(remarks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, Grade.Incorrect, "scorers \"match\" (1 times), \"judge\" (1 times)")]
    [InlineData("judge", Grade.Correct, "scorer \"judge\"; others there are \"match\"")]
    public async Task ImportAsync_SeveralScorers_TakesOneAndSaysSo(string? scorer, Grade first, string remark)
    {
        var (grades, remarks) = await Import("log.json", TwoScorers, new ImportOptions { Scorer = scorer });

        Assert.Equal([first, Grade.Correct], grades);
        Assert.Contains(remark, Assert.Single(remarks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("samples_t_2025-01-02T03-04-05.jsonl", TwoFilters, null, "none", "no filter \"none\": it has \"strict\", \"loose\"")]
    [InlineData("log.json", TwoScorers, "none", null, "no scorer \"none\": it has \"match\", \"judge\"")]
    [InlineData("log.json", TwoScorers, null, "strict", "no filters to choose from")]
    public async Task ImportAsync_ChoiceThatIsNotThere_NamesThoseThatAre(
        string name, string text, string? scorer, string? filter, string message)
    {
        var error = await Assert.ThrowsAsync<HeavySimException>(() =>
            Import(name, text, new ImportOptions { Scorer = scorer, Filter = filter }));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportAsync_OtherFilterUnderTheSameName_IsRefused()
    {
        const string Name = "samples_t_2025-01-02T03-04-05.jsonl";
        await Import(Name, TwoFilters, new ImportOptions());

        await Assert.ThrowsAsync<HeavySimException>(() => Import(Name, TwoFilters, new ImportOptions { Filter = "loose" }));
    }

    [Fact]
    public async Task ImportAsync_TextAlone_IsReadByTheEngine()
    {
        var (grades, remarks) = await Import(
            "a.jsonl",
            """
            {"record":"attempt","problem":"a","question":"2+2?","gold":"4","text":"So it is 4.\nAnswer: 4"}
            {"record":"attempt","problem":"a","question":"2+2?","gold":"4","text":"I cannot tell."}
            {"record":"attempt","problem":"a","question":"2+2?","gold":"4","outcome":"abstained","text":"Answer: 4"}
            {"record":"attempt","problem":"a","question":"2+2?","gold":"4","answer":"4","text":"Answer: 5"}
            {"record":"attempt","problem":"a","question":"2+2?","gold":"4","outcome":"answered","text":"Answer: 5"}
            """,
            new ImportOptions());

        Assert.Equal([Grade.Correct, Grade.Abstained, Grade.Abstained, Grade.Correct, Grade.Incorrect], grades);
        Assert.Equal("3 attempts with a text and no answer: the answer was looked for in the text", Assert.Single(remarks));
    }

    [Fact]
    public async Task ImportAsync_SharesInPlaceOfMarks_AreToldAndNoMarks()
    {
        const string Row = """
            {"doc_id":0,"doc":{"task_id":"T/0","prompt":"def f():","test":"assert f()","entry_point":"f"},"resps":[["a","b"]],"filtered_resps":[["a","b"]],"pass@1":0.5}
            """;

        var (grades, remarks) = await Import(
            "s.jsonl",
            Row + "\n" + Row.Replace("T/0", "T/1").Replace("doc_id\":0", "doc_id\":1").Replace("0.5", "1.0"), new ImportOptions());

        Assert.Equal(Enumerable.Repeat(Grade.Ungraded, 4), grades);
        Assert.Equal(
            ["recorded: 1 of 2 passed", "recorded: 2 of 2 passed"],
            Store.Read("s").Problems().Select(static p => p.Attempts[1].Checker));
        Assert.EndsWith("mean pass@1 75.00 % over 2 problems", Assert.Single(remarks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"pass@1\":0.3", 10, 3)]
    [InlineData("\"pass_at_1\":0.30000001", 10, 3)]
    [InlineData("\"pass@5\":1.0,\"pass@2\":0.53333333333", 10, 3)]
    [InlineData("\"pass@8\":1.0", 10, null)]
    [InlineData("\"pass@1\":0.35", 10, null)]
    [InlineData("\"pass@100\":0.35", 10, null)]
    [InlineData("\"pass@1\":\"x\",\"pass@\":1,\"pass@x\":1", 10, null)]
    [InlineData("\"pass@1\":0.0", 64, 0)]
    public void Of_PassAtK_TellsHowManyPassed(string fields, int samples, int? passed) =>
        Assert.Equal(passed, LmEvalPassRates.Of(System.Text.Json.JsonElement.Parse($"{{{fields}}}"), samples)?.Passed);

    [Fact]
    public async Task ImportAsync_SampleTwiceInALog_TheLastCounts()
    {
        const string Sample = """{"id":"a","epoch":1,"input":"q","target":"4","output":{},"scores":{"s":{"value":"I","answer":"5"} } }""";

        var (grades, remarks) = await Import(
            "log.json",
            $$"""
            {"version":2,"status":"success","eval":{"model":"m"},"samples":[
            {{Sample.Replace("\"output\"", "\"error\":{\"message\":\"broke\"},\"output\"")}},
            {{Sample.Replace(":1,", ":2,")}},
            {{Sample}},
            {{Sample.Replace("\"I\"", "\"C\"").Replace("\"5\"", "\"4\"")}}]}
            """,
            new ImportOptions());

        Assert.Equal([Grade.Correct, Grade.Incorrect], grades);
        Assert.Equal("2 samples written again: the last of each counts", Assert.Single(remarks));
    }

    [Fact]
    public async Task LoadAsync_SampleTwiceInALog_TheLastCounts()
    {
        const string Sample = """{"id":"a","epoch":1,"input":"q","target":"4","output":{},"scores":{"s":{"value":"C","answer":"5"} } }""";
        var path = _folder.Write(
            "log.json", $$"""{"version":2,"eval":{"model":"m"},"samples":[{{Sample}},{{Sample.Replace("\"5\"", "\"4\"")}}]}""");

        var samples = await RecordedSamples.LoadAsync(path, Engine, TestContext.Current.CancellationToken);

        Assert.Equal("4", Assert.Single(samples.Of(new Problem { Id = "a", Question = "q" })).Attempt.Answer?.Text);
    }

    [Theory]
    [InlineData("[[]]", "[\"5\"]")]
    [InlineData("[]", "[]")]
    [InlineData("[[null]]", "[null]")]
    [InlineData("[[null]]", "[\"5\"]")]
    [InlineData("[[[NaN,false]],[[NaN,false]]]", "[[NaN,false],[NaN,false]]")]
    public async Task ImportAsync_RowWithoutAResponse_Failed(string responses, string filtered)
    {
        var (grades, remarks) = await Import(
            "samples_t_2025-01-02T03-04-05.jsonl",
            $$"""
            {"doc_id":0,"doc":{"question":"q","answer":"4"},"target":"4","resps":{{responses}},"filtered_resps":{{filtered}},"exact_match":0.0}
            {"doc_id":1,"doc":{"question":"r","answer":"4"},"target":"4","resps":[["it is 4"]],"filtered_resps":["4"],"exact_match":1.0}
            """,
            new ImportOptions { Name = "r" });

        Assert.Equal([Grade.Abstained, Grade.Correct], grades);
        Assert.IsType<Outcome.Failed>(Store.Read("r").Problems().First().Attempts.Single().Attempt.Outcome);
        Assert.StartsWith("1 sample failed", Assert.Single(remarks), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportAsync_OneResponseOfSeveralMissing_KeepsTheOthersInTheirPlaces()
    {
        var (grades, _) = await Import(
            "samples_t_2025-01-02T03-04-05.jsonl",
            """
            {"doc_id":0,"doc":{"question":"q","answer":"4"},"target":"4","resps":[["4",null,"5"]],"filtered_resps":["4","[invalid]","5"],"exact_match":[1.0,0.0,0.0]}
            """,
            new ImportOptions());

        Assert.Equal([Grade.Correct, Grade.Abstained, Grade.Incorrect], grades);
    }

    [Fact]
    public async Task ImportAsync_FailedAttemptWithAMark_HasNone()
    {
        var (grades, _) = await Import(
            "a.jsonl",
            """{"record":"attempt","problem":"a","question":"2+2?","outcome":"failed","cause":"Server","grade":"Correct"}""",
            new ImportOptions());

        Assert.Equal([Grade.Abstained], grades);
    }

    [Fact]
    public async Task ImportAsync_ErrorBesideAScore_Failed()
    {
        var (_, remarks) = await Import(
            "log.json",
            """
            {"version":2,"status":"error","eval":{"model":"m"},"samples":[
            {"id":1,"input":"q","target":"4","output":{},"error":{"message":"broke"},"scores":{"s":{"value":"C","answer":"4"}}}]}
            """,
            new ImportOptions { Name = "r" });

        var attempt = Assert.Single(Assert.Single(Store.Read("r").Problems()).Attempts).Attempt;
        Assert.Equal(
            "1 sample failed (an error, or no response): neither right nor wrong, whatever the scores say", Assert.Single(remarks));
        Assert.Equal("broke", Assert.IsType<Outcome.Failed>(attempt.Outcome).Message);
    }

    private RunStore Store => RunStore.Open(_folder.File("runs.db"));

    private async Task<(IEnumerable<Grade> Grades, IReadOnlyList<string> Remarks)> Import(string file, string text, ImportOptions options)
    {
        var (run, remarks) = await SampleImport.ImportAsync(
            Store, _folder.Write(file, text), options, Engine, TimeProvider.System, TestContext.Current.CancellationToken);
        return (Store.Read(run.Name).Problems().SelectMany(static p => p.Attempts).Select(static a => a.Grade), remarks);
    }
}
