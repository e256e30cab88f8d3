namespace HeavySim.Verifier.Answers;

/// <summary>The kind of a problem's answers where the problem does not say: by its choices, its question and the shape of its gold.</summary>
internal static class KindInference
{
    /// <summary>The kind, or null where each answer's own shape decides. <see cref="ProblemForm"/> remembers it.</summary>
    public static AnswerKind? Of(Problem problem)
    {
        if (problem.Kind is { } given)
            return given;
        if (problem.Choices.Count > 0)
            return AnswerKind.Choice;
        if (Puzzle.IsBareNumbers(problem.Question) && (problem.Gold is null || StartsWithNumber(problem.Gold)))
            return AnswerKind.Puzzle24;
        if (problem.Gold is not { } gold)
            return null;
        if (problem.Metadata.ContainsKey("entry_point") || problem.Metadata.ContainsKey("test") || problem.Metadata.ContainsKey("test_list"))
            return AnswerKind.Code;
        if (LiteralForm.IsUnmistakable(gold) || (AsksForValue(problem.Question) && LiteralParser.KeyOf(gold) is not null))
            return AnswerKind.Literal;
        if (gold.AsSpan().TrimStart().StartsWith("[[", StringComparison.Ordinal) && GridForm.KeyOf(gold) is not null)
            return AnswerKind.Grid;

        var bare = Wrapping.Off(CanonicalForm.Stated(gold));
        if (YesNoForm.KeyOf(bare) is not null)
            return AnswerKind.YesNo;

        // A numeral, perhaps with a unit: then sentences with one number in them are read as that number.
        return bare.Length is > 0 and <= 40 && GenericForm.MathKey(bare) is ['n', ..] && NumberScan.Only(bare) is not null && bare.AsSpan().IndexOfAny("\\^(") < 0
            ? AnswerKind.Number
            : null;
    }

    private static bool StartsWithNumber(string gold) => gold.Length > 0 && char.IsAsciiDigit(gold[0]);

    /// <summary>Whether a question shows a program and asks what it gives.</summary>
    private static bool AsksForValue(string question) =>
        question.Contains("def ", StringComparison.Ordinal)
        && (question.Contains("assert ", StringComparison.Ordinal) || question.Contains("print(", StringComparison.Ordinal) || question.Contains("return", StringComparison.Ordinal));
}
