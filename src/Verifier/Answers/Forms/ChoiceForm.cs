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
            "option", "choice", "answer:", "answer", "the correct options are", "the correct statements are", "the correct answers are",
            "letter", "so", "therefore", "thus", "hence", "it is", "it's", "correct choice:", "correct answer:", "ans:", "ans.",
        ];

    /// <summary>"c:B", "c:A,C" for several; null when the text is none of the choices.</summary>
    public static string? KeyOf(Problem problem, string text)
    {
        var whole = Bold().Replace(Wrapping.Off(text), "${letter}").Replace("**", "", StringComparison.Ordinal);
        var bare = WithoutOpening(whole);
        // "It is not periodic" is a choice's text as it stands.
        if (bare.Length < whole.Length && whole.AsSpan().Count('$') % 2 == 0 && TextKey(problem, whole) is { } stated)
            return stated;

        // ["A", "C"]
        if (bare.StartsWith("[\"", StringComparison.Ordinal) && bare.EndsWith("\"]", StringComparison.Ordinal) && bare.Length <= 64)
            bare = bare[1..^1].Replace("\"", "", StringComparison.Ordinal);
        // A text that was cut off within a formula states nothing.
        var isWhole = bare.AsSpan().Count('$') % 2 == 0;
        if ((LetterKey(problem, bare) ?? (isWhole ? TextKey(problem, bare) ?? StatedKey(problem, bare) : null)) is { } key)
            return key;

        // Of several named as equals, "A or C", none is chosen.
        var kept = RuledOut.Off(bare) ?? bare;
        return RuledOut.IsUndecided(kept) ? null : LettersAhead(problem, kept) ?? LabelWithin(problem, kept);
    }

    [GeneratedRegex(@"\\math(?:bf|bb|cal)\s?\{?(?<letter>[A-Z])\}?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bold();

    /// <summary>"The capital is Oslo", "Rome is correct".</summary>
    private static string? StatedKey(Problem problem, string text)
    {
        const int Longest = 200;
        if (text.Length > Longest || problem.Choices.Count == 0 || text.IndexOf(" is ", StringComparison.Ordinal) is not (> 0 and var at)
            || RuledOut.IsIn(text))
            return null;

        var said = text[(at + 4)..].Trim();
        return TextKey(problem, said is "correct" or "right" or "the answer" or "the correct answer" ? text[..at].Trim() : said);
    }

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
        @"^(?:[Bb]oth\s+|\()?\(?(?<letter>[A-Z])\)?(?:\s*(?:,|;|&|\+|[和、与とや]|\b(?:and|und|y|et"
        + @"|e)\b)+\s*\(?(?<letter>[A-Z])\)?(?![a-z]))*\)?(?="
        + @"\s*(?:\z|[,;.:]|-\s|(?:is|are|because|since"
        + @"|as|over)\b))(?<!^(?:A|I)(?= (?!is\b|because\b|since\b|over\b|-)))"
        + @"|\b(?:[Cc]hoose|[Pp]ick|[Ss]elect|[Gg]o with|[Mm]ust be|[Aa]nswer is|[Ii]t is|[Ii]t's)\s+\(?(?<letter>[A-Z])\)?(?![A-Za-z])"
        + @"|\b(?:[Ss]o|[Tt]herefore|[Tt]hus|[Hh]ence|[Ll]eaving|[Ll]eaves|[Oo]nly),?\s+\(?(?<letter>[A-Z])\)?"
        + @"(?=\s*(?:is\b|remains\b|[.,;]|\z))"
        + @"|\b(?:[Oo]ption|[Cc]hoice|[Cc]hoice:|[Cc]hoice is|[Aa]nswer is|[Bb]elieve|[Tt]o be|[Ll]eaves)\s+\(?(?<letter>[A-Z])\)?"
        + @"(?![A-Za-z])|\b(?<letter>[A-Z])\)?\s+(?:is (?:correct|right|the (?:right|correct|best))|it is|fits)\b"
        + @"|^\{""choice"": ?""(?<letter>[A-Z])""\}$",
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
            if (rest.Length == 0 || (Scripts.IsEastAsian(rest[0]) && !RuledOut.IsIn(text) && (rest[0] is '是' or '对' or '正'
                    || rest.AsSpan().IndexOfAnyInRange('A', 'Z') < 0))
                || (IsEnclosed(text, length) && !IsAnotherLetter(problem, rest) && !RuledOut.IsIn(text[..Math.Min(text.Length, 60)])))
                return "c:" + first;
        }

        if (text.Length > LongestLetters)
            return null;
        if (RunTogether(problem, text) is { } run)
            return run;

        var letters = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var part in And().Replace(text.Trim('{', '}', '[', ']'), ",")
            .Split([',', ';', '&', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (ReadLabel(problem, part, out var read) is not { } letter || read != part.Length)
                return null;
            letters.Add(letter);
        }

        return letters.Count > 0 ? "c:" + string.Join(',', letters) : null;
    }

    /// <summary>"A and C" in several languages.</summary>
    [GeneratedRegex(@"\s(?:and|und|y|et|e|и|en)\s|[和、与及とや와과]", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex And();

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

    /// <summary>Without what opens a sentence: "So the answer is B".</summary>
    private static string WithoutOpening(string text)
    {
        const int Most = 2;
        for (var round = 0; round < Most; round++)
        {
            var opening = Array.Find(Openings, opening => text.Length > opening.Length
                && text.StartsWith(opening, StringComparison.OrdinalIgnoreCase) && text[opening.Length] is ' ' or ':' or '(' or ',');
            if (opening is null)
                return text;

            text = Wrapping.Unpaired(text[opening.Length..].TrimStart(' ', ':', ','));
        }

        return text;
    }
}
