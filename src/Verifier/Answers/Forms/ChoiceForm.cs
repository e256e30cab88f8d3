using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>The canonical form of multiple choice: the letter, whether the letter, a label or the text of the choice was given.</summary>
internal static partial class ChoiceForm
{
    /// <summary>A text beyond that is no list of letters.</summary>
    private const int LongestLetters = 1_000;

    private static readonly string[] Openings =
        [
            "the correct option is", "the correct choice is", "the correct answer is", "the answer is", "correct option:", "options",
            "option", "choice", "answer:", "answer",
        ];

    /// <summary>"c:B", "c:A,C" for several; null when the text is none of the choices.</summary>
    public static string? KeyOf(Problem problem, string text)
    {
        var bare = WithoutOpening(Wrapping.Off(text));
        // ["A", "C"]
        if (bare.StartsWith("[\"", StringComparison.Ordinal) && bare.EndsWith("\"]", StringComparison.Ordinal) && bare.Length <= 64)
            bare = bare[1..^1].Replace("\"", "", StringComparison.Ordinal);
        return LetterKey(problem, bare) ?? TextKey(problem, bare) ?? LettersAhead(problem, bare)
            ?? (WithoutRejected(bare) is { } kept ? LabelWithin(problem, kept) : null) ?? LabelWithin(problem, bare);
    }

    /// <summary>A sentence without the choices that it rules out; null where there are none: "D for sure, it can't be A or B".</summary>
    private static string? WithoutRejected(string text) =>
        text.Length <= 1_000 && Rejected().IsMatch(text) ? Rejected().Replace(text, " ") : null;

