namespace HeavySim.Verifier.Tests;

public sealed class ShownWorkTests
{
    private const string Reply = "<think>first 41, no, 42</think>\nThe sum is forty-two.\n\nAnswer: 42";

    [Theory]
    [InlineData(EarlierForm.Solutions)]
    [InlineData(EarlierForm.Trajectories)]
    public void Of_Solution_IsTheWholeText(EarlierForm form) => Assert.Equal(Reply, ShownWork.Of(Attempt(Reply), form, 1000));

    [Theory]
    [InlineData(Reply, "The sum is forty-two.\n\nAnswer: 42")]
    [InlineData("The sum is forty-two.", "The sum is forty-two.")]
    // All of it is thought: the answer alone stands.
    [InlineData("<think>first 41, no, 42", "Answer: 42")]
    [InlineData("<think>first 41, no, 42</think>\n", "Answer: 42")]
    [InlineData(null, "Answer: 42")]
    public void Of_Conclusion_IsWhatStandsAfterTheThinking(string? text, string shown) =>
        Assert.Equal(shown, ShownWork.Of(Attempt(text), EarlierForm.Conclusions, 1000));

    [Fact]
    public void Of_LongText_LosesItsMiddle()
    {
        var shown = ShownWork.Of(Attempt($"begin {new string('x', 5000)} end"), EarlierForm.Solutions, 300);

        Assert.Equal(300, shown.Length);
        Assert.StartsWith("begin ", shown, StringComparison.Ordinal);
        Assert.EndsWith(" end", shown, StringComparison.Ordinal);
    }

    private static Attempt Attempt(string? text) => new()
    {
        ProblemId = "p",
        Agent = new AgentCard(0, "m", "e", "s", null),
        Outcome = new Outcome.Answered(new Answer("42", "42", AnswerSource.Labelled)),
        Text = text,
        Reasoning = "thoughts on a channel of their own",
    };
}
