using HeavySim.Records.Samples;
using HeavySim.Verifier;

namespace HeavySim.Records.Tests;

public sealed class ReplayAgentTests : IDisposable
{
    private static readonly AnswerEngine Engine = new();
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AttemptAsync_AgentAndSample_GiveTheRecordedAnswer()
    {
        var samples = await Samples();
        var problem = new Problem { Id = "a", Question = "other words" };

        var attempts = new List<Attempt>();
        foreach (var (agent, sample) in new[] { (0, 0), (1, 0), (0, 1), (1, 1) })
            attempts.Add(await Attempt(samples, agent, problem, sample));

        Assert.Equal(["10.0", "20", null, "40"], attempts.Select(static a => a.Answer?.Text));
        Assert.Equal(Engine.Read(problem, "10"), attempts[0].Answer! with { Text = "10" });
        Assert.Equal("abstained", attempts[2].Outcome.Name);
        Assert.Equal(["m0", "m1", "m2", "m3"], attempts.Select(static a => a.Agent.Model));
        Assert.Equal([0, 1, 0, 1], attempts.Select(static a => a.Agent.Index));
        Assert.Equal(
            ("text 1", 8L, 1, TimeSpan.Zero),
            (attempts[1].Text, attempts[1].Usage.OutputTokens, attempts[1].Usage.Calls, attempts[1].Elapsed));
    }

    [Fact]
    public async Task AttemptAsync_OtherId_MatchesTheExactQuestion()
    {
        var samples = await Samples();

        var same = await Attempt(samples, 0, new Problem { Id = "x/0", Question = "q?" }, 0);
        var other = await Attempt(samples, 0, new Problem { Id = "x/0", Question = "q ?" }, 0);

        Assert.Equal(("x/0", "10.0"), (same.ProblemId, same.Answer?.Text));
        Assert.Contains("no problem with this id or question", Assert.IsType<Outcome.Failed>(other.Outcome)
            .Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AttemptAsync_BeyondTheRecording_FailsClearly()
    {
        var attempt = await Attempt(await Samples(), 1, new Problem { Id = "a", Question = "q?" }, 2);

        var failed = Assert.IsType<Outcome.Failed>(attempt.Outcome);
        Assert.Equal(FailureCause.Rejected, failed.Cause);
        Assert.Contains("has 4 samples of this problem; sample 6 was asked for", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AttemptAsync_Cancelled_Throws()
    {
        var samples = await Samples();
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        var agent = new ReplayAgent(new AgentCard(0, "", "replay", "recorded", null), samples, 2, Engine);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            agent.AttemptAsync(new Assignment { Problem = new Problem { Id = "a", Question = "q?" }, Seed = 0 }, null, cancellation.Token));
    }

    [Fact]
    public async Task LoadAsync_Recording_KnowsItsSizeAndModels()
    {
        var samples = await Samples();

        Assert.Equal(("x", 1, 4), (samples.Name, samples.Problems, samples.MaxSamples));
        Assert.Equal(["m0", "m1", "m2", "m3"], samples.Models);
    }

    private static Task<Attempt> Attempt(RecordedSamples samples, int agent, Problem problem, int sample) =>
        new ReplayAgent(new AgentCard(agent, "", "replay", "recorded", null), samples, 2, Engine)
            .AttemptAsync(new Assignment { Problem = problem, Seed = 0, Sample = sample }, null, TestContext.Current.CancellationToken);

    private Task<RecordedSamples> Samples()
    {
        var path = _folder.Write(
            "x.jsonl", """{"id":"a","question":"q?","gold":"10","answers":["10.0","20",null,"40"],"outputTokens":[7,8,9,10],"models":["m0","m1","m2","m3"]}""");
        _folder.Write("x.responses.jsonl", """{"id":"a","responses":["text 0","text 1","text 2","text 3"]}""");
        return RecordedSamples.LoadAsync(path, Engine, TestContext.Current.CancellationToken);
    }
}
