namespace HeavySim.Agents.Tests;

public sealed class ProposedStepsTests
{
    [Theory]
    [InlineData("Next: add 1 and 2\nNext: take 3", "add 1 and 2|take 3")]
    [InlineData("Some words.\n\n1. **Next:** add\n- next step 2: take", "add|take")]
    [InlineData("Next: same\nNext: same\nNext: other", "same|other")]
    [InlineData("1. add\n2) take\n* halve", "add|take|halve")]
    [InlineData("Next: add\n\n1. not this one", "add")]
    [InlineData("What I do next is to wait.", "")]
    [InlineData("Next:\nNext:   ", "")]
    public void Read_AnyForm_DifferentStepsInOrder(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', ProposedSteps.Read(Attempt(text, new Outcome.Abstained("none")), 9)));

    [Fact]
    public void Read_MoreThanWanted_TheFirst() =>
        Assert.Equal(["a", "b"], ProposedSteps.Read(Attempt("Next: a\nNext: b\nNext: c", new Outcome.Abstained("none")), 2));

    [Fact]
    public void Read_StatedAnswerInAList_EndsTheWay() =>
        Assert.Empty(ProposedSteps.Read(Attempt(
            "1. 4 + 4 = 8\n2. 8 * 3 = 24\nAnswer: 24", new Outcome.Answered(new Answer("24", "24", AnswerSource.Labelled))), 4));

    [Fact]
    public void Read_NumberThatMerelyStandsLast_IsNoAnswer() =>
        Assert.Equal(
            ["take 3"], ProposedSteps.Read(Attempt("- take 3", new Outcome.Answered(new Answer("3", "3", AnswerSource.LastNumber))), 4));

    [Fact]
    public void Read_FailedCall_NoSteps() =>
        Assert.Empty(ProposedSteps.Read(Attempt("Next: a", new Outcome.Failed(FailureCause.Server, "cut")), 4));

    private static Attempt Attempt(string text, Outcome outcome) =>
        new() { ProblemId = "p", Agent = new AgentCard(0, "m", "e", "s", null), Outcome = outcome, Text = text };
}
