using HeavySim.Experiments.Reports;
using HeavySim.Records.Recorded;
using HeavySim.Records.Store;

namespace HeavySim.Experiments.Tests;

public sealed class DialReportTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Dial_StoppedEarly_LevelsAndTokensAgainstFixed()
    {
        // Asked: 3 of 8 agents, the first a scout of 10 tokens, the others 30 and 50.
        var report = Report("beta:.95", scouts: 1, problem =>
            [Sample(problem, 0, "1", 1, tokens: 10), Sample(problem, 1, "1", 2, tokens: 30), Sample(problem, 2, "1", 3, tokens: 50)]);

        var dial = Assert.IsType<ReportedDial>(report.Dial);
        Assert.Equal([new ReportedLevel(3, 1, 1, 1)], dial.Levels);
        Assert.Equal((3.0, 90L, 8), (dial.MeanAgents, dial.OutputTokens, dial.FixedAgents));
        Assert.Equal((320.0, 90.0 / 320), (dial.FixedOutputTokens, dial.TokenShare));
    }

    [Fact]
    public void Tools_TracesOfTwoAgents_AreAddedUpByAgentAndAccess()
    {
        var failed = new ToolCallRecord(1, "calculator", "{}", null, "no", TimeSpan.Zero);
        var good = new ToolCallRecord(2, "calculator", "{}", "4", null, TimeSpan.Zero);

        var report = Report("all", scouts: 0, tools: "calculator", attempts: problem =>
        [
            With(Sample(problem, 0, "1", 1), new ToolTrace(ToolAccess.Native, ["calculator"], 3, [failed, good])),
            With(Sample(problem, 1, "1", 2), new ToolTrace(ToolAccess.None, [], 1, [])),
        ]);

        Assert.Collection(
            report.Tools,
            first => Assert.Equal((1, "native", 1, 2, 1), (first.Agent, first.Access, first.Attempts, first.Calls, first.Failed)),
            second => Assert.Equal((2, "none", 1, 0, 0), (second.Agent, second.Access, second.Attempts, second.Calls, second.Failed)));
        Assert.Equal(["calculator"], report.Tools[0].Offered);
    }

    private RunReport Report(string stop, int scouts, Func<string, IReadOnlyList<RecordedAttempt>> attempts, string tools = "none")
    {
        var problems = RecordedRun.Problems(1);
        var store = RunStore.Open(_folder.File("runs.db"));
        var settings = RecordedRun.Settings() with
        {
            Options = new Dictionary<string, string> { ["stop"] = stop, ["agents"] = "8", ["scouts"] = $"{scouts}", ["tools"] = tools },
        };
        using (var journal = store.Begin(settings, problems, TimeProvider.System))
        {
            var made = attempts(problems.Problems[0].Id);
            foreach (var attempt in made)
                journal.Append(attempt);
            var solution = RecordedRun.Solution(problems.Problems[0], [.. made.Select(static a => a.Attempt)]);
            journal.Append(solution with { Solution = solution.Solution with { Stopped = stop == "all" ? null : stop } });
        }

        return RunReportBuilder.Build(store.Read(), elapsed: null, [], CancellationToken.None);
    }

    private static RecordedAttempt Sample(string problem, int agent, string answer, double seconds, long tokens = 20)
    {
        var recorded = RecordedRun.Attempt(problem, agent, answer: answer);
        return recorded with
        {
            Attempt = recorded.Attempt with
            {
                Elapsed = TimeSpan.FromSeconds(seconds),
                Usage = recorded.Attempt.Usage with { OutputTokens = tokens },
            },
            Grade = answer == "1" ? Grade.Correct : Grade.Incorrect,
        };
    }

    private static RecordedAttempt With(RecordedAttempt recorded, ToolTrace tools) =>
        recorded with { Attempt = recorded.Attempt with { Tools = tools } };
}
