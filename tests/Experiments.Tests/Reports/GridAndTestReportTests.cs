using HeavySim.Experiments.Reports;
using HeavySim.Records.Problems;
using HeavySim.Records.Recorded;
using HeavySim.Records.Store;

namespace HeavySim.Experiments.Tests;

/// <summary>Grids are scored by two attempts, programs by how they fared.</summary>
public sealed class GridAndTestReportTests : IDisposable
{
    private const string Task = """
        {"aaa": {"train": [{"input": [[1, 0]], "output": [[0, 1]]}],
                 "test": [{"input": [[2, 0]], "output": [[0, 2]]}, {"input": [[3, 0]], "output": [[0, 3]]}]},
         "bbb": {"train": [{"input": [[1, 0]], "output": [[0, 1]]}], "test": [{"input": [[5, 0]], "output": [[0, 5]]}]}}
        """;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Build_TasksWithSeveralTestGrids_ScoreIsTheMeanOfTheirShares()
    {
        var set = await ProblemSet.LoadAsync(_folder.Write("arc.json", Task), TestContext.Current.CancellationToken);

        // aaa/1: right is second; aaa/2: right is third; bbb: right is first.
        var report = Report(set, journal =>
        {
            Vote(journal, "aaa/1", "a", "a", "a", "right", "right", "c");
            Vote(journal, "aaa/2", "a", "a", "a", "b", "b", "right");
            Vote(journal, "bbb", "right", "b", "b", "b", "c", "c");
            Vote(journal, "bbb", 6, "right", "right");
        });

        Assert.Equal(["aaa/1", "aaa/2", "bbb"], set.Problems.Select(static p => p.Id));
        Assert.Equal(["[[0,2]]", "[[0,3]]", "[[0,5]]"], set.Problems.Select(static p => p.Gold));
        Assert.Equal((2, 3, 2, .75), (report.Grids!.Tasks, report.Grids.Grids, report.Grids.Attempts, report.Grids.Score.Value));
    }

    [Fact]
    public void Build_TestedPrograms_CountsTheirEndsAndGoldlessProblemsAsGraded()
    {
        var set = ProblemSet.Of(
            "code", ((string[])["p", "r"]).Select(static id => new Problem { Id = id, Question = id, Kind = AnswerKind.Code }));

        var report = Report(set, journal =>
        {
            journal.Append(Tested("p", 0, new TestReport(3, 3, TestEnd.Passed)));
            journal.Append(Tested("p", 1, new TestReport(1, 3, TestEnd.WrongAnswer)));
            journal.Append(Tested("p", 2, new TestReport(0, 3, TestEnd.WrongAnswer, "AssertionError")));
            journal.Append(RecordedRun.Ended("r", 0, new Outcome.Abstained("none")));
        });

        Assert.Equal([new(TestEnd.Passed, 1), new(TestEnd.WrongAnswer, 2)], report.Tests);
        Assert.Null(report.Grids);
        Assert.Equal(1.0 / 6, report.Curve[0].Pass.Value, 12);
        Assert.Equal(
            new TestReport(0, 3, TestEnd.WrongAnswer, "AssertionError"),
            RunStore.OpenExisting(_folder.File("runs.db")).Read("first").Problems().First().Attempts[2].Tests);
    }

    private static RecordedAttempt Tested(string problem, int agent, TestReport tests) =>
        RecordedRun.Attempt(problem, agent, answer: $"program {agent}") with { Grade = tests.Grade, Tests = tests };

    private static void Vote(RunJournal journal, string problem, params string[] grids) => Vote(journal, problem, 0, grids);

    private static void Vote(RunJournal journal, string problem, int first, params string[] grids)
    {
        for (var i = 0; i < grids.Length; i++)
            journal.Append(RecordedRun.Attempt(problem, first + i, answer: grids[i]) with
            {
                Grade = grids[i] == "right" ? Grade.Correct : Grade.Incorrect,
            });
    }

    private RunReport Report(ProblemSet set, Action<RunJournal> record)
    {
        var store = RunStore.Open(_folder.File("runs.db"));
        using (var journal = store.Begin(RecordedRun.Settings(), set, TimeProvider.System))
            record(journal);
        return RunReportBuilder.Build(store.Read("first"), elapsed: null, TestContext.Current.CancellationToken);
    }
}
