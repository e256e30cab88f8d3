using System.Text;
using HeavySim.Records.Formats;
using HeavySim.Records.Samples;
using HeavySim.Records.Store;
using HeavySim.Verifier;

namespace HeavySim.Records.Tests;

public sealed class PanelSamplesTests : IDisposable
{
    private static readonly AnswerEngine Engine = new();
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAsync_RowsOfAnswers_BecomeAttempts()
    {
        var path = _folder.Write("x.jsonl", """
            {"id":"a","question":"q?","gold":"5","answers":[" 5 ",null,"6",""],"correct":[true,false,false,false],"level":3,"outputTokens":[50,1,2,3],"models":["m0","m1","m2","m3"]}
            {"id":"b","question":"r?","gold":"7","answers":[7.0],"correct":[null]}
            """);
        _folder.Write("x.responses.jsonl.gz", ScratchFolder.Gzip("""
            {"id":"b","responses":["it is 7.0"]}
            {"id":"a","responses":["five","?","six",null]}
            """));

        var rows = await Read(path);

        Assert.Equal(["a", "b"], rows.Select(static r => r.Problem.Id));
        Assert.Equal("level 3", rows[0].Problem.Category);
        Assert.Equal([Grade.Correct, Grade.Abstained, Grade.Incorrect, Grade.Abstained], rows[0].Attempts.Select(static a => a.Grade));
        Assert.Equal(["5", null, "6", null], rows[0].Attempts.Select(static a => a.Attempt.Answer?.Key));
        Assert.Equal(["m0", "m1", "m2", "m3"], rows[0].Attempts.Select(static a => a.Attempt.Agent.Model));
        Assert.Equal(["five", "?", "six", null], rows[0].Attempts.Select(static a => a.Attempt.Text));
        Assert.Equal(50, rows[0].Attempts[0].Attempt.Usage.OutputTokens);
        Assert.Equal(
            (Grade.Ungraded, "7.0", "m0", "it is 7.0"),
            (rows[1].Attempts[0].Grade, rows[1].Attempts[0].Attempt.Answer?.Key, rows[1].Attempts[0].Attempt.Agent.Model, rows[1].Attempts[0].Attempt.Text));
    }

    [Fact]
    public async Task ReadAsync_NoMarks_AreGivenByTheEngine()
    {
        var rows = await Read(_folder.Write("x.jsonl", """{"question":"q?","gold":"5","answers":["5.0","6",null]}"""));

        Assert.Equal([Grade.Correct, Grade.Incorrect, Grade.Abstained], rows[0].Attempts.Select(static a => a.Grade));
        Assert.Equal(Engine.Version, rows[0].Attempts[0].Checker);
        Assert.Equal("x/0", rows[0].Problem.Id);
    }

