using HeavySim.Experiments.Comparing;
using HeavySim.Experiments.Fitting;
using HeavySim.Experiments.Reports;
using HeavySim.Records.Samples;
using HeavySim.Records.Store;
using HeavySim.Verifier;

namespace HeavySim.Experiments.Tests;

public sealed class MarkedRunTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Build_MarksWithoutTargets_MakeACurve()
    {
        var store = RunStore.Open(_folder.File("runs.db"));
        var path = _folder.Write("log.json", """
            {"version":2,"status":"success","eval":{"model":"m"},"samples":[
            {"id":1,"epoch":1,"input":"q","target":"","output":{},"scores":{"judge":{"value":"C","answer":"x"}}},
            {"id":1,"epoch":2,"input":"q","target":"","output":{},"scores":{"judge":{"value":"I","answer":"y"}}}]}
            """);

        await SampleImport.ImportAsync(
            store, path, new ImportOptions { Name = "judged" }, new AnswerEngine(), TimeProvider.System,
            TestContext.Current.CancellationToken);

        var report = RunReportBuilder.Build(store.Read("judged"), elapsed: null, TestContext.Current.CancellationToken);
        Assert.Equal((0, 2), (report.ProblemsWithoutGold, report.Graded));
        Assert.Equal([.5, 1], report.Curve.Select(static p => p.Pass.Value));
    }

    [Fact]
    public async Task Build_AnswersWithoutMarks_AreUngradedAndInNoShare()
    {
        // Code that nobody runs: two answers without a mark, and a problem at which nobody answered, which would be all that is wrong.
        var run = await RecordAsync(
            Problem("code-1") + Attempt("code-1", "\"answer\":\"f\"") + Attempt("code-1", "\"answer\":\"g\"") + Solution("code-1", "f"),
            Problem("code-2") + Attempt("code-2", "\"outcome\":\"abstained\"") + Solution("code-2", null));

        var report = RunReportBuilder.Build(run, elapsed: null, StopRules, TestContext.Current.CancellationToken);

        Assert.Equal((0, 2, 1, 1), (report.Graded, report.Ungraded, report.Abstained, report.UngradedProblems));
        Assert.Empty(report.Curve);
        Assert.Null(report.Selected?.Accuracy);
    }

    [Fact]
    public async Task Build_OneAnswerOfAProblemWithoutAMark_LeavesTheProblemOutEverywhere()
    {
        var run = await RecordAsync(
            Problem("a") + Attempt("a", Marked("f", "Correct")) + Attempt("a", Marked("g", "Ungraded")),
            Problem("b") + Attempt("b", Marked("f", "Correct")) + Attempt("b", Marked("f", "Correct")));

        var report = RunReportBuilder.Build(run, elapsed: null, StopRules, TestContext.Current.CancellationToken);

        Assert.Equal((3, 1, 1), (report.Graded, report.Ungraded, report.UngradedProblems));
        Assert.Equal((1, 1.0), (report.Curve[0].Problems, report.Curve[0].Majority.Value));
        Assert.Equal((1, 1.0), (report.StopRules![0].Problems, report.StopRules[0].Accuracy?.Value));
    }

    [Fact]
    public async Task Readers_NothingGraded_SayThatThereIsNothingToJudge()
    {
        var attempt = Attempt("c", "\"answer\":\"f\"");
        var run = await RecordAsync(Problem("c") + attempt + attempt + Solution("c", "f"));
        var side = new ComparedRun("a", run, new SideReading.AsRun());
        var token = TestContext.Current.CancellationToken;

        Assert.Null(RunReportBuilder.Build(run, elapsed: null, StopRules, token).StopRules![0].Accuracy);
        Assert.Throws<HeavySimException>(() => RunPredictor.Predict(run, 4, null, null, RandomKey.Of(1), token));
        Assert.Throws<HeavySimException>(() => WorldFitter.Fit(run, RandomKey.Of(1), token));
        await Assert.ThrowsAsync<HeavySimException>(() => SelectorTable.OfAsync(run, ["vote"], new AnswerEngine(), golds: 0, token));
        await Assert.ThrowsAsync<HeavySimException>(() => RunComparer.CompareAsync(side, side, new AnswerEngine(), 1, token));
    }

    [Fact]
    public async Task Build_SharesThatPassed_GivePassAtKAndNoVote()
    {
        const string Row = """
            {"doc_id":0,"doc":{"task_id":"T/0","prompt":"def f():"},"resps":[["a","b",null,"d"]],"filtered_resps":[["a","b","c","d"]],"pass@1":0.25}
            """;
        var run = await RecordAsync(
            Row + "\n", Row.Replace("T/0", "T/1").Replace("doc_id\":0", "doc_id\":1").Replace("null", "\"c\"").Replace("0.25", "0.0"));

        var report = RunReportBuilder.Build(run, elapsed: null, TestContext.Current.CancellationToken);

        Assert.Empty(report.Curve);
        Assert.Equal((0, 7L, 1L), (report.Graded, report.Ungraded, report.Failed));
        Assert.Equal([(1, 2), (2, 2), (3, 2), (4, 1)], report.Passed.Select(static p => (p.K, p.Problems)));
        Assert.Equal([1 / 6.0, 1 / 3.0, 1 / 2.0, 0], report.Passed.Select(static p => Math.Round(p.Pass.Value, 12)),
            (a, b) => Math.Abs(a - b) < 1e-9);
    }

    private static IReadOnlyList<IStopRule> StopRules { get; } = [new Never()];

    private static string Problem(string id) =>
        $$"""{"record":"problem","id":"{{id}}","question":"Write {{id}}.","gold":"return 1","kind":"Code"}""" + "\n";

    private static string Attempt(string id, string how) => $$"""{"record":"attempt","problem":"{{id}}",{{how}}}""" + "\n";

    private static string Marked(string answer, string grade) => $"\"answer\":\"{answer}\",\"grade\":\"{grade}\"";

    private static string Solution(string id, string? answer) =>
        $$"""{"record":"solution","problem":"{{id}}","method":"vote","ballot":{},"usage":{},"selectionUsage":{}"""
        + (answer is null ? ",\"grade\":\"Abstained\"}\n" : $",\"answer\":\"{answer}\",\"confidence\":1,\"grade\":\"Ungraded\"}}\n");

    private async Task<RunReader> RecordAsync(params string[] problems)
    {
        var store = RunStore.Open(_folder.File("runs.db"));
        await SampleImport.ImportAsync(
            store, _folder.Write("run.jsonl", string.Concat(problems)), new ImportOptions { Name = "run" }, new AnswerEngine(),
            TimeProvider.System, TestContext.Current.CancellationToken);
        return store.Read("run");
    }

    private sealed class Never : IStopRule
    {
        public string Name => "never";

        public bool ShouldStop(in VoteState vote) => false;
    }
}
