using HeavySim.Experiments.Comparing;
using HeavySim.Experiments.Reports;
using HeavySim.Records.Problems;
using HeavySim.Records.Recorded;
using HeavySim.Records.Store;

namespace HeavySim.Experiments.Tests;

public sealed class StopReplayTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Report_StopRules_AreThoseOfTheReplay()
    {
        var run = Run("all", Sample(0, "1"), Sample(1, "1"), Sample(2, "2"), Sample(3, "1"), Sample(4, "2"));
        IStopRule[] rules = [new After(2), new After(99)];

        var report = RunReportBuilder.Build(run, elapsed: null, rules, CancellationToken.None);
        var table = StopReplay.Of(run, CancellationToken.None).Table(rules, CancellationToken.None);

        Assert.Equal(table, report.StopRules);
        Assert.Equal((2.0, 5.0), (table[0].Samples.Value, table[1].Samples.Value));
        Assert.Equal((.6, 0.0), (table[0].Saved, table[1].Saved));
        // Of two samples: both 1 in 3 of 10 pairs, both 2 in 1, one of each in 6.
        Assert.Equal(.6, table[0].Accuracy!.Value.Value, .05);
        Assert.Equal(.4, table[0].Changed, .05);
        Assert.InRange(table[0].SimulationError, .001, .02);
        Assert.Equal((1.0, 0.0), (table[1].Accuracy!.Value.Value, table[1].Changed));
    }

    [Fact]
    public void Tokens_OfRightAndWrongSamples_AreThoseOfWhatIsDrawn()
    {
        // Stops at the sure and cheap 1; the dear 2 is drawn only where it comes first.
        var run = Run("all", Sample(0, "1", tokens: 10, confidence: .9), Sample(1, "2", tokens: 100));

        var row = StopReplay.Of(run, CancellationToken.None).Table([new Sure()], CancellationToken.None)[0];

        Assert.InRange(row.Samples.Value, 1.4, 1.6);
        Assert.Equal(row.Samples.Value - 1, (row.OutputTokens!.Value - 10) / 100, 1e-9);
    }

    [Fact]
    public void Confidences_OnRecord_AreSeenByTheRule()
    {
        var run = Run("all", Sample(0, "1", confidence: .9), Sample(1, "1", confidence: .9), Sample(2, "2", confidence: .9));

        var report = RunReportBuilder.Build(run, elapsed: null, [new Sure()], CancellationToken.None);

        Assert.Equal(1, report.StopRules![0].Samples.Value);
        Assert.Equal(3, report.StatedConfidences);
    }

    [Fact]
    public void Table_WithoutGolds_SaysWhatIsSavedAndNothingOfAccuracy()
    {
        var run = Run("all", hasGold: false, Sample(0, "1"), Sample(1, "2"));

        var row = StopReplay.Of(run, CancellationToken.None).Table([new After(1)], CancellationToken.None)[0];

        Assert.Equal((1, .5, .5), (row.Samples.Value, row.Saved, row.Changed));
        Assert.Null(row.Accuracy);
        Assert.Null(row.Change);
    }

    [Fact]
    public void Table_CurtailedRun_IsRefusedAndLeftOutOfTheReport()
    {
        var run = Run("lead", Sample(0, "1"), Sample(1, "1"));

        var refusal = Assert.Throws<HeavySimException>(() =>
            StopReplay.Of(run, CancellationToken.None).Table([new After(1)], CancellationToken.None));
        var report = RunReportBuilder.Build(run, elapsed: null, [new After(1)], CancellationToken.None);

        Assert.Contains("--stop all", refusal.Message, StringComparison.Ordinal);
        Assert.Null(report.StopRules);
    }

    private RunReader Run(string stop, params RecordedAttempt[] attempts) => Run(stop, hasGold: true, attempts);

    private RunReader Run(string stop, bool hasGold, params RecordedAttempt[] attempts)
    {
        var set = RecordedRun.Problems(1);
        var problem = hasGold ? set.Problems[0] : set.Problems[0] with { Gold = null };
        var store = RunStore.Open(_folder.File("runs.db"));
        var settings = RecordedRun.Settings() with { Options = new Dictionary<string, string> { ["stop"] = stop } };
        using (var journal = store.Begin(settings, ProblemSet.Of("one", [problem]), TimeProvider.System))
        {
            RecordedAttempt[] made = [.. attempts.Select(a =>
                a with { Attempt = a.Attempt with { ProblemId = problem.Id }, Grade = hasGold ? a.Grade : Grade.Ungraded })];
            foreach (var attempt in made)
                journal.Append(attempt);
            var solution = RecordedRun.Solution(problem, [.. made.Select(static a => a.Attempt)]);
            journal.Append(solution with { Solution = solution.Solution with { Stopped = stop == "all" ? null : stop } });
        }

        return store.Read();
    }

    private static RecordedAttempt Sample(int agent, string answer, long tokens = 20, double? confidence = null)
    {
        var recorded = RecordedRun.Attempt("any", agent, answer: answer);
        return recorded with
        {
            Attempt = recorded.Attempt with { Usage = recorded.Attempt.Usage with { OutputTokens = tokens }, Confidence = confidence },
            Grade = answer == "1" ? Grade.Correct : Grade.Incorrect,
        };
    }

    private sealed class After(int count) : IStopRule
    {
        public string Name => $"after {count}";

        public bool ShouldStop(in VoteState vote) => vote.Votes.Length >= count;
    }

    /// <summary>Stops at a stated confidence.</summary>
    private sealed class Sure : IStopRule
    {
        public string Name => "sure";

        public bool ShouldStop(in VoteState vote) => !vote.Weights.IsEmpty && vote.Weights[0] > .5;
    }
}
