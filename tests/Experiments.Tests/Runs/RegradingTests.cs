using HeavySim.Experiments.Reports;
using HeavySim.Experiments.Runs;
using HeavySim.Records.Problems;
using HeavySim.Records.Recorded;
using HeavySim.Records.Store;
using HeavySim.Verifier;

namespace HeavySim.Experiments.Tests;

/// <summary>Runs whose answers an older engine read, read anew.</summary>
public sealed class RegradingTests : IDisposable
{
    private static readonly AnswerEngine Engine = new();
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_TextsThatWereReadWrongly_AreReadMarkedAndVotedOnAnew()
    {
        var problem = new Problem { Id = "p", Question = "Half of one?", Gold = "1/2" };
        // The old engine took three ways of writing one number for three answers, and found none in the last text.
        var (before, after, marks) = await RegradeAsync(
            problem,
            Heard(0, "Answer: \\frac{1}{2}", "\\frac{1}{2}"), Heard(1, "Answer: 0.5", "0.5"), Heard(2, "Answer: 7", "7"),
            Heard(3, "Answer: 7", "7"), Heard(4, "Answer: \\boxed{.5}", null));

        Assert.Equal("7", before.Solution!.Solution.Selection.Answer!.Text);
        Assert.Equal(Grade.Correct, after.Solution!.Grade);
        Assert.Equal(3, after.Solution.Solution.Ballot.LeaderVotes);
        Assert.Equal(
            [Grade.Correct, Grade.Correct, Grade.Incorrect, Grade.Incorrect, Grade.Correct], after.Attempts.Select(static a => a.Grade));
        Assert.All(after.Attempts, static a => Assert.Equal(Engine.Version, a.Checker));
        Assert.Equal((5, 3, 0), (marks.Samples, marks.NowRight, marks.NoLongerRight));
    }

    [Fact]
    public async Task RunAsync_ReadByThisEngine_ChangesNothing()
    {
        var problem = new Problem { Id = "p", Question = "One and one?", Gold = "2" };
        var answer = Engine.Extract(problem, "Answer: 2")!;

        var (before, after, marks) = await RegradeAsync(problem, Heard(0, "Answer: 2", answer.Text, answer.Key));

        Assert.Equal(new RegradedMarks(1, 0, 1, 0), marks);
        Assert.Equal(before.Attempts[0].Attempt.Answer, after.Attempts[0].Attempt.Answer);
    }

    private static RecordedAttempt Heard(int agent, string text, string? answer, string? key = null) => new(
        new Attempt
        {
            ProblemId = "p",
            Agent = new AgentCard(agent, "m", "e", "steps", .7),
            Text = text,
            Outcome = answer is null
                ? new Outcome.Abstained("no answer")
                : new Outcome.Answered(new Answer(answer, key ?? "old:" + answer, AnswerSource.Labelled)),
        },
        Grade.Incorrect,
        "old/1");

    private async Task<(RecordedProblem Before, RecordedProblem After, RegradedMarks Marks)> RegradeAsync(
        Problem problem, params RecordedAttempt[] attempts)
    {
        var store = RunStore.Open(_folder.File("runs.db"));
        var set = ProblemSet.Of("set", [problem]);
        using (var journal = store.Begin(RecordedRun.Settings("old"), set, TimeProvider.System))
        {
            foreach (var attempt in attempts)
                journal.Append(attempt);
            var ballot = Ballot.Of([.. attempts.Select(static a => a.Attempt)]);
            var solution = RecordedRun.Solution(problem, [.. attempts.Select(static a => a.Attempt)]);
            journal.Append(solution with
            {
                Solution = solution.Solution with { Ballot = ballot },
                Grade = Grade.Incorrect,
            });
        }

        var regrading = new Regrading(Engine, new Grader(Engine), programs: null);
        using (var journal = store.Begin(RecordedRun.Settings("new"), set, TimeProvider.System))
            await regrading.RunAsync(store.Read("old"), journal, TestContext.Current.CancellationToken);

        return (store.Read("old").Problems().Single(), store.Read("new").Problems().Single(), regrading.Marks);
    }
}
