namespace HeavySim.Verifier.Tests.Answers;

/// <summary>Problems of every kind, for tests that hold for all of them.</summary>
internal static class Problems
{
    public static Problem Of(AnswerKind? kind, string? gold = null, string question = "What is it?") => new()
    {
        Id = "p",
        Question = question,
        Gold = gold,
        Kind = kind,
        Choices = kind == AnswerKind.Choice ? ["12", "15", "x + 1", "none of these"] : [],
    };

    /// <summary>One of each kind, and one without a kind.</summary>
    public static IReadOnlyList<Problem> All { get; } =
    [
        Of(kind: null),
        .. Enum.GetValues<AnswerKind>()
            .Select(static kind => Of(kind, gold: "24", question: kind == AnswerKind.Puzzle24 ? "4 4 6 8" : "What is it?")),
    ];
}
