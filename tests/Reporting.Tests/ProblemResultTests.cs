namespace HeavySim.Reporting.Tests;

public sealed class ProblemResultTests
{
    [Theory]
    [InlineData("right", "7", "7", "7", "3")]
    [InlineData("wrong", "7", "3", "3", "7")]
    [InlineData("tied split", "7", "7", "3", null)]
    [InlineData("right split", "7", "7", "7", "3", "4")]
    [InlineData("unanswered", "7", null, null)]
    [InlineData("ungraded", null, "7", "7")]
    public async Task Of_Vote_SaysHowItEnded(string expected, string? gold, params string?[] answers)
    {
        using var run = new RecordedRun().With("p-1", "What?", gold, answers);

        var result = ProblemResult.Of((await run.SaveAsync("vote")).Problems().Single());

        Assert.Equal(expected, result.Mark.ToString().ToLowerInvariant() + (result.IsSplit ? " split" : ""));
    }

    [Theory]
    [InlineData("7", true, false)]
    [InlineData("3", false, false)]
    public async Task Of_CheckedMinority_IsSavedWhenTheChoiceIsRight(string chosen, bool isSaved, bool isLost)
    {
        using var run = new RecordedRun().With("p-1", "What?", "7", "3", "3", "7")
            .Chosen(chosen, .9, RecordedRun.Verdict("7", Judgement.Correct));

        var result = ProblemResult.Of((await run.SaveAsync("saved")).Problems().Single());

        Assert.Equal((isSaved, isLost), (result.IsSaved, result.IsLost));
    }

    [Fact]
    public async Task Of_CheckedMajority_IsLostWhenTheChoiceIsWrong()
    {
        using var run = new RecordedRun().With("p-1", "What?", "7", "7", "7", "3")
            .Chosen("3", .6, RecordedRun.Verdict("7", Judgement.Incorrect));

        var result = ProblemResult.Of((await run.SaveAsync("lost")).Problems().Single());

        Assert.True(result.IsLost);
        Assert.False(result.IsSaved);
    }

    [Fact]
    public async Task Of_WithoutFindings_CreditsNoCrossCheck()
    {
        using var run = new RecordedRun().With("p-1", "What?", "7", "3", "3", "7").Chosen("7", .9);

        Assert.False(ProblemResult.Of((await run.SaveAsync("unchecked")).Problems().Single()).IsSaved);
    }
}
