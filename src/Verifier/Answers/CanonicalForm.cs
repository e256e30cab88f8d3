namespace HeavySim.Verifier.Answers;

/// <summary>From the text of an answer to its key, by the problem's kind.</summary>
internal static class CanonicalForm
{
    /// <summary>The key, or null when the text is blank or declines to answer.</summary>
    public static string? KeyOf(Problem problem, string text)
    {
        var kind = ProblemForm.Of(problem).Kind;
        switch (kind)
        {
            case AnswerKind.Choice when ChoiceForm.KeyOf(problem, Stated(text)) is { } choice:
                return choice;
            case AnswerKind.Literal:
                return LiteralForm.KeyOf(text);
            case AnswerKind.Code:
                return CodeForm.KeyOf(text);
            case AnswerKind.Grid when GridForm.KeyOf(text) is { } grid:
                return grid;
            case AnswerKind.Puzzle24:
                return PuzzleForm.KeyOf(problem, Stated(text));
        }

        var bare = Wrapping.Off(Stated(text));
        if (bare.Length == 0)
            return string.IsNullOrWhiteSpace(text) ? null : "t:" + text.Trim();
        if (Refusal.Is(bare))
            return null;

        return kind switch
        {
            AnswerKind.YesNo => YesNoForm.LeadingKey(bare) ?? GenericForm.KeyOf(bare),
            AnswerKind.Number => NumberForm.KeyOf(bare),
            AnswerKind.Math => GenericForm.KeyOfMath(bare),
            AnswerKind.Text => TextKey(bare),
            _ => GenericForm.KeyOf(bare),
        };
    }

    /// <summary>What a box or "####" in the text states, as golds come in whole solutions (MATH, GSM8K); else the text.</summary>
    public static string Stated(string text) => Box.Last(text) ?? Label.Hashes(text) ?? text;

    /// <summary>Texts are not read as mathematics, but dates, yes and no, and plain numbers keep their one form.</summary>
    private static string TextKey(string bare)
    {
        if (DateForm.KeyOf(bare) is { } date)
            return date;
        if (NumberWords.Read(bare) is not null || bare.AsSpan().IndexOfAnyExcept("0123456789.,-+%") < 0)
            return GenericForm.KeyOf(bare);

        return YesNoForm.KeyOf(bare) ?? TextForm.KeyOf(bare);
    }
}
