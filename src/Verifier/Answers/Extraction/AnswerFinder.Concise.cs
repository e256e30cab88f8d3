using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <content>What of an announced line is the answer: up to a reason, a remark, another case.</content>
internal static partial class AnswerFinder
{
    /// <summary>What an answer in a sentence may end at.</summary>
    private static readonly string[] Stops =
        [
            ". ", " (", "; ", ", ", " because ", " since ", " as ", " - ", " where ", " for ", " when ", " if ", " with ",
            " instead of ", " rather than ",
        ];

    /// <summary>The rest of a labelled line, or the first part of it that is an answer where the whole is prose.</summary>
    private static Answer? Concise(Problem problem, string labelled, AnswerSource source)
    {
        // "not 16 but 17"
        if (Contrast().Match(labelled) is { Success: true } contrast && contrast.Length < labelled.Length)
            labelled = labelled[contrast.Length..];
        // "The answer is 72!" is no factorial: an exclamation, where nothing is set as mathematics.
        if (labelled is [.., >= '0' and <= '9', '!'] && labelled.AsSpan().IndexOfAny("$\\") < 0)
            labelled = labelled[..^1];
        if (MathSpan.Several(labelled) is { } joined && Answered(problem, joined, source) is { } several && IsStructured(several))
            return several;

        var whole = Answered(problem, labelled, source);
        if (whole is null || IsStructured(whole) || ProblemForm.Of(problem).Rule.IsWholeLine || ProblemForm.Of(problem).IsOfWords(problem))
            return whole;

        // "$\frac{3}{4}$, i.e. 75 %": what is set as mathematics is the answer.
        if (labelled[0] == '$' && labelled.IndexOf('$', 1) is > 1 and var close && !More().IsMatch(labelled[(close + 1)..])
            && Answered(problem, labelled[..(close + 1)], source) is { } set && IsStructured(set))
            return set;
        var isBound = Bound.Is(labelled);
        foreach (var stop in Stops)
        {
            // "12 for x is wrong" is no 12, and "3, not 5" is 3.
            if (isBound && stop is not (". " or "; " or ", " or " - " or " because " or " (" or " instead of " or " rather than "))
                continue;
            if (labelled.IndexOf(stop, StringComparison.Ordinal) is > 0 and var at && EndsAt(labelled, stop, at)
                && !(isBound && Bound.Is(labelled[..at]))
                && Answered(problem, labelled[..at], source) is { } part
                && (IsStructured(part) || (stop == Stops[0] && labelled.Length > MaxFinalLine)))
                return part;
        }

        return Amount(problem, labelled, source) ?? WithoutScript(problem, labelled, source) ?? whole;
    }

    /// <summary>The only amount of money in a sentence with other numbers; null where there is none or several.</summary>
    private static Answer? Amount(Problem problem, string labelled, AnswerSource source) =>
        ProblemForm.Of(problem).Rule.Kind is AnswerKind.Number && labelled.Length <= MaxFinalLine
        // Two dollars are as likely those around a formula.
        && labelled.AsSpan().Count('$') < 2
        && Money().Matches(labelled) is [var only] ? Answered(problem, only.Value, source) : null;

    [GeneratedRegex(
        @"[$€£¥₹] ?[0-9][0-9.,]*[0-9]|[$€£¥₹] ?[0-9]|[0-9][0-9.,]* ?(?:[$€£¥₹]|(?:dollars|euros?|USD|EUR)\b)",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Money();

    /// <summary>The only value between words of a script that no value is written in; null where there is none or several.</summary>
    private static Answer? WithoutScript(Problem problem, string labelled, AnswerSource source)
    {
        // A numeral before a power of ten in words is not the value.
        if (labelled.Length > MaxFinalLine || !labelled.Any(Scripts.IsEastAsian)
            || labelled.AsSpan().IndexOfAny("十百千万萬亿億兆") >= 0)
            return null;

        if (Bound.Is(labelled))
            return null;

        Answer? only = null;
        var parts = string.Concat(labelled.Select(static c => Scripts.IsEastAsian(c) || c is '，' or '。' or '：' ? '\n' : c));
        foreach (var part in parts.Split('\n'))
        {
            if (string.IsNullOrWhiteSpace(part) || Answered(problem, part, source) is not { } answer || !IsStructured(answer))
                continue;
            if (only is not null)
                return null;
            only = answer;
        }

        return only;
    }

    /// <summary>A formula that another goes on: "$m > 4$ or $m \le -1$".</summary>
    [GeneratedRegex(@"^\s*(?:(?:or|and|,|;|&|∪|∩|或|和|oder|und|o|y|ou|et|или|и)\s*)+[-−]?[$\\0-9(\[{]", RegexOptions.None,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex More();

    /// <summary>Another case of the same answer: "5 if n is odd, 7 otherwise".</summary>
    [GeneratedRegex(@"\b(?:otherwise|else|and -?[0-9$\\]\S* (?:if|when|for))\b", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Otherwise();

    /// <summary>
    /// Where an answer in a sentence may end: at a comma or a dash only where words follow, as "2, 3" and "k - 1" go on, and at no bracket
    /// that says for what it holds, "(y > 0)".
    /// </summary>
    private static bool EndsAt(string labelled, string stop, int at) =>
        stop is " if " or " when " or " for " or " where " && Otherwise().IsMatch(labelled[at..]) ? false
        : stop == " (" ? labelled.AsSpan(at, Math.Max(1, labelled.IndexOf(')', at) - at)).IndexOfAny("<>≤≥≠") < 0
        : stop is not (", " or " - ")
        || (labelled.Length > at + stop.Length && char.IsLetter(labelled[at + stop.Length])
            && FormulaForm.HasWord(labelled[(at + stop.Length)..].Split(' ')[0]));

    /// <summary>"not 16 but", "nicht 30, sondern", "half of 30, which is".</summary>
    [GeneratedRegex(
        @"^(?:not .{1,30}?(?:,? but|, it(?:'s| is)) |nicht .{1,30}?,? sondern |no .{1,30}?,? sino "
        + @"|(?:half|twice|double|a third) of? ?.{1,30}?,? "
        + @"(?:which is|which equals|i\.e\.,?|or) )",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Contrast();
}
