using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>Choices that a text names in order to deny them, or without choosing: "B is wrong", "A or C".</summary>
internal static partial class RuledOut
{
    /// <summary>"Not C but B" is B.</summary>
    [GeneratedRegex(@"\b[Nn]ot \(?[A-Z]\)? but ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Instead();

    /// <summary>Whether a choice's own text is a verdict: yes, no, true, false.</summary>
    public static bool IsVerdict(string choice) => Verdicts().IsMatch(choice);

    [GeneratedRegex(
        @"\b(?:yes|no|not|true|false|correct|incorrect|right|wrong)\b", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Verdicts();

    /// <summary>Whether a text denies a choice.</summary>
    public static bool IsIn(string text) => Rejected().IsMatch(text);

    /// <summary>Whether it names several as equals, of which none is chosen.</summary>
    public static bool IsUndecided(string text) => Undecided().IsMatch(text);

    /// <summary>A sentence without the choices that it rules out; null where there are none: "D for sure, it can't be A or B".</summary>
    public static string? Off(string text) =>
        text.Length <= 1_000 && Rejected().IsMatch(text) ? Rejected().Replace(Instead().Replace(text, ""), " ") : null;

    [GeneratedRegex(
        @"\b(?i:not|no|never|can'?t be|cannot be|isn'?t|aren'?t|doubt(?: that)? it is|don't think it is|— not|rather than|instead of"
        + @"|rules? out|ruled out|excludes?"
        + @"|eliminates?|unlike|neither|nor|over|except|anything but|all but|(?:wrong|incorrect|worst|false|least likely) (?:answer"
        + @"|option|choice)? ?is:?"
        + @"|least likely is|so not|nicht|kein|nie|oder nicht|no es|n'est pas|pas|не|non|não)\b[^.;:]{0,12}?\(?\b[A-Z]\b\)?"
        + @"(?:(?:,? (?:and|or|nor|und|oder|y|o|et|ou|и|или|e) |, ?)\(?\b[A-Z]\b\)?){0,12}"
        + @"|\(?\b[A-Z]\b\)?(?:(?:,? (?:and|or|und|oder|y|et|и|e) |, ?)\(?\b[A-Z]\b\)?){0,12}\s{0,4}(?:is|are|was|were|can be|looks?"
        + @"|seems?|ist|sind|es|son"
        + @"|est|sont|é|è|:|—|–|-)\s{1,4}(?:clearly |also |both |all |simply |plainly )?"
        + @"(?i:not\b|(?:the |an? )?(?:wrong|incorrect)|wrong|No\.|incorrect|false|untrue|ruled out|excluded|out\b|eliminated|dismissed"
        + @"|rejected|absurd|impossible|too|close\b|a distractor|distractors?|falsch"
        + @"|incorrect[ao]s?|fals[ao]s?|fausse?s?|неправильн\w+|неверн\w+|nicht)"
        + @"|\(?\b[A-Z]\b\)?(?:(?:,? (?:and|or) |, ?)\(?\b[A-Z]\b\)?){0,12} (?:do(?:es)? not|don't|doesn't|can't|cannot|fails?|isn't"
        + @"|aren't|can be (?:ruled|eliminated))"
        + @"|(?:\\neg|¬)\s?\(?[A-Z]\b|(?:but|though|although|even if|while|whereas)\s[^.;]{0,12}?\(?\b[A-Z]\b\)?[^.;]{0,40}"
        + @"|(?:不是|不选|不選|排除|并非|非|错误的是|錯誤的是)\s?[A-Z](?:\s?[和、与及或，,]\s?[A-Z])*"
        + @"|[A-Z](?:\s?[和、与及とや，,]\s?[A-Z])*\s?(?:项|項|以外)?"
        + @"(?:是|都|也|均|は|が|는|은|가|이)?\s?(?!不是\s?[A-Z])"
        + @"(?:不|错|錯|違|以外|ではな|じゃな|誤|間違|아니|틀)[^，,。；;]{0,8}",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rejected();

    /// <summary>"A or C", "unsure between A and B", "all of A, B and C".</summary>
    [GeneratedRegex(
        @"^(?:[^.;]{0,40}\b)?(?:either )?\(?[A-Z]\)?\s{0,3}(?:(?:or|oder|o|ou|или)\s{1,3}|或|か)\s{0,3}\(?[A-Z]\b|\bunsure\b"
        + @"|\bbetween \(?[A-Z]\)? and|\b[Aa]ll of\b",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Undecided();

    /// <summary>
    /// The option that a list of verdicts at the end of a text calls right ("A: wrong", "B. No.", "C. Yes."), or that stands alone before
    /// it; empty where it calls none right, null where there is no such list.
    /// </summary>
    public static string? OfVerdicts(string text)
    {
        const int Far = 2_000;
        var near = text.Length <= Far ? text : text[^Far..];
        var verdicts = Verdict().Matches(near);
        if (verdicts.Count < 2 || near.AsSpan(verdicts[^1].Index).TrimEnd().Contains('\n'))
            return null;

        var right = verdicts.Where(static v => v.Groups["right"].Success).Select(static v => v.Groups["letter"].Value).ToList();
        var before = Wrapping.Off(near[..verdicts[0].Index].Trim());
        return right.Count == 1 ? right[0] : right.Count == 0 && before is [>= 'A' and <= 'Z'] ? before : "";
    }

    [GeneratedRegex(
        @"^[ *\-(]*(?:[Oo]ption )?(?<letter>[A-Z])[).:*]*\s+(?:(?:is|–|—|-)\s+)?(?:[^\n–—]{1,60}[–—]\s+)?"
        + @"(?:(?<right>✅|✓|✔)|❌|✗|✘"
        + @"|(?:(?<right>[Cc]orrect|[Rr]ight|[Tt]rue|[Yy]es|holds)|[Ww]rong|[Ii]ncorrect"
        + @"|[Ff]alse|[Nn]o|too|absurd)\b)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Verdict();
}
