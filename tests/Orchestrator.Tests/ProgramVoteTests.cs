namespace HeavySim.Orchestrator.Tests;

/// <summary>Programs vote by what they do, and those that fail the tests of their question are not chosen while others pass them.</summary>
public sealed class ProgramVoteTests
{
    [Fact]
    public void SolveAsync_ProgramsThatDoTheSame_AreOneAnswer()
    {
        var (_, solution) = Solve.InVirtualTime(
            Solve.Options with { Programs = new Lengths() },
            Solve.Answers("return 7", "return 1+1", "return 8", "return 2*1", "return 3-1"));

        // Five texts of two lengths.
        Assert.Equal("return 1+1", solution.Selection.Answer?.Text);
        Assert.Equal([3, 2], solution.Ballot.Classes.Select(static c => c.Votes));
    }

    [Fact]
    public void SolveAsync_MostFailTheVisibleTests_TheOneThatPassesThemIsChosen()
    {
        var (_, solution) = Solve.InVirtualTime(
            Solve.Options with { Programs = new Lengths() }, Solve.Answers("!wrong", "!wrong", "right", "!wrong"));

        Assert.Equal("right", solution.Selection.Answer?.Text);
        Assert.Equal(3, solution.Ballot.LeaderVotes);
    }

    /// <summary>Takes programs of one length for the same; those that begin with ! fail.</summary>
    private sealed class Lengths : IProgramExaminer
    {
        public string Version => "lengths/1";

        public Task<Answer> ClassifyAsync(Problem problem, Answer answer, CancellationToken cancellationToken) =>
            Task.FromResult(answer with { Key = BehaviourKey.Of([$"{answer.Text.Length}"], answer.Text[0] != '!') });

        public Task<TestReport?> TestAsync(Problem problem, Answer answer, CancellationToken cancellationToken) =>
            Task.FromResult<TestReport?>(null);
    }
}
