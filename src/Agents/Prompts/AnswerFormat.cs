namespace HeavySim.Agents;

/// <summary>How a model is told to state its final answer, so that it can be found again.</summary>
internal static class AnswerFormat
{
    private const string AskConfidence = " After it, on a line of its own, write \"Confidence: P%\", where P is the probability that your "
        + "answer is right.";

    /// <summary>One paragraph for the system prompt.</summary>
    public static string Of(Problem problem, bool asksConfidence) =>
        AnswerLine.Of(problem).Instruction + (asksConfidence ? AskConfidence : "");
}
