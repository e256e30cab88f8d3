namespace HeavySim.Verifier.Answers;

/// <summary>Every kind of answer, with how it is known, read and graded. A new kind is a form in <c>Forms</c> and an entry here.</summary>
internal static class AnswerKinds
{
    private const int LongestNumeral = 40;

    // In the order in which a problem that names no kind is looked at: the first that fits it has it.
    private static readonly IReadOnlyList<AnswerRule> All =
    [
        new(
            AnswerKind.Choice,
            static (problem, text) => ChoiceForm.KeyOf(problem, CanonicalForm.Stated(text)) ?? CanonicalForm.Prose(text, GenericForm.KeyOf))
        {
            Fits = static problem => problem.Choices.Count > 0,
            LooksBack = true,
        },
        new(AnswerKind.Puzzle24, static (problem, text) => PuzzleForm.KeyOf(problem, CanonicalForm.Stated(text)))
        {
            Fits = static problem => Puzzle.IsBareNumbers(problem.Question) && (problem.Gold is null || StartsWithNumber(problem.Gold)),
            IsWholeLine = true,
            // The gold names the target; what is right is seen from the expression.
            RightKey = PuzzleForm.Solved,
        },
        new(AnswerKind.Code, static (_, text) => CodeForm.KeyOf(text))
        {
            Fits = static problem => problem.Gold is not null && IsTested(problem.Metadata),
            IsBlock = true,
            IsGradedByReading = false,
        },
        new(AnswerKind.Literal, static (_, text) => LiteralForm.KeyOf(text))
        {
            Fits = static problem => problem.Gold is { } gold
                && (LiteralForm.IsUnmistakable(gold) || (AsksForValue(problem.Question) && LiteralParser.KeyOf(gold) is not null)),
            IsWholeLine = true,
        },
        new(AnswerKind.Grid, static (_, text) => GridForm.KeyOf(text) ?? CanonicalForm.Prose(text, GridForm.KeyOfMatrix))
        {
            Fits = static problem => problem.Gold is { } gold && gold.AsSpan().TrimStart().StartsWith("[[", StringComparison.Ordinal)
                && GridForm.KeyOf(gold) is not null,
            IsBlock = true,
        },
        new(
            AnswerKind.YesNo,
            static (_, text) => CanonicalForm.Prose(text, static bare => YesNoForm.LeadingKey(bare) ?? GenericForm.KeyOf(bare)))
        {
            Fits = static problem => problem.Gold is { } gold && YesNoForm.IsGold(Bare(gold)),
            LooksBack = true,
        },
        new(AnswerKind.Number, static (problem, text) => CanonicalForm.Prose(
            text, bare => About(problem, bare, static number => NumberForm.KeyOf(DecimalMarks.Plain(number)))))
        {
            Fits = static problem => problem.Gold is { } gold && IsNumeral(Bare(gold)),
            LooksBack = true,
            CanBeLastNumber = true,
        },
        new(AnswerKind.Math, static (problem, text) => CanonicalForm.Prose(text, bare => About(problem, bare, GenericForm.KeyOfMath)))
        {
            LooksBack = true,
            CanBeLastNumber = true,
        },
        new(AnswerKind.Text, static (_, text) => CanonicalForm.Prose(text, CanonicalForm.TextKey)),
        new(
            null,
            static (problem, text) => CanonicalForm.Prose(
                text, bare => ClockForm.KeyOf(bare, Bare(problem.Gold!)) ?? GenericForm.KeyOf(bare)))
        {
            Fits = static problem => problem.Gold is { } gold && ClockForm.KeyOf(Bare(gold)) is not null,
        },
        new(null, static (problem, text) => CanonicalForm.Prose(text, bare => About(problem, bare, GenericForm.KeyOf)))
        {
            CanBeLastNumber = true,
        },
    ];

    /// <summary>The rule of a problem; <see cref="ProblemForm"/> remembers it.</summary>
    public static AnswerRule Of(Problem problem) =>
        problem.Kind is { } given
            ? All.First(rule => rule.Kind == given)
            : All.FirstOrDefault(rule => rule.Fits?.Invoke(problem) == true) ?? All[^1];

    private static string About(Problem problem, string bare, Func<string, string> keyOf) =>
        ProblemForm.Of(problem).SubjectOf(problem).KeyOf(bare, keyOf);

    private static string Bare(string gold) => Wrapping.Off(CanonicalForm.Stated(gold));

    private static bool StartsWithNumber(string gold) => gold.Length > 0 && char.IsAsciiDigit(gold[0]);

    private static bool IsTested(IReadOnlyDictionary<string, string> metadata) =>
        metadata.ContainsKey("entry_point") || metadata.ContainsKey("test") || metadata.ContainsKey("test_list");

    /// <summary>Whether a question shows a program and asks what it gives.</summary>
    private static bool AsksForValue(string question) =>
        question.Contains("def ", StringComparison.Ordinal)
        && (question.Contains("assert ", StringComparison.Ordinal)
            || question.Contains("print(", StringComparison.Ordinal) || question.Contains("return", StringComparison.Ordinal));

    /// <summary>A numeral, perhaps with a unit: then sentences with one number in them are read as that number.</summary>
    private static bool IsNumeral(string bare) =>
        bare.Length is > 0 and <= LongestNumeral && ClockForm.KeyOf(bare) is null && DateForm.KeyOf(bare) is null
            && Naming.NameOf(bare) is null
            && GenericForm.MathKey(bare) is ['n' or '~', ..] && NumberScan.Only(bare) is not null
            && bare.AsSpan().IndexOfAny("\\^(") < 0;
}