    [Theory]
    [InlineData("""{"id":"a","question":"q","answers":["1"],"correct":[true,false]}""", "1 answers and 2 entries of correct")]
    [InlineData("""{"id":"a","question":"q","answers":["1","2"],"outputTokens":[1]}""", "2 answers and 1 entries of outputTokens")]
    [InlineData("""{"id":"a","question":"q","answers":["1","2"],"models":["m"]}""", "2 answers and 1 models")]
    [InlineData("""{"id":"a","question":"q","answers":"1"}""", "a list answers is needed")]
    [InlineData("""{"id":"a","answers":["1"]}""", "no question")]
    [InlineData("""{"id":"ok","question":"q","answers":["1"]}""", "the id \"ok\" has come before")]
    [InlineData("""{"id":"a","question":"q",""", "not valid JSON")]
    [InlineData("7", "a JSON object is expected")]
    public async Task ReadAsync_BadRow_NamesItsLine(string row, string message)
    {
        var path = _folder.Write("x.jsonl", "{\"id\":\"ok\",\"question\":\"q\",\"answers\":[\"1\"]}\n\n" + row + "\n");

        var error = await Assert.ThrowsAsync<HeavySimException>(() => Read(path));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("x.jsonl:3:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_ResponsesOfAnotherLength_NamesTheLine()
    {
        var path = _folder.Write("x.jsonl", """{"id":"a","question":"q","answers":["1","2"]}""");
        _folder.Write("x.responses.jsonl", "\n{\"id\":\"a\",\"responses\":[\"one\"]}");

        var error = await Assert.ThrowsAsync<HeavySimException>(() => Read(path));

        Assert.Contains("x.responses.jsonl:2: 1 responses to \"a\", and 2 answers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_NoSamples_SaysWhatIsKnown()
    {
        var error = await Assert.ThrowsAsync<HeavySimException>(() => Read(_folder.Write("x.jsonl", """{"question":"q","answer":"1"}""")));

        Assert.Contains("not recorded samples", error.Message, StringComparison.Ordinal);
    }

    // pass@k as published; maj@k by an independent exact computation over the same files.
    [Theory]
    [InlineData("cruxeval_output_codellama7b_k10", 800, 10, 1, 34.21, 34.21)]
    [InlineData("cruxeval_output_codellama7b_k10", 800, 10, 10, 34.29, 41.88)]
    [InlineData("tot_game24_cot_gpt4_k100", 100, 100, 8, 5.66, 19.03)]
    [InlineData("tot_game24_cot_gpt4_k100", 100, 100, 32, 7.56, 35.25)]
    [InlineData("tot_game24_cot_gpt4_k100", 100, 100, 100, 8.00, 49.00)]
    [InlineData("zeroeval_gsm8k_models", 1319, 43, 4, 94.83, 97.97)]
    [InlineData("zeroeval_gsm8k_models", 1319, 43, 43, 96.97, 99.62)]
    [InlineData("tiny_arithmetic_k32", 200, 32, 16, 63.23, 80.71)]
    [InlineData("tiny_arithmetic_k32", 200, 32, 32, 65.35, 84.00)]
    public async Task ImportAsync_PublishedSamples_GiveThePublishedCurves(
        string file, int problems, int samples, int k, double majority, double pass)
    {
        var store = RunStore.Open(_folder.File("runs.db"));

        var (run, _) = await SampleImport.ImportAsync(
            store, SharedData.Need($"recorded/{file}.jsonl.gz"), new ImportOptions(), Engine, TimeProvider.System,
            TestContext.Current.CancellationToken);

        Assert.Equal((file, problems, problems * (long)samples, false), (run.Name, run.Problems, run.Attempts, run.Settings.IsSimulated));
        var curve = Curves.Of(store.Read(), k);
        Assert.Equal(majority, 100 * curve.Majority, 0.005001);
        Assert.Equal(pass, 100 * curve.Pass, 0.005001);
    }

    [Fact]
    public async Task ImportAsync_Twice_AddsNothing()
    {
        var store = RunStore.Open(_folder.File("runs.db"));
        var path = _folder.Write("x.jsonl", """{"id":"a","question":"q","gold":"1","answers":["1","2"]}""");

        await SampleImport.ImportAsync(
            store, path, new ImportOptions { Name = "r" }, Engine, TimeProvider.System, TestContext.Current.CancellationToken);
        var (again, _) = await SampleImport.ImportAsync(
            store, path, new ImportOptions { Name = "r" }, Engine, TimeProvider.System, TestContext.Current.CancellationToken);
        _folder.Write("x.jsonl", Encoding.UTF8.GetBytes("""{"id":"a","question":"other","gold":"1","answers":["1","2"]}"""));
        var error = await Assert.ThrowsAsync<HeavySimException>(() =>
            SampleImport.ImportAsync(
                store, path, new ImportOptions { Name = "r" }, Engine, TimeProvider.System, TestContext.Current.CancellationToken));

        Assert.Equal(2, again.Attempts);
        Assert.Contains("problems were x", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportAsync_BadLine_WritesNothing()
    {
        var store = RunStore.Open(_folder.File("runs.db"));
        var path = _folder.Write("x.jsonl", "{\"id\":\"a\",\"question\":\"q\",\"answers\":[\"1\"]}\n{}");

        await Assert.ThrowsAsync<HeavySimException>(() =>
            SampleImport.ImportAsync(
                store, path, new ImportOptions { Name = "r" }, Engine, TimeProvider.System, TestContext.Current.CancellationToken));

        Assert.Empty(store.Runs());
    }

    private static async Task<List<SampledProblem>> Read(string path)
    {
        var rows = new List<SampledProblem>();
        await foreach (var row in SampleFile.ReadAsync(path, Engine, TestContext.Current.CancellationToken))
            rows.Add(row);

        return rows;
    }
}
