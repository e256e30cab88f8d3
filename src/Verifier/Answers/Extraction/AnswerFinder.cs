using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// Finds the answer in a model's text, in the published order: the last \boxed{} (MATH), "####" (GSM8K), "Answer:" (simple-evals) and its
/// kin, the final line, and the last number as a guess that is flagged.
/// </summary>
internal static partial class AnswerFinder
{
    /// <summary>A final line longer than this is prose, not an answer.</summary>
    private const int MaxFinalLine = 200;

    public static Answer? Find(Problem problem, string text)
    {
        var (spoken, isThought) = Thinking.Off(EndTokens.Off(text));
        spoken = EndTokens.Off(spoken);
        if (string.IsNullOrWhiteSpace(spoken))
            return null;

        var rule = ProblemForm.Of(problem).Rule;
        // Before backslashes are looked at: those of a program are its own.
        if (rule.IsBlock && Block(problem, spoken) is { } block)
            return block;

        spoken = RunOn.Off(Backslashes.Single(spoken.Contains('<', StringComparison.Ordinal) ? Html().Replace(spoken, "") : spoken));

        var boxed = Boxed(problem, spoken);
        // A box that is none of the choices (the figure that led to one) gives way to the choice that is announced.
        if (boxed is not null && problem.Choices.Count + (rule.Kind == AnswerKind.Choice ? 1 : 0) > 0
            && !ChoiceForm.IsChoice(problem, boxed.Text)
            && (Marked(problem, spoken) ?? Guessed(problem, spoken.Replace("\\boxed", "", StringComparison.Ordinal)))
                is { Key: ['c', ..] } announced)
            return announced;

        if ((boxed ?? Marked(problem, spoken)) is { } marked)
            return marked;
        if (isThought)
            return null;

        // A list of verdicts says which is right, not its last line.
        if (rule.Kind is AnswerKind.Choice && !problem.Choices.Any(RuledOut.IsVerdict) && RuledOut.OfVerdicts(spoken) is { } judged)
            return judged.Length == 0 ? null : Answered(problem, judged, AnswerSource.FinalLine);

        var guessed = Guessed(problem, spoken);
        return rule.Kind is AnswerKind.Choice && guessed is not { Key: ['c', ..] } && ChoiceForm.Stated(problem, spoken) is { } stated
            ? Answered(problem, stated, AnswerSource.FinalLine) ?? guessed
            : guessed;
    }

