namespace HeavySim.Agents;

/// <summary>How a model is told to state its final answer, so that it can be found again.</summary>
internal static class AnswerFormat
{
    private const string AskConfidence = " After it, on a line of its own, write \"Confidence: P%\", where P is the probability that your answer is right.";

    /// <summary>One paragraph for the system prompt.</summary>
    public static string Of(Problem problem, bool asksConfidence) => ForKind(problem) + (asksConfidence ? AskConfidence : "");

    private static string ForKind(Problem problem) => problem.Kind switch
    {
        _ when problem.Choices.Count > 0 || problem.Kind == AnswerKind.Choice =>
            "End with one line of the form \"Answer: \\boxed{X}\", where X is the letter of your choice and nothing else.",
        AnswerKind.YesNo => "End with one line of the form \"Answer: \\boxed{yes}\" or \"Answer: \\boxed{no}\".",
        AnswerKind.Puzzle24 => "End with one line of the form \"Answer: E\", where E is the expression, using each given number exactly once.",
        AnswerKind.Grid => "End with a line \"Answer:\" and after it the grid, one row to a line, numbers separated by spaces.",
        AnswerKind.Code => "End with the whole program in one fenced code block.",
        AnswerKind.Literal => "End with one line of the form \"Answer: V\", where V is the value as it would be written in source code.",
        AnswerKind.Number => "End with one line of the form \"Answer: \\boxed{N}\", where N is the number alone, without units.",
        _ => "End with one line of the form \"Answer: \\boxed{A}\", where A is your final answer alone, as short and exact as possible.",
    };
}
