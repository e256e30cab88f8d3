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
}
