namespace HeavySim.Verifier.Tests.Answers;

/// <summary>Where answers are found in the texts that models really write.</summary>
public sealed class ExtractionTests
{
    private static readonly AnswerEngine Engine = new();

    [Theory]
    [InlineData("So the total is \\boxed{18}.", "18", AnswerSource.Boxed)]
    [InlineData("First \\boxed{17}, no, wait: \\boxed{18}.", "18", AnswerSource.Boxed)]
    [InlineData("\\boxed{\\frac{1}{2}} is it", "0.5", AnswerSource.Boxed)]
    [InlineData("$\\boxed{\\text{18 dollars}}$", "18", AnswerSource.Boxed)]
    [InlineData("\\boxed{\\boxed{18}}", "18", AnswerSource.Boxed)]
    [InlineData("\\boxed{x = 18}", "18", AnswerSource.Boxed)]
    [InlineData("\\fbox{18}", "18", AnswerSource.Boxed)]
    [InlineData("\\boxed 18", "18", AnswerSource.Boxed)]
    [InlineData("Put your answer in \\boxed{}. The answer is \\boxed{18}", "18", AnswerSource.Boxed)]
    [InlineData("It is \\boxed{18} as \\boxed{} says", "18", AnswerSource.Boxed)]
    [InlineData("The result is \\boxed{18", "18", AnswerSource.Boxed)]
    [InlineData("One is \\boxed{18} and another \\boxed{19", "18", AnswerSource.Boxed)]
    [InlineData("The answer is 17. #### 18", "18", AnswerSource.Hashes)]
    [InlineData("9 * 2 = 18\n#### 18", "18", AnswerSource.Hashes)]
    [InlineData("9 * 2 = 18\n#### $18", "18", AnswerSource.Hashes)]
    [InlineData("####18", "18", AnswerSource.Hashes)]
    [InlineData("#### Step 1: add\n16 - 3 = 13\n#### 1,234", "1234", AnswerSource.Hashes)]
    [InlineData("#### Solution\nSome words.\n\nAnswer: 18", "18", AnswerSource.Labelled)]
    [InlineData("Answer: 18", "18", AnswerSource.Labelled)]
    [InlineData("ANSWER: 18", "18", AnswerSource.Labelled)]
    [InlineData("Answer : 18", "18", AnswerSource.Labelled)]
    [InlineData("The answer is $18$, i.e. 20% more.", "18", AnswerSource.Labelled)]
    [InlineData("Answer: 18 (confidence: 90%)", "18", AnswerSource.Labelled)]
    [InlineData("Answer: 18\nConfidence: 90%", "18", AnswerSource.Labelled)]
    [InlineData("The answer is 18, since 9 * 2 is that.", "18", AnswerSource.Labelled)]
    [InlineData("The answer is 18. We check that the answer is correct.", "18", AnswerSource.Labelled)]
    [InlineData("{\"answer\": 18, \"confidence\": 0.9}", "18", AnswerSource.Labelled)]
    [InlineData("```json\n{\"reason\": \"9*2\", \"answer\": \"18\"}\n```", "18", AnswerSource.Labelled)]
    [InlineData("= 18", "18", AnswerSource.FinalLine)]
    [InlineData("minus 18 degrees", "-18", AnswerSource.FinalLine)]
    [InlineData("**Answer:** 18", "18", AnswerSource.Labelled)]
    [InlineData("**Answer**: 18", "18", AnswerSource.Labelled)]
    [InlineData("**Final Answer:** $18", "18", AnswerSource.Labelled)]
    [InlineData("Final answer: **18 dollars**", "18", AnswerSource.Labelled)]
    [InlineData("The answer is 18.", "18", AnswerSource.Labelled)]
    [InlineData("The answer is: 18", "18", AnswerSource.Labelled)]
    [InlineData("The final answer is $18$. I hope it is correct.", "18", AnswerSource.Labelled)]
    [InlineData("So the answer is **18**.", "18", AnswerSource.Labelled)]
    [InlineData("The answer is 3.5 hours. That is all.", "3.5", AnswerSource.Labelled)]
    [InlineData("The answer is 1710.", "1710", AnswerSource.Labelled)]
    [InlineData("9 + 9\nA: 18", "18", AnswerSource.Labelled)]
    [InlineData("A: 18", "18", AnswerSource.Labelled)]
    [InlineData("### Final Answer\n\n18", "18", AnswerSource.Labelled)]
    [InlineData("**Answer:**\n\n18", "18", AnswerSource.Labelled)]
    [InlineData("Answer:\n```\n18\n```", "18", AnswerSource.Labelled)]
    [InlineData("<answer>18</answer>", "18", AnswerSource.Labelled)]
    [InlineData("<answer> 18 </answer>\n", "18", AnswerSource.Labelled)]
    [InlineData("答案是 18", "18", AnswerSource.Labelled)]
    [InlineData("We add.\n\n18", "18", AnswerSource.FinalLine)]
    [InlineData("18", "18", AnswerSource.FinalLine)]
    [InlineData("**18**", "18", AnswerSource.FinalLine)]
    [InlineData("$$18$$", "18", AnswerSource.FinalLine)]
    [InlineData("16 - 3 - 4 = 9\n9 * 2 = $18", "18", AnswerSource.FinalLine)]
    [InlineData("18 dollars\n---\n", "18", AnswerSource.FinalLine)]
    [InlineData("She sells 9 eggs and makes $18 every day.", "18", AnswerSource.LastNumber)]
    [InlineData("First 16 eggs, then 9 are left, for -5 dollars, it seems.", "-5", AnswerSource.LastNumber)]
    [InlineData("It costs 1,234 in all, I think", "1234", AnswerSource.LastNumber)]
    [InlineData("<think>maybe \\boxed{17}</think>The answer is 18.", "18", AnswerSource.Labelled)]
    [InlineData("<think>a</think><think>b \\boxed{1}</think>\n\n\\boxed{18}", "18", AnswerSource.Boxed)]
    [InlineData("it is 17, or so </think> \\boxed{18}", "18", AnswerSource.Boxed)]
    [InlineData("<think>so it is \\boxed{18}", "18", AnswerSource.Boxed)]
    [InlineData("<think>so \\boxed{18}</think>", "18", AnswerSource.Boxed)]
    [InlineData(
        "<|channel|>analysis<|message|>17<|end|><|start|>assistant<|channel|>final<|message|>18<|return|>", "18", AnswerSource.FinalLine)]
    [InlineData("| item | cost |\n|---|---|\n| eggs | 18 |\n\n**Answer: 18**", "18", AnswerSource.Labelled)]
    public void Extract_NumberProblem_FindsAnswerAndSource(string text, string expected, AnswerSource source)
    {
        var problem = Problems.Of(kind: null, gold: "18");

        var answer = Engine.Extract(problem, text);

        Assert.NotNull(answer);
        Assert.Equal(Engine.Read(problem, expected)!.Key, answer.Key);
        Assert.Equal(source, answer.Source);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n\t ")]
    [InlineData("I don't know.")]
    [InlineData("Answer: N/A")]
    [InlineData("I'm sorry, but I cannot help with that.")]
    [InlineData("The answer is: I am not sure")]
    [InlineData("<think>hmm, 16 - 3 = 13, then")]
    [InlineData("<think></think>")]
    [InlineData("\\boxed{}")]
    [InlineData("no numbers anywhere")]
    public void Extract_NumberProblemWithoutAnswer_Abstains(string text) =>
        Assert.Null(Engine.Extract(Problems.Of(AnswerKind.Number), text));

    [Theory]
    [InlineData("The answer is (B).", "B")]
    [InlineData("Answer: B", "B")]
    [InlineData("Answer: $B$", "B")]
    [InlineData("**Answer: B) 15**", "B")]
    [InlineData("\\boxed{B}", "B")]
    [InlineData("\\boxed{\\textbf{(B)}\\ 15}", "B")]
    [InlineData("\\boxed{15}", "B")]
    [InlineData("The correct option is **B**.", "B")]
    [InlineData("So the result is 15.\n\nB", "B")]
    [InlineData("So the result is 15.\n\n(B) 15", "B")]
    [InlineData("Therefore, option (B) is correct.", "B")]
    [InlineData("The answer is none of these.", "D")]
    [InlineData("The answer is x + 1", "C")]
    [InlineData("The answer is 1 + x", "C")]
    [InlineData("A) no\nB) yes\nSo the answer is A", "A")]
    public void Extract_ChoiceProblem_FindsLetter(string text, string letter)
    {
        var problem = Problems.Of(AnswerKind.Choice, gold: letter);

        var answer = Engine.Extract(problem, text);

        Assert.Equal("c:" + letter, answer?.Key);
        Assert.Equal(Grade.Correct, Engine.Grade(problem, answer));
    }

    [Theory]
    [InlineData("The capital is Paris.\n\nAnswer: Paris", "Paris")]
    [InlineData("The answer is Paris.", "Paris")]
    [InlineData("**Final answer:** The Eiffel Tower", "eiffel tower")]
    [InlineData("Some reasoning.\n\nParis", "paris")]
    [InlineData("#### Paris", "paris")]
    public void Extract_TextProblem_FindsAnswer(string text, string expected)
    {
        var problem = Problems.Of(AnswerKind.Text);

        Assert.Equal(Engine.Read(problem, expected)!.Key, Engine.Extract(problem, text)?.Key);
    }

    [Theory]
    [InlineData(null, "33 + 44: 77\nThe answer is 77.", "77")]
    [InlineData(AnswerKind.Number, "Answer: 2.5.", "2.5")]
    [InlineData(AnswerKind.Literal, "Answer: 3.", "3.")]
    public void Extract_FigureAtTheEndOfASentence_IsShownWithoutItsFullStop(AnswerKind? kind, string text, string shown) =>
        Assert.Equal(shown, Engine.Extract(Problems.Of(kind), text)?.Text);

    [Theory]
    [InlineData("[ANSWER]\nassert f(1) == [1, 2]\n[/ANSWER]", "[1, 2]")]
    [InlineData("The function doubles.\n\nAnswer: `'ab'`", "'ab'")]
    [InlineData("The answer is ['a', 'b'].", "['a', 'b']")]
    [InlineData("So:\n```python\n{'a': 1}\n```", "{'a': 1}")]
    [InlineData("[ANSWER]'ab'[/ANSWER]", "'ab'")]
    public void Extract_LiteralProblem_FindsValue(string text, string expected)
    {
        var problem = Problems.Of(AnswerKind.Literal);

        Assert.Equal(Engine.Read(problem, expected)!.Key, Engine.Extract(problem, text)?.Key);
    }

    [Theory]
    [InlineData("Steps:\n4 + 8 = 12 (left: 4 6 12)\n6 - 4 = 2\nAnswer: (4 + 8) * (6 - 4) = 24", Grade.Correct)]
    [InlineData("\\boxed{(4+8) \\times (6-4)}", Grade.Correct)]
    [InlineData("\\boxed{(4+8) \\times (6-4) = 24}", Grade.Correct)]
    [InlineData("The answer is (4 + 8) * (6 - 4).", Grade.Correct)]
    [InlineData("(4 + 8) * (6 - 4) = 24", Grade.Correct)]
    [InlineData("Answer: 4 * 6 = 24", Grade.Incorrect)]
    [InlineData("Answer: (4 + 8) * (6 - 4) * 1 = 24", Grade.Incorrect)]
    [InlineData("Answer: 24", Grade.Incorrect)]
    [InlineData("Answer: There is no solution to obtain 24 with these numbers.", Grade.Abstained)]
    [InlineData("Answer: None", Grade.Abstained)]
    public void Grade_PuzzleText_ByEvaluation(string text, Grade expected)
    {
        var problem = Problems.Of(AnswerKind.Puzzle24, gold: "24", question: "4 4 6 8");

        Assert.Equal(expected, Engine.Grade(problem, Engine.Extract(problem, text)));
    }

    [Theory]
    [InlineData("Here it is:\n```\n1 2\n3 4\n```\nDone.")]
    [InlineData("The output grid is\n\n1 2\n3 4\n")]
    [InlineData("[[1, 2], [3, 4]]")]
    [InlineData("The answer is [[1, 2],\n [3, 4]].")]
    [InlineData("\\boxed{[[1,2],[3,4]]}")]
    public void Extract_GridProblem_FindsGrid(string text)
    {
        var problem = Problems.Of(AnswerKind.Grid, gold: "[[1,2],[3,4]]");

        Assert.Equal(Grade.Correct, Engine.Grade(problem, Engine.Extract(problem, text)));
    }

    [Fact]
    public void Extract_CodeProblem_FindsLastBlockAndIsUngraded()
    {
        var problem = Problems.Of(AnswerKind.Code, gold: "return 1");

        var answer = Engine.Extract(
            problem, "First:\n```python\ndef f():\n    return 0\n```\nBetter:\n```python\ndef f():\n    return 1\n```\nDone.");

        Assert.Equal(Engine.Read(problem, "def f():\n    return 1")!.Key, answer?.Key);
        Assert.Equal(Grade.Ungraded, Engine.Grade(problem, answer));
    }
}
