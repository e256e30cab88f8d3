using HeavySim.Experiments.Reports;
using HeavySim.Records.Recorded;
using HeavySim.Records.Store;

namespace HeavySim.Experiments.Tests;

/// <summary>What a report says is missing, by the store alone.</summary>
public sealed class RemainderTests : IDisposable
{
    private static readonly Outcome.Failed Refused = new(FailureCause.Network, "connection refused");
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Build_RunCutShort_CountsWhatItsCommandWouldAsk()
    {
        var report = await ReportAsync(Options("all"), journal =>
        {
            Solve(journal, 0, new Outcome.Abstained("none"), new Outcome.Abstained("none"), new Outcome.Abstained("none"));
            Attempt(journal, 1, 0, new Outcome.Abstained("none"));
            Attempt(journal, 2, 0, Refused);
            Attempt(journal, 2, 1, new Outcome.Failed(FailureCause.ContentFilter, "no"));
        });

        // 0 is solved; 1 lacks two of three; 2 has one to repeat and one to make; 3 and 4 lack all.
        Assert.Equal((3, 5, 4, 1), (report.Problems, report.ProblemsInSet, report.Unfinished, report.Lost));
        Assert.Equal((2 + 2 + 6, 1L), (report.MissingAttempts, report.UnsettledAttempts));
    }

    [Fact]
    public async Task Build_SolvedInSpiteOfATimeOut_SaysThatItIsMadeAgain()
    {
        var report = await ReportAsync(Options("all"), journal =>
        {
            for (var problem = 0; problem < 5; problem++)
            {
                Solve(
                    journal, problem, new Outcome.Abstained("none"), new Outcome.Abstained("none"),
                    problem == 4 ? new Outcome.TimedOut("attempt", TimeSpan.FromSeconds(1)) : new Outcome.Abstained("none"));
            }

        });

        Assert.Equal((0, 0, 1L, 1L), (report.Unfinished, report.Lost, report.MissingAttempts, report.UnsettledAttempts));
    }

    [Fact]
    public async Task Build_StopRule_DoesNotGuessHowManyAttemptsAreMissing()
    {
        var report = await ReportAsync(Options("lead"), static _ => { });

        Assert.Equal((5, null), (report.Unfinished, report.MissingAttempts));
    }

    [Fact]
    public async Task Build_SamplesOfOthers_LackNothing()
    {
        var report = await ReportAsync(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["import"] = "file" },
            static journal =>
            {
                Attempt(journal, 0, 0, Refused);
            });

        Assert.Equal((null, null, null, 0L), (report.Unfinished, report.Lost, report.MissingAttempts, report.UnsettledAttempts));
    }

    [Fact]
    public async Task Build_NobodyAnswered_HasNoTimeToSolution()
    {
        var report = await ReportAsync(Options("all"), static journal =>
        {
            Attempt(journal, 0, 0, Refused);
            var solution = RecordedRun.Solution(RecordedRun.Problems(1).Problems[0], []).Solution;
            journal.Append(new RecordedSolution(
                solution with { Selection = solution.Selection with { Answer = null } }, Grade.Abstained, "test"));
        });

        Assert.Null(report.TimeToSolution);
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, false, false)]
    public void AreAllEstimated_OfAttempts_IsTrueWhereNoneWasCounted(bool first, bool second, bool expected)
    {
        Usage[] attempts =
        [
            new Usage { Calls = 1, InputTokens = 10, OutputTokens = 5, IsEstimated = first },
            new Usage { Calls = 1, InputTokens = 10, OutputTokens = 5, IsEstimated = second },
        ];
        var tokens = new CountedTokens();
        foreach (var attempt in attempts)
            tokens.Add(attempt);

        Assert.Equal(expected, tokens.AreAllEstimated(Usage.Sum(attempts)));
        Assert.False(tokens.AreAllEstimated(Usage.Sum([.. attempts, new Usage { Calls = 1, OutputTokens = 1 }])));
    }

    private async Task<RunReport> ReportAsync(IReadOnlyDictionary<string, string> options, Action<RunJournal> record)
    {
        var store = RunStore.Open(_folder.File("runs.db"));
        await using (var journal = store.Begin(
            RecordedRun.Settings() with { Options = options }, RecordedRun.Problems(5), TimeProvider.System))
            record(journal);
        return RunReportBuilder.Build(store.Read("first"), elapsed: null, TestContext.Current.CancellationToken);
    }

    private static Dictionary<string, string> Options(string stop) =>
        new(StringComparer.Ordinal) { ["agents"] = "3", ["stop"] = stop };

    private static void Attempt(RunJournal journal, int problem, int agent, Outcome outcome) => journal.Append(
        RecordedRun.Ended($"p{problem}", agent, outcome));

    private static void Solve(RunJournal journal, int problem, params Outcome[] outcomes)
    {
        for (var agent = 0; agent < outcomes.Length; agent++)
            Attempt(journal, problem, agent, outcomes[agent]);
        journal.Append(RecordedRun.Solution(RecordedRun.Problems(5).Problems[problem], []));
    }
}
