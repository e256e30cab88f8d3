using FsCheck;
using FsCheck.Fluent;

namespace HeavySim.Agents.Tests;

public sealed class ThinkTagSplitterTests
{
    [Theory]
    [InlineData("<think>hm</think>4", "4", "hm")]
    [InlineData("\n <think>hm</think>\n\n4", "\n \n\n4", "hm")]
    [InlineData("hm, so</think>4", "4", "hm, so")]
    [InlineData("<think>never closed", "", "never closed")]
    [InlineData("plain < text <b> and 1<2", "plain < text <b> and 1<2", "")]
    [InlineData("the tag <think> in a line", "the tag <think> in a line", "")]
    [InlineData("<think>a</think>b\n<think>c</think>d", "b\nd", "ac")]
    [InlineData("<think>a</think>say </think> twice", "say </think> twice", "a")]
    [InlineData("<THINK>a</Think>b", "b", "a")]
    [InlineData("ends with <", "ends with <", "")]
    [InlineData("[THINK]Is it 13? No.[/THINK]42", "42", "Is it 13? No.")]
    [InlineData("Is it 13? No.[/THINK]42", "42", "Is it 13? No.")]
    [InlineData("[think] is a word, a[1] an element", "[think] is a word, a[1] an element", "")]
    [InlineData("<seed:think>a</seed:think>b", "b", "a")]
    [InlineData("◁think▷a◁/think▷b", "b", "a")]
    [InlineData("analysisUser asks. 13? no.assistantfinalIt is 42.", "It is 42.", "User asks. 13? no.")]
    [InlineData("analysis of it: 13?assistantfinal42", "42", "analysis of it: 13?")]
    [InlineData("analysisNever ended. 13", "", "Never ended. 13")]
    [InlineData("analysis shows that an assistant is a helper", "analysis shows that an assistant is a helper", "")]
    [InlineData("An analysis, assistantfinally", "An analysis, assistantfinally", "")]
    [InlineData("analysis", "analysis", "")]
    [InlineData("<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>42", "42",
        "hm<|end|><|start|>assistant")]
    [InlineData("ends with </thi", "ends with </thi", "")]
    public void Text_InAnyPieces_IsSplitAlike(string whole, string text, string reasoning)
    {
        for (var size = 1; size <= whole.Length; size++)
            Assert.Equal((text, reasoning), Split(whole, [.. Enumerable.Repeat(size, whole.Length)]));
    }

    [Fact]
    public void Property_AnyText_InAnyPieces_IsSplitLikeTheWhole()
    {
        var part = Gen.Elements(
            "<think>", "</think>", "<", "</", "think>", "a", " ", "\n", "<th", "b>", "[THINK]", "[/", "analysis", "A", "assistant",
            "final");
        var property = Prop.ForAll(
            part.ListOf().Select(string.Concat).ToArbitrary(),
            Gen.Choose(1, 9).ListOf().ToArbitrary(),
            (whole, sizes) => Split(whole, sizes).Equals(Split(whole, [whole.Length + 1])));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), property);
    }

    private static (string Text, string Reasoning) Split(string whole, IReadOnlyList<int> sizes)
    {
        var splitter = new ThinkTagSplitter();
        var (text, reasoning) = ("", "");
        var from = 0;
        foreach (var size in sizes)
        {
            if (from >= whole.Length)
                break;

            var length = Math.Min(size, whole.Length - from);
            Take(splitter.Accept(whole.Substring(from, length)));
            from += length;
        }

        if (from < whole.Length)
            Take(splitter.Accept(whole[from..]));

        Take(splitter.Finish());
        return (text, reasoning);

        void Take(ThinkTagSplitter.Pieces pieces)
        {
            if (pieces.IsReasoningSoFar)
                (text, reasoning) = ("", reasoning + text);

            text += pieces.Text;
            reasoning += pieces.Reasoning;
        }
    }
}
