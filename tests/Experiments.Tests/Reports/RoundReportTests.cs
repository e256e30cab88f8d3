using HeavySim.Experiments.Reports;
using HeavySim.Records.Recorded;
using HeavySim.Records.Store;

namespace HeavySim.Experiments.Tests;

public sealed class RoundReportTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rounds_PopulationOfTwo_TheOthersAreTheVotesAlone()
    {
        // Six independent samples of 20 tokens, of which two are gone on from; then two and one of 10 tokens: 40 + 30 for the rounds.
        var report = Report(
            [
                Made(0, 0, "1", 20), Made(1, 0, "2", 20), Made(2, 0, "1", 20), Made(3, 0, "1", 20), Made(4, 0, "2", 20),
                Made(5, 0, "2", 20),
                Made(0, 1, "1", 10), Made(1, 1, "1", 10), Made(0, 2, "1", 10),
            ]);

        var rounds = Assert.IsType<ReportedRounds>(report.Rounds);
        Assert.Equal("shrink:2,2,1", rounds.Plan);
        Assert.Equal(
            [(0, 2.0, .5, .5, 1.0, 40.0), (1, 2.0, 1.0, 1.0, 1.0, 20.0), (2, 1.0, 1.0, 1.0, 1.0, 10.0)],
            rounds.Rounds.Select(static r => (r.Round, r.Attempts, r.Right.Value, r.Vote.Value, r.Any.Value, r.OutputTokens!.Value)));
        Assert.Equal((70.0, 20.0, 3.5, 6), (rounds.OutputTokens, rounds.TokensPerSample, rounds.EqualSamples, rounds.Samples));
        // Three of six are right: the vote of any k is a coin's toss.
        Assert.Equal((1.0, .5, .5), (rounds.Chosen!.Value.Value, rounds.VoteAtEqualTokens!.Value.Value, rounds.OverFirstVote!.Value));
        // The first round alone is independent.
        Assert.Equal((6, 6L), (report.Curve.Count, report.Samples));
    }

    [Fact]
    public void Rounds_TooFewSamples_HaveNoVoteAtEqualTokens()
    {
        var report = Report([Made(0, 0, "1", 20), Made(1, 0, "2", 20), Made(0, 1, "1", 10)]);

        Assert.Equal((2.5, 2), (report.Rounds!.EqualSamples, report.Rounds.Samples));
        Assert.Null(report.Rounds.VoteAtEqualTokens);
        Assert.Null(report.Rounds.OverVoteAtEqualTokens);
    }

    [Fact]
    public void Rounds_OfARunWithoutThem_AreNull() => Assert.Null(Report([Made(0, 0, "1", 20)], rounds: "2").Rounds);

    private static RecordedAttempt Made(int agent, int round, string answer, long tokens)
    {
        var recorded = RecordedRun.Attempt("p0", agent, round, answer);
        return recorded with
        {
            Attempt = recorded.Attempt with { Round = round, Usage = new Usage { Calls = 1, OutputTokens = tokens } },
            Grade = answer == "1" ? Grade.Correct : Grade.Incorrect,
        };
    }

    private RunReport Report(IReadOnlyList<RecordedAttempt> made, string rounds = "shrink:2,2,1")
    {
        var problems = RecordedRun.Problems(1);
        var store = RunStore.Open(_folder.File("runs.db"));
        var settings = RecordedRun.Settings() with
        {
            Options = new Dictionary<string, string> { ["stop"] = "all", ["agents"] = "6", ["rounds"] = rounds, ["population"] = "2" },
        };
        using (var journal = store.Begin(settings, problems, TimeProvider.System))
        {
            foreach (var attempt in made)
                journal.Append(attempt);
            var solution = RecordedRun.Solution(problems.Problems[0], [made[^1].Attempt]);
            journal.Append(solution with
            {
                Solution = solution.Solution with { Stopped = null, Usage = Usage.Sum(made.Select(static a => a.Attempt.Usage)) },
            });
        }

        return RunReportBuilder.Build(store.Read(), elapsed: null, [], CancellationToken.None);
    }
}
