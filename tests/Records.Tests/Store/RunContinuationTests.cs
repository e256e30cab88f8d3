using HeavySim.Records.Problems;
using HeavySim.Records.Recorded;
using HeavySim.Records.Store;

namespace HeavySim.Records.Tests;

/// <summary>Going on with a run: what stays, what is made again, what may differ.</summary>
public sealed class RunContinuationTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private RunStore Store => RunStore.Open(_folder.File("runs.db"));

    public static TheoryData<Outcome> Endings =>
    [
        .. Enum.GetValues<FailureCause>().Select(static cause => new Outcome.Failed(cause, "said so")),
        .. ((string[])["idle", "call", "attempt", "solve", "quorum", "check"])
            .Select(static limit => new Outcome.TimedOut(limit, TimeSpan.FromSeconds(1))),
        new Outcome.Abstained("nothing found"),
        new Outcome.Cancelled("stop rule"),
        new Outcome.OverBudget("tokens"),
    ];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Endings), DisableDiscoveryEnumeration = true)]
    public void Begin_AttemptThatIsNotSettled_IsMadeAgainAndItsProblemIsOpen(Outcome ending)
    {
        var problems = RecordedRun.Problems(1);
        using (var journal = Store.Begin(RecordedRun.Settings(), problems, TimeProvider.System))
        {
            journal.Append(RecordedRun.Ended("p0", 0, ending));
            journal.Append(RecordedRun.Solution(problems.Problems[0], [RecordedRun.Attempt("p0", 0).Attempt]));
        }

        using (var resumed = Store.Begin(RecordedRun.Settings(), problems, TimeProvider.System))
        {
            Assert.Equal(ending.IsSettled, resumed.IsSolved("p0"));
            Assert.Equal(ending.IsSettled ? (1, 0) : (0, 1), (resumed.RecordedAttemptCount, resumed.UnsettledAttemptCount));
            resumed.Append(RecordedRun.Attempt("p0", 0), supersedes: true);
        }

        var attempt = Assert.Single(Store.Read().Problem("p0")!.Attempts).Attempt;
        Assert.Equal(ending.IsSettled ? ending.Name : "answered", attempt.Outcome.Name);
        Assert.Equal(ending.IsSettled ? 0 : 1, Store.Read().Tries().Sum(static t => t.Count));
    }

    [Fact]
    public void Begin_MoreAgents_KeepsTheAttemptsAndOpensTheProblems()
    {
        var problems = RecordedRun.Problems(1);
        Record(problems);

        using var resumed = Store.Begin(With(agents: 16), problems, TimeProvider.System);

        Assert.False(resumed.IsSolved("p0"));
        Assert.Equal(1, resumed.RecordedAttemptCount);
        Assert.Equal("16", Store.Read().Summary.Settings.Options["agents"]);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(2, 3)]
    public void Begin_MoreOrFewerProblems_GoesOn(int count, int ofTheRun)
    {
        Record(RecordedRun.Problems(3));

        using var resumed = Store.Begin(RecordedRun.Settings(), RecordedRun.Problems(count), TimeProvider.System);

        Assert.True(resumed.IsSolved("p0"));
        Assert.False(resumed.IsSolved("p1"));
        Assert.Equal(ofTheRun, Store.Read().Summary.Problems);
    }

    [Theory]
    [InlineData("deadline", "60")]
    [InlineData("attempt-deadline", "60")]
    [InlineData("problem-budget", "calls=9")]
    [InlineData("hedge", "95")]
    public void Begin_AnotherLimit_GoesOn(string option, string value)
    {
        var problems = RecordedRun.Problems(1);
        Record(problems);
        var settings = RecordedRun.Settings();

        using var resumed = Store.Begin(
            settings with { Options = new Dictionary<string, string>(settings.Options) { [option] = value } }, problems,
            TimeProvider.System);

        Assert.True(resumed.IsSolved("p0"));
    }

    [Fact]
    public void Begin_FewerAgents_IsRefused()
    {
        var problems = RecordedRun.Problems(1);
        Record(problems);

        var error = Assert.Throws<HeavySimException>(() => Store.Begin(With(agents: 4), problems, TimeProvider.System));

        Assert.Contains("agents was 8, now 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Begin_OtherProblems_AreRefused()
    {
        Record(RecordedRun.Problems(3));
        var others = ProblemSet.Of("sums", RecordedRun.Problems(4).Problems.Skip(1));

        var error = Assert.Throws<HeavySimException>(() => Store.Begin(RecordedRun.Settings(), others, TimeProvider.System));

        Assert.Contains("problems were sums (3 problems", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Begin_NothingRecorded_TakesWhatIsSaidNow()
    {
        Store.Begin(RecordedRun.Settings(), RecordedRun.Problems(3), TimeProvider.System).Dispose();

        using (var anew = Store.Begin(RecordedRun.Settings(seed: 8), RecordedRun.Problems(2), TimeProvider.System))
            Assert.False(anew.IsResumed);

        var run = Assert.Single(Store.Runs());
        Assert.Equal((8, 2), (run.Settings.Seed, run.Problems));
    }

    private static RunSettings With(int agents)
    {
        var settings = RecordedRun.Settings();
        return settings with { Options = new Dictionary<string, string>(settings.Options) { ["agents"] = $"{agents}" } };
    }

    private void Record(ProblemSet problems)
    {
        using var journal = Store.Begin(RecordedRun.Settings(), problems, TimeProvider.System);
        journal.Append(RecordedRun.Attempt("p0", 0));
        journal.Append(RecordedRun.Solution(problems.Problems[0], [RecordedRun.Attempt("p0", 0).Attempt]));
    }
}
