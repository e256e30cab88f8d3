using HeavySim.Experiments.Comparing;
using HeavySim.Experiments.Reports;
using HeavySim.Records.Recorded;
using HeavySim.Records.Store;
using HeavySim.Verifier;

namespace HeavySim.Experiments.Tests;

/// <summary>What a report says of tokens' confidence and of cuts, and what cannot be made of such a run.</summary>
public sealed class TokenReportTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tokens_RightWrongAndCut_AreCountedApart()
    {
        var report = RunReportBuilder.Build(Record(cuts: 1), elapsed: null, [], CancellationToken.None);

        var tokens = Assert.IsType<ReportedTokens>(report.Tokens);
        Assert.Equal((3, 2, 1), (tokens.Measured, tokens.RightSamples, tokens.WrongSamples));
        Assert.Equal(new TokenConfidence(14, 14, 12, 13), tokens.Right);
        Assert.Equal(new TokenConfidence(10, 10, 8, 9), tokens.Wrong);
        // The whole attempts have 100, 200 and 300 tokens, the one that was cut 50.
        Assert.Equal((1, 50L, 150.0), (tokens.Cut, tokens.CutTokens!.Value, tokens.SavedTokens!.Value));
        Assert.Equal(150.0 / 800, tokens.SavedShare!.Value, 12);
        Assert.Empty(report.Curve);
        Assert.Equal((0, 0), (report.Failed, report.Cancelled));
    }

    [Fact]
    public void Tokens_NothingMeasured_AreNotReported() =>
        Assert.Null(RunReportBuilder.Build(Record(measured: false), elapsed: null, [], CancellationToken.None).Tokens);

    [Fact]
    public void StopRules_AttemptsCut_CannotBeReplayed()
    {
        var replay = StopReplay.Of(Record(cuts: 2), CancellationToken.None);

        Assert.False(replay.HasRandomSamples);
        Assert.Contains("Run without --cut", replay.Obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Selectors_RunWithoutLogprobs_RefuseTheFamilyAndSayHow()
    {
        var run = Record(measured: false);

        var error = await Assert.ThrowsAsync<HeavySimException>(() => TableAsync(run, "deepconf:tail"));
        var all = await TableAsync(run, SelectorTable.All);

        Assert.Contains("record one with --logprobs", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(all, static s => s.Method.StartsWith("deepconf", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Selectors_RunWithLogprobs_HaveTheFamilyAmongAll()
    {
        var all = await TableAsync(Record(), SelectorTable.All);

        Assert.Equal(
            ["deepconf", "deepconf:tail", "deepconf:lowest", "deepconf:mean"],
            all.Select(static s => s.Method).Where(static m => m.StartsWith("deepconf", StringComparison.Ordinal)));
    }

    private static Task<IReadOnlyList<ReportedSelector>> TableAsync(RunReader run, string names) =>
        SelectorTable.OfAsync(run, SelectorTable.Names(names), new AnswerEngine(), golds: 0, TestContext.Current.CancellationToken);

    private RunReader Record(int cuts = 0, bool measured = true)
    {
        var problems = RecordedRun.Problems(1);
        var store = RunStore.Open(_folder.File("runs.db"));
        var settings = RecordedRun.Settings() with { Options = new Dictionary<string, string> { ["stop"] = "all", ["agents"] = "8" } };
        using (var journal = store.Begin(settings, problems, TimeProvider.System))
        {
            List<RecordedAttempt> made =
            [
                Sample(0, "1", 100, 15), Sample(1, "1", 200, 13), Sample(2, "2", 300, 10),
                .. Enumerable.Range(3, cuts).Select(static i => Ended(i, 50)),
            ];
            foreach (var attempt in made)
                journal.Append(measured ? attempt : attempt with { Attempt = attempt.Attempt with { TokenConfidence = null } });
            var solution = RecordedRun.Solution(problems.Problems[0], [.. made.Select(static a => a.Attempt)]);
            journal.Append(solution with { Solution = solution.Solution with { Stopped = null } });
        }

        return store.Read();
    }

    private static RecordedAttempt Sample(int agent, string answer, long tokens, double sure)
    {
        var recorded = RecordedRun.Attempt("p0", agent, answer: answer);
        return recorded with
        {
            Attempt = recorded.Attempt with
            {
                Usage = recorded.Attempt.Usage with { OutputTokens = tokens },
                TokenConfidence = new TokenConfidence(sure, sure, sure - 2, sure - 1),
            },
            Grade = answer == "1" ? Grade.Correct : Grade.Incorrect,
        };
    }

    private static RecordedAttempt Ended(int agent, long tokens)
    {
        var recorded = RecordedRun.Ended("p0", agent, new Outcome.Cut("unsure"));
        return recorded with
        {
            Attempt = recorded.Attempt with
            {
                Usage = recorded.Attempt.Usage with { OutputTokens = tokens },
                TokenConfidence = new TokenConfidence(5, 5, 5, 5),
            },
        };
    }
}
