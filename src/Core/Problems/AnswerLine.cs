namespace HeavySim.Core;

/// <summary>How an answer of each kind is asked for, and so how it is written: what prompts demand and simulated replies keep to.</summary>
/// <param name="Kind">The kind, or null for problems that name none.</param>
/// <param name="Instruction">What a model is told.</param>
/// <param name="Write">The end of a reply that gives an answer.</param>
internal sealed record AnswerLine(AnswerKind? Kind, string Instruction, Func<string, string> Write)
{
    private static readonly AnswerLine Any =
        new(
            null,
            "End with one line of the form \"Answer: \\boxed{A}\", where A is your final answer alone, as short and exact as possible.",
            Boxed);

    private static readonly AnswerLine Choice =
        new(
            AnswerKind.Choice,
            "End with one line of the form \"Answer: \\boxed{X}\", where X is the letter of your choice and nothing else.",
            Boxed);

    private static readonly IReadOnlyList<AnswerLine> All =
    [
        Choice,
        new(AnswerKind.YesNo, "End with one line of the form \"Answer: \\boxed{yes}\" or \"Answer: \\boxed{no}\".", Boxed),
        new(AnswerKind.Number, "End with one line of the form \"Answer: \\boxed{N}\", where N is the number alone, without units.", Boxed),
        new(
            AnswerKind.Puzzle24,
            "End with one line of the form \"Answer: E\", where E is the expression, using each given number exactly once.",
            Bare),
        new(
            AnswerKind.Literal,
            "End with one line of the form \"Answer: V\", where V is the value as it would be written in source code.",
            Bare),
        new(
            AnswerKind.Grid,
            "End with a line \"Answer:\" and after it the grid, one row to a line, numbers separated by spaces.",
            static answer => $"Answer:\n{answer}"),
        new(AnswerKind.Code, "End with the whole program in one fenced code block.", static answer => $"Answer:\n```\n{answer}\n```"),
    ];

    /// <summary>The line of a problem.</summary>
    public static AnswerLine Of(Problem problem) =>
        problem.Choices.Count > 0 ? Choice : All.FirstOrDefault(line => line.Kind == problem.Kind) ?? Any;

    private static string Bare(string answer) => $"Answer: {answer}";

    private static string Boxed(string answer) =>
        answer.AsSpan().IndexOfAny('{', '}', '\n') < 0 ? $"Answer: \\boxed{{{answer}}}" : Bare(answer);
}