    [GeneratedRegex(
        @"\b(?:not|can'?t be|cannot be|isn'?t|aren'?t|rather than|instead of|rules? out|ruled out|excludes?|eliminates?|unlike|neither|nor"
        + @"|over)\b[^.;:]{0,12}?\(?\b[A-Z]\b\)?(?:(?:,? (?:and|or|nor) |, ?)\(?\b[A-Z]\b\)?){0,12}"
        + @"|\(?\b[A-Z]\b\)?(?:(?:,? (?:and|or) |, ?)\(?\b[A-Z]\b\)?){0,12}\s{1,4}(?:is|are)\s{1,4}"
        + @"(?:not|wrong|incorrect|false|ruled out|excluded|eliminated)\b",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rejected();

    /// <summary>The last line that is a choice with its label, or the last "is (B)." of a text; null where there is neither.</summary>
    public static string? Stated(Problem problem, string text)
    {
        const int Far = 4_000;
        var near = text.Length <= Far ? text : text[^Far..];
        if (Named().Matches(near) is [.., var last])
            return last.Groups["letter"].Value;

        return near.Split('\n').LastOrDefault(line => line.Length is > 3 and < 300
            && line.TrimStart(' ', '*', '(').ElementAtOrDefault(1) is '.' or ')' or ':'
            && IsChoice(problem, line) && TextKey(problem, WithoutLetter(line)) is not null);
    }

    private static string WithoutLetter(string line)
    {
        var bare = Wrapping.Off(line).TrimStart('(');
        return bare.Length > 2 ? bare[2..].Trim() : bare;
    }

    [GeneratedRegex(@"\b(?:is|be|are):? +\(?(?<letter>[A-Z])\)(?=[.\s]|\z)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();

    /// <summary>True for a text that is a label, several of them, or the text of a choice, with nothing around it.</summary>
    public static bool IsChoice(Problem problem, string text)
    {
        var bare = WithoutOpening(Wrapping.Off(text));
        return LetterKey(problem, bare) is not null || TextKey(problem, bare) is not null;
    }

    /// <summary>
    /// The letters that a sentence begins with, or names as its choice: others that it names later are in its reason. "D, because B and C
    /// are ruled out", "I choose D over B", "Both (B) and (D) are right".
    /// </summary>
    private static string? LettersAhead(Problem problem, string text)
    {
        if (text.Length > 1_000 || ChosenLetters().Match(text) is not { Success: true } match)
            return null;

        var letters = new SortedSet<string>(match.Groups["letter"].Captures.Select(static c => c.Value), StringComparer.Ordinal);
        return letters.All(letter => IsLabel(problem, letter)) ? "c:" + string.Join(',', letters) : null;
    }

    [GeneratedRegex(
        @"^(?:[Bb]oth\s+|\()?\(?(?<letter>[A-Z])\)?(?:\s*(?:,|;|&|\band\b)+\s*\(?(?<letter>[A-Z])\)?(?![a-z]))*\)?(?="
        + @"\s*(?:\z|[,;.:]|-\s|(?:is|are|because|since"
        + @"|as|over)\b))(?<!^(?:A|I)(?= (?!is\b|because\b|since\b|over\b|-)))"
        + @"|\b(?:[Cc]hoose|[Pp]ick|[Ss]elect|[Gg]o with|[Mm]ust be|[Aa]nswer is|[Ii]t is|[Ii]t's)\s+\(?(?<letter>[A-Z])\)?(?![A-Za-z])",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ChosenLetters();

    /// <summary>A choice's text without its own label: "A)$61" and "(A) $61" are "$61".</summary>
    public static string WithoutLabel(string choice, int index)
    {
        var label = QuestionText.Label(index);
        var text = choice.Trim();
        var open = text.StartsWith('(') ? 1 : 0;
        var end = open + label.Length;
        return text.Length > end && text.AsSpan(open).StartsWith(label, StringComparison.Ordinal) && text[end] is ')' or '.' or ':'
            ? text[(end + 1)..].Trim()
            : text;
    }

    /// <summary>"B", "(B)", "B.", "b)", "B: text", "A, C", "A and C".</summary>
    private static string? LetterKey(Problem problem, string text)
    {
        if (ReadLabel(problem, text, out var length) is { } first)
        {
            var rest = text[length..];
            if (rest.Length == 0 || (Scripts.IsEastAsian(rest[0]) && (rest[0] is '不' or '是' or '对' or '正'
                    || rest.AsSpan().IndexOfAnyInRange('A', 'Z') < 0))
                || (IsEnclosed(text, length) && !IsAnotherLetter(problem, rest)))
                return "c:" + first;
        }

        if (text.Length > LongestLetters)
            return null;
        if (RunTogether(problem, text) is { } run)
            return run;

        var letters = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var part in text.Replace(" and ", ",", StringComparison.OrdinalIgnoreCase)
            .Split([',', ';', '&', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (ReadLabel(problem, part, out var read) is not { } letter || read != part.Length)
                return null;
            letters.Add(letter);
        }

        return letters.Count > 0 ? "c:" + string.Join(',', letters) : null;
    }

    /// <summary>"ABD" is three letters: labels in their order, of which no choice is labelled or written so.</summary>
    private static string? RunTogether(Problem problem, string text)
    {
        if (text.Length is < 2 or > 6)
            return null;

        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiLetterUpper(text[i]) || (i > 0 && text[i] <= text[i - 1]) || !IsLabel(problem, text[i].ToString()))
                return null;
        }

        return IsLabel(problem, text) || problem.Choices.Contains(text, StringComparer.Ordinal) ? null
            : "c:" + string.Join(',', text.ToCharArray());
    }

    private static bool IsAnotherLetter(Problem problem, string rest)
    {
        var next = rest.TrimStart(' ', ',', ';', '&');
        if (next.StartsWith("and ", StringComparison.OrdinalIgnoreCase))
            next = next[4..];
        return next.Length < rest.Length && ReadLabel(problem, next, out var length) is not null && length == next.Length;
    }

    /// <summary>Whether a label that ends at a place was marked as one, by ) . : or brackets, so that text may follow.</summary>
    private static bool IsEnclosed(string text, int length) => text[length - 1] is ')' or '.' or ':' or ']';

    /// <summary>Reads one label at the start of a text.</summary>
    /// <returns>The letter in upper case, or null; <paramref name="length"/> is what it took with its marks.</returns>
    private static string? ReadLabel(Problem problem, string text, out int length)
    {
        length = 0;
        var open = text.Length > 0 && text[0] is '(' or '[' ? 1 : 0;
        var end = open;
        while (end < text.Length && char.IsAsciiLetter(text[end]) && end - open < 2)
            end++;
        if (end == open || (end < text.Length && (char.IsAsciiDigit(text[end]) || Scripts.IsWordLetter(text[end]))))
            return null;

        var letter = text[open..end].ToUpperInvariant();
        if (!IsLabel(problem, letter))
            return null;

        var closed = end < text.Length && text[end] is ')' or '.' or ':' or ']';
        if (open == 1 && !closed)
            return null;
        length = closed ? end + 1 : end;
        return letter;
    }

    private static bool IsLabel(Problem problem, string letter)
    {
        if (problem.Choices.Count == 0)
            return letter.Length == 1;

        for (var i = 0; i < problem.Choices.Count; i++)
        {
            if (string.Equals(QuestionText.Label(i), letter, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>
    /// The choice with that text: as it is written (the first of equal ones); else the only one with the same words; else the only one
    /// with the same canonical form. "3% loss" and "3% profit" are one number but two choices.
    /// </summary>
    private static string? TextKey(Problem problem, string text)
    {
        if (text.Length == 0 || problem.Choices.Count == 0)
            return null;

        var choices = problem.Choices.Select(static (choice, i) => Wrapping.Off(WithoutLabel(choice, i))).ToArray();
        var at = Array.FindIndex(choices, choice => string.Equals(choice, text, StringComparison.OrdinalIgnoreCase));
        // What is much longer than every choice is none of them in other words.
        if (at < 0 && text.Length > LongestLetters + (2 * choices.Max(static choice => choice.Length)))
            return null;
        if (at < 0)
            at = OnlyIndex(choices, TextForm.KeyOf(text), TextForm.KeyOf);
        if (at < 0)
            at = OnlyIndex(choices, GenericForm.KeyOf(text), GenericForm.KeyOf);
        return at < 0 ? null : "c:" + QuestionText.Label(at);
    }

    private static int OnlyIndex(string[] choices, string key, Func<string, string> form)
    {
        var at = Array.FindIndex(choices, choice => choice.Length > 0 && form(choice) == key);
        return at >= 0 && Array.FindLastIndex(choices, choice => choice.Length > 0 && form(choice) == key) == at ? at : -1;
    }

    /// <summary>The last "(B)" within a sentence, or the last capital letter that stands alone, is a label and cannot be a word.</summary>
    private static string? LabelWithin(Problem problem, string text)
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiLetterUpper(text[i])
                || (i > 0 && (char.IsAsciiDigit(text[i - 1]) || Scripts.IsWordLetter(text[i - 1]) || text[i - 1] is '\'' or '-')))
                continue;

            var enclosed = i > 0 && i + 1 < text.Length && text[i - 1] == '(' && text[i + 1] == ')';
            var alone = i + 1 == text.Length || text[i + 1] is ' ' or '.' or ',' or ')' or ':' or '*' || Scripts.IsEastAsian(text[i + 1]);
            if ((enclosed || (alone && text[i] is not ('A' or 'I'))) && IsLabel(problem, text[i].ToString()))
                return "c:" + text[i];
        }

        return null;
    }

    private static string WithoutOpening(string text)
    {
        foreach (var opening in Openings)
        {
            if (text.Length > opening.Length && text.StartsWith(opening, StringComparison.OrdinalIgnoreCase)
                && text[opening.Length] is ' ' or ':' or '(')
                return Wrapping.Unpaired(text[opening.Length..].TrimStart(' ', ':'));
        }

        return text;
    }
}