    /// <summary>What HTML adds to a word, and its remarks.</summary>
    [GeneratedRegex(
        @"</?(?:b|strong|i|em|u|p|span|mark|code|final_answer|result|center)(?:\s(?:class|style|id)=""[^""<>]{0,80}"")?\s?>"
        + @"|<!--(?:(?!-->)[^<]){0,400}-->",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Html();

    private static Answer? Block(Problem problem, string text)
    {
        var content = ProblemForm.Of(problem).Rule.Kind is AnswerKind.Code
            ? CodeForm.WithoutFence(text, CodeForm.EntriesOf(problem)) : CodeForm.LastBlock(text);
        return Answered(problem, content, content.Length < text.Length ? AnswerSource.Labelled : AnswerSource.FinalLine);
    }

    /// <summary>The box, unless a final answer is announced behind it.</summary>
    private static Answer? Boxed(Problem problem, string text)
    {
        if (Box.Last(text, out var end) is not { } content)
            return null;

        return end > 0 && Label.LastFinal(text[end..]) is { } final && Answered(problem, final, AnswerSource.Labelled) is { } last
            && IsStructured(last) ? last : Answered(problem, content, AnswerSource.Boxed);
    }

    private static Answer? Marked(Problem problem, string text)
    {
        if (Label.Hashes(text) is { } hashed && Answered(problem, hashed, AnswerSource.Hashes) is { } answer
            && (IsStructured(answer) || IsAtEnd(text, hashed)))
            return answer;

        return Announced(problem, text);
    }

    /// <summary>
    /// The last announcement whose answer has the form that the problem asks for ("so the answer is correct" has not); where none has,
    /// the last.
    /// </summary>
    private static Answer? Announced(Problem problem, string text)
    {
        const int Rounds = 4;
        var rule = ProblemForm.Of(problem).Rule;
        Answer? last = null;
        var end = text.Length;
        for (var round = 0; round < Rounds && end > 0; round++)
        {
            if (Label.Last(text, problem.Choices.Count > 0, ref end) is not { } labelled)
                continue;

            var answer = Concise(problem, labelled, AnswerSource.Labelled);
            if (round == 0 && (answer is null || !rule.LooksBack))
                return answer;
            if (answer is not null && IsStructured(answer))
                return answer;
            last ??= answer;
        }

        return last;
    }

    private static Answer? Guessed(Problem problem, string text)
    {
        var rule = ProblemForm.Of(problem).Rule;
        // A dictionary over several lines is the whole of what was said.
        if (rule.Kind == AnswerKind.Literal
            && Answered(problem, text, AnswerSource.FinalLine) is { Key: ['v', ':', not '\'', ..] } value)
            return value;

        var line = MathSpan.LastDisplay(text) ?? FinalLine(text);
        // Of a long line the last sentence, where choices or yes and no are asked for.
        var sentence = line.Length > MaxFinalLine && rule.LooksBack && !rule.CanBeLastNumber
            ? line.AsSpan(0, line.Length - 2).LastIndexOf(". ") + 2
            : 0;
        if (sentence > 2)
            return Answered(problem, line[sentence..], AnswerSource.FinalLine) is { } said && IsStructured(said) ? said : null;

        if (rule.LooksBack && !rule.CanBeLastNumber && FirstLine(problem, text, line) is { } first)
            return first;

        var bare = Wrapping.Off(line);
        // A puzzle's last line is a step unless it says that it is the answer, or plainly is.
        if (rule.RightKey is { } right)
            return Answered(problem, line, AnswerSource.FinalLine) is { } solved && solved.Key == right ? solved : null;
        if (bare.Length is > 0 and <= MaxFinalLine)
        {
            var answer = Answered(problem, line, AnswerSource.FinalLine);
            if (answer is null || !rule.CanBeLastNumber || ProblemForm.Of(problem).IsOfWords(problem))
                return answer;
            if (rule.Kind is AnswerKind.Number
                ? IsNumber(answer, bare)
                    || ((IsStructured(answer) || bare.Contains('\\', StringComparison.Ordinal)) && !FormulaForm.HasWord(bare))
                : IsStructured(answer) || (NumberScan.Last(bare) is null && MathSpan.Last(line) is null)
                    || (answer.Key[0] == 'x' && !FormulaForm.HasWord(bare)))
                return answer;
        }

        if (rule.CanBeLastNumber && Conclusion.Last(text) is { } concluded
            && Concise(problem, concluded, AnswerSource.Labelled) is { } conclusion && IsStructured(conclusion))
            return conclusion;

        if (rule.CanBeLastNumber && MathSpan.Several(line) is { } joined
            && Answered(problem, joined, AnswerSource.LastNumber) is { } several
            && IsStructured(several))
            return several;

        // A numeral within a formula is not the answer, but perhaps the formula is; ½ is a numeral.
        var plain = rule.Kind is AnswerKind.Number ? DecimalMarks.Plain(Typography.Plain(text)) : Typography.Plain(text);
        if (rule.CanBeLastNumber && LastNumber.In(plain) is var (number, end))
        {
            var around = MathSpan.Around(plain, end - 1);
            if (around is null || !LastNumber.IsDenied(plain[..end], around))
                return Answered(problem, around ?? number + LastNumber.Percent(plain, end), AnswerSource.LastNumber);
        }

        if (rule.CanBeLastNumber && MathSpan.Last(line) is { } formula && !LastNumber.IsDenied(line, formula))
            return Answered(problem, formula, AnswerSource.LastNumber);

        // "It is three quarters." is a number, "I gave up." is none.
        return bare.Length <= MaxFinalLine && Answered(problem, line, AnswerSource.FinalLine) is { } words
            && (rule.Kind is not AnswerKind.Number || words.Key[0] == 'n') ? words : null;
    }

    /// <summary>
    /// A first line that is a choice, or yes or no, and nothing else, where the last is no such line: an explanation follows.
    /// </summary>
    private static Answer? FirstLine(Problem problem, string text, string last)
    {
        const int Short = 40;
        var line = text.AsSpan().TrimStart();
        if (line.IndexOf('\n') is not (> 0 and < Short and var end) || IsBare(problem, last))
            return null;

        var first = line[..end].Trim().ToString();
        return IsBare(problem, first) ? Answered(problem, first, AnswerSource.FinalLine) : null;

        static bool IsBare(Problem problem, string said) => said.Length < Short && (ProblemForm.Of(problem).Rule.Kind is AnswerKind.Choice
            ? ChoiceForm.IsChoice(problem, said) : YesNoForm.KeyOf(Wrapping.Off(said)) is not null);
    }

    /// <summary>Neither text, nor a list of texts, nor a formula that cannot be read.</summary>
    private static bool IsStructured(Answer answer) => answer.Key[0] is not ('t' or 'l' or 'x');

    /// <summary>One number, or a sum with its result: an expression that nobody worked out is no final answer.</summary>
    private static bool IsNumber(Answer answer, string bare) =>
        answer.Key[0] is 'n' or '~' && GenericForm.MathKey(bare) is ['n' or '~', ..]
            && (NumberScan.Only(bare) is not null || bare.AsSpan().IndexOfAny("=≈\\") >= 0);

    private static bool IsAtEnd(string text, string found) =>
        text.AsSpan().TrimEnd().EndsWith(found.AsSpan().TrimEnd(), StringComparison.Ordinal);

    private static Answer? Answered(Problem problem, string found, AnswerSource source) =>
        CanonicalForm.KeyOf(problem, found) is { } key
            ? new Answer(ProblemForm.Of(problem).Rule.TextOf(found), key, source)
            : null;

    private static string FinalLine(string text)
    {
        var trimmed = text.AsSpan().TrimEnd();
        // Fences and rules say nothing.
        while (trimmed.Length > 0)
        {
            var line = trimmed[(trimmed.LastIndexOf('\n') + 1)..];
            if (line.IndexOfAnyExcept("-=_*`~ \r") >= 0)
                return MathSpan.LinesUp(trimmed).Trim();
            trimmed = trimmed[..^line.Length].TrimEnd();
        }

        return "";
    }
}
