using HeavySim.Records.Problems;
using HeavySim.Records.Recorded;
using HeavySim.Records.Store;
using Microsoft.Data.Sqlite;

namespace HeavySim.Records.Tests;

public sealed class RunStoreTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private string Path => _folder.File("runs.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Problems_EverythingAppended_ComesBackAsItWas()
    {
        var problems = ProblemSet.Of("mixed", [
            new Problem
            {
                Id = "a",
                Question = "q\0\u202e💥",
                Gold = "1",
                Choices = ["one", "two"],
                Kind = AnswerKind.Choice,
                Category = "c",
                Metadata = new Dictionary<string, string> { ["k"] = "v" },
            },
            new Problem { Id = "b", Question = "untouched" },
        ]);
        Outcome[] outcomes =
        [
            new Outcome.Abstained("no answer found"),
            new Outcome.TimedOut("idle", TimeSpan.FromTicks(15_000_001)),
            new Outcome.Failed(FailureCause.RateLimited, "slow down"),
            new Outcome.OverBudget("tokens"),
            new Outcome.Cancelled("lead"),
        ];
        var full = RecordedRun.Attempt("a", 0, sample: 2);
        var attempts = new List<RecordedAttempt>
        {
            full with
            {
                Attempt = full.Attempt with
                {
                    Text = "line\nbreak \"quoted\" \0 end",
                    Reasoning = new string('r', 100_000),
                    Confidence = 0.5,
                    IsTruncated = true,
                    Started = TimeSpan.FromTicks(3),
                    TimeToFirstToken = TimeSpan.FromTicks(4),
                    Usage = new Usage { Calls = 2, Cost = 0.10m, IsEstimated = true },
                    Tools = new ToolTrace(
                        ToolAccess.Native, ["calc"], 2, [new ToolCallRecord(1, "calc", "{\"x\":1}", "2", null, TimeSpan.FromTicks(5))]),
                },
            },
        };
        attempts.AddRange(outcomes.Select(static (o, i) => RecordedRun.Ended("a", i + 1, o)));
        var checker = new AgentCard(9, "judge", "e", "check", null);
        var solution = RecordedRun.Solution(
            problems.Problems[0],
            [.. attempts.Select(static a => a.Attempt)],
            new Verdict
            {
                Checker = checker,
                Method = "verdict",
                AnswerKey = "1",
                Judgement = Judgement.Incorrect,
                Confidence = 0.9,
                FirstWrongStep = "2",
                Text = "wrong",
                Usage = new Usage { Calls = 1 },
            },
            new Comparison
            {
                Checker = checker,
                Method = "listwise",
                AnswerKeys = ["1", "2"],
                PreferredKey = null,
                Elapsed = TimeSpan.FromTicks(7),
            },
            new Comparison { Checker = checker, Method = "swiss", AnswerKeys = ["1", "2"], PreferredKey = "2", Margin = 4 / 9.0 },
            new Revision { Checker = checker, Method = "notes", Attempt = attempts[0].Attempt, PreviousKey = "3", Problem = "none" });

        using (var journal = RunStore.Open(Path).Begin(RecordedRun.Settings(), problems, TimeProvider.System))
        {
            foreach (var attempt in Enumerable.Reverse(attempts))
                journal.Append(attempt);
            journal.Append(solution);
        }

        var read = RunStore.OpenExisting(Path).Read().Problems().ToList();
        Assert.Equal(["a", "b"], read.Select(static p => p.Problem.Id));
        AssertSame(problems.Problems[0], read[0].Problem);
        AssertSame(attempts, read[0].Attempts);
        AssertSame(solution, read[0].Solution);
        Assert.Empty(read[1].Attempts);
        Assert.Null(read[1].Solution);
        AssertSame(read[0], RunStore.OpenExisting(Path).Read("first").Problem("a"));
        Assert.Null(RunStore.OpenExisting(Path).Read("first").Problem("none"));
        AssertSame(problems.Problems, RunStore.OpenExisting(Path).Read().ProblemSet().Problems);

        // The first attempt's tokens were not counted, so its text stays; findings lose theirs.
        var bare = RunStore.OpenExisting(Path).Read().Candidates().Select(static read => read()).ToList();
        AssertSame(
            attempts.ConvertAll(static a => a with
            {
                Attempt = a.Attempt with
                {
                    Text = a.Attempt.Usage.OutputTokens is null ? a.Attempt.Text : null, Reasoning = null, Tools = null,
                },
            }),
            bare[0].Attempts);
        AssertSame(
            solution.Solution.Findings.Select(static f => f with { Text = null }), bare[0].Solution!.Solution.Findings);
        Assert.Equal("b", bare[1].Problem.Id);
        Assert.Equal([0, 1, 2, 3, 4, 5], RunStore.OpenExisting(Path).Read().Agents());
    }

    [Fact]
    public void Problems_WithRevisions_KeepTheBallotAfterThem()
    {
        var problems = RecordedRun.Problems(1);
        var attempt = RecordedRun.Attempt("p0", 0);
        var checker = new AgentCard(0, "m", "e", "s", null);
        var revised = RecordedRun.Attempt("p0", 0, sample: 1, answer: "9").Attempt;
        var recorded = RecordedRun.Solution(
            problems.Problems[0], [attempt.Attempt],
            new Revision { Checker = checker, Method = "notes", Attempt = revised, PreviousKey = "1" });
        var solution = recorded with { Solution = recorded.Solution with { Ballot = Ballot.Of([revised]) } };

        using (var journal = RunStore.Open(Path).Begin(RecordedRun.Settings(), problems, TimeProvider.System))
        {
            journal.Append(attempt);
            journal.Append(solution);
        }

        AssertSame(solution, RunStore.OpenExisting(Path).Read().Problems().Single().Solution);
    }

    [Fact]
    public void Outlines_RecordedRun_HaveWhatStatisticsNeed()
    {
        var problems = RecordedRun.Problems(3);
        using (var journal = RunStore.Open(Path).Begin(RecordedRun.Settings(), problems, TimeProvider.System))
        {
            journal.Append(RecordedRun.Attempt("p2", 1, answer: "9"));
            journal.Append(RecordedRun.Attempt("p0", 0));
            journal.Append(RecordedRun.Ended("p0", 1, new Outcome.TimedOut("idle", TimeSpan.FromSeconds(1))));
            journal.Append(RecordedRun.Solution(problems.Problems[0], [RecordedRun.Attempt("p0", 0).Attempt]));
        }

        var outlines = RunStore.OpenExisting(Path).Read().Outlines().ToList();

        Assert.Equal(["p0", "p1", "p2"], outlines.Select(static o => o.Id));
        Assert.Equal(
            [("answered", "1", true), ("timed-out", null, false)],
            outlines[0].Attempts.Select(static a => (a.Outcome, a.AnswerKey, a.IsSample)));
        Assert.Equal(new AttemptOutline(
            1, 0, "m", "answered", "9", Grade.Correct, null, new Usage { Calls = 1, InputTokens = 10, OutputTokens = 20, Cost = 0.10m },
            TimeSpan.Zero, TimeSpan.FromTicks(12_345_678)), outlines[2].Attempts[0]);
        Assert.Equal(new FailureNote("time-out-idle", null), outlines[0].Attempts[1].Failure);
        Assert.Equal(new SolutionOutline(
            "vote", "1", Grade.Correct, 0.75, "lead", new Usage { Calls = 4, OutputTokens = 80 }, TimeSpan.FromSeconds(3.5)),
                outlines[0].Solution);
        Assert.Equal(("sums", true), (outlines[0].Category, outlines[0].HasGold));
        Assert.Null(outlines[2].Solution);
    }

    [Fact]
    public void Append_SameSampleTwice_KeepsTheFirst()
    {
        var problems = RecordedRun.Problems(1);
        using (var journal = RunStore.Open(Path).Begin(RecordedRun.Settings(), problems, TimeProvider.System))
        {
            journal.Append(RecordedRun.Attempt("p0", 0, answer: "first"));
            journal.Append(RecordedRun.Attempt("p0", 0, answer: "second", text: "other"));
            journal.Append(RecordedRun.Solution(problems.Problems[0], [RecordedRun.Attempt("p0", 0, answer: "first").Attempt]));
            journal.Append(RecordedRun.Solution(problems.Problems[0], [RecordedRun.Attempt("p0", 0, answer: "second").Attempt]));
        }

        var problem = RunStore.OpenExisting(Path).Read().Problem("p0")!;
        Assert.Equal("first", Assert.Single(problem.Attempts).Attempt.Answer?.Text);
        Assert.Equal("first", problem.Solution?.Solution.Selection.Answer?.Text);
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM texts";
        Assert.Equal(1L, command.ExecuteScalar());
    }

    [Fact]
    public void Begin_SameSettings_ResumesWithWhatIsRecorded()
    {
        var problems = RecordedRun.Problems(3);
        using (var journal = RunStore.Open(Path).Begin(RecordedRun.Settings(), problems, TimeProvider.System))
        {
            Assert.False(journal.IsResumed);
            journal.Append(RecordedRun.Attempt("p0", 0));
            journal.Append(RecordedRun.Solution(problems.Problems[0], [RecordedRun.Attempt("p0", 0).Attempt]));
            journal.Append(RecordedRun.Attempt("p1", 5));
            journal.Append(RecordedRun.Attempt("p1", 2));
        }

        using var resumed = RunStore.Open(Path).Begin(RecordedRun.Settings(), problems, TimeProvider.System);

        Assert.True(resumed.IsResumed);
        Assert.Equal(3, resumed.RecordedAttemptCount);
        Assert.Equal([true, false, false], problems.Problems.Select(p => resumed.IsSolved(p.Id)));
        Assert.Equal([2, 5], resumed.RecordedAttempts("p1").Select(static a => a.Attempt.Agent.Index));
        Assert.Empty(resumed.RecordedAttempts("p2"));
    }

    [Fact]
    public void Begin_OtherSettings_NamesEveryDifference()
    {
        var store = RunStore.Open(Path);
        using (var journal = store.Begin(RecordedRun.Settings(), RecordedRun.Problems(3), TimeProvider.System))
            journal.Append(RecordedRun.Attempt("p0", 0));
        var other = RecordedRun.Settings(seed: 8) with { Options = new Dictionary<string, string> { ["agents"] = "4", ["model"] = "m" } };

        var error = Assert.Throws<HeavySimException>(() =>
            store.Begin(other, ProblemSet.Of("sums", RecordedRun.Problems(4).Problems.Skip(1)), TimeProvider.System));

        Assert.Contains("run \"first\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("seed was 7, now 8", error.Message, StringComparison.Ordinal);
        Assert.Contains("agents was 8, now 4", error.Message, StringComparison.Ordinal);
        Assert.Contains("model was not set, now m", error.Message, StringComparison.Ordinal);
        Assert.Contains("stop was lead, now not set", error.Message, StringComparison.Ordinal);
        Assert.Contains("problems were sums (3 problems", error.Message, StringComparison.Ordinal);
        Assert.Contains("another name", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, Assert.Single(store.Runs()).Problems);
    }

    [Fact]
    public void Begin_RunBeingWritten_IsRefusedUntilItEnds()
    {
        var store = RunStore.Open(Path);
        var journal = store.Begin(RecordedRun.Settings(), RecordedRun.Problems(1), TimeProvider.System);

        var error = Assert.Throws<HeavySimException>(() =>
            RunStore.Open(Path).Begin(RecordedRun.Settings(), RecordedRun.Problems(1), TimeProvider.System));
        store.Begin(RecordedRun.Settings("another"), RecordedRun.Problems(1), TimeProvider.System).Dispose();
        journal.Dispose();
        store.Begin(RecordedRun.Settings(), RecordedRun.Problems(1), TimeProvider.System).Dispose();

        Assert.Contains("is being written by another process", error.Message, StringComparison.Ordinal);
        Assert.Equal(["runs.db"], Directory.GetFiles(_folder.Path).Select(System.IO.Path.GetFileName));
    }

    [Fact]
    public void Runs_SimulatedAndReal_OnlyTheRealOneHasATime()
    {
        var clock = new FixedClock(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var store = RunStore.Open(Path);
        store.Begin(RecordedRun.Settings("dreamt"), RecordedRun.Problems(1), clock).Dispose();
        store.Begin(RecordedRun.Settings("real", simulated: false), RecordedRun.Problems(1), clock).Dispose();

        var runs = store.Runs();

        Assert.Equal(["dreamt", "real"], runs.Select(static r => r.Name));
        Assert.Equal([null, clock.GetUtcNow()], runs.Select(static r => r.Created));
        Assert.Equal("real", store.Read().Summary.Name);
    }

    [Fact]
    public void Digest_SameContentInAnotherOrder_IsTheSame()
    {
        var problems = RecordedRun.Problems(2);
        string Record(string name, IEnumerable<RecordedAttempt> attempts)
        {
            var store = RunStore.Open(Path);
            using (var journal = store.Begin(RecordedRun.Settings(name), problems, TimeProvider.System))
            {
                foreach (var attempt in attempts)
                    journal.Append(attempt);
            }

            return store.Read(name).Digest();
        }

        RecordedAttempt[] attempts = [RecordedRun.Attempt("p0", 0), RecordedRun.Attempt("p0", 1), RecordedRun.Attempt("p1", 0)];
        var first = Record("a", attempts);
        var shuffled = Record("b", attempts.Reverse());
        var other = Record("c", attempts.Select(static a => a with { Attempt = a.Attempt with { Text = "else" } }));

        Assert.Equal(first, shuffled);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void Read_UnknownRunOrEmptyStore_SaysWhatThereIs()
    {
        var store = RunStore.Open(Path);
        var empty = Assert.Throws<HeavySimException>(() => store.Read());
        store.Begin(RecordedRun.Settings(), RecordedRun.Problems(1), TimeProvider.System).Dispose();
        var unknown = Assert.Throws<HeavySimException>(() => store.Read("second"));

        Assert.Contains("has no runs yet", empty.Message, StringComparison.Ordinal);
        Assert.Contains("no run \"second\": it has first", unknown.Message, StringComparison.Ordinal);
    }

    private static void AssertSame(object? expected, object? actual) => Assert.Equivalent(expected, actual, strict: true);

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
