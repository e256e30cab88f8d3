using System.Text.RegularExpressions;

namespace HeavySim.Verifier;

/// <summary>What could be read from a checker's reply.</summary>
/// <param name="Judgement">The verdict; <see cref="Judgement.Abstained"/> when none could be read.</param>
/// <param name="Confidence">How sure it says it is, in 0..1, or null.</param>
/// <param name="FirstWrongStep">The first step it calls wrong, or null.</param>
internal sealed record ReadVerdict(Judgement Judgement, double? Confidence, string? FirstWrongStep);

/// <summary>
/// Reads a verdict from however a model wrote it: "Verdict: correct", bold, in JSON, "the answer is wrong." as the last line. Of several
/// verdicts the last one counts, quoted material counts for nothing, and an echo of the choices abstains. Linear in the text, never throws.
/// </summary>
internal static partial class VerdictParser
{
    private const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;
    private static readonly ReadVerdict Nothing = new(Judgement.Abstained, null, null);

    public static ReadVerdict Parse(string? reply)
    {
        if (reply is null)
            return Nothing;

        string? verdict = null;
        string? confidence = null;
        string? step = null;
        string? last = null;
        foreach (var line in ReplyLines.Of(reply))
        {
            last = line;
            verdict = After(VerdictLabel(), line) ?? verdict;
            confidence = After(ConfidenceLabel(), line) ?? confidence;
            step = After(StepLabel(), line) ?? step;
        }

        var judgement = verdict is not null ? Judge(verdict)
            : last is not null && Statement().IsMatch(last) ? Judge(last)
            : Judgement.Abstained;
        return judgement == Judgement.Abstained
            ? Nothing
            : new ReadVerdict(judgement, confidence is null ? null : StatedShare.Read(Figure().Match(confidence)), Step(step));
    }

    /// <summary>
    /// The first word of judgement; none when it is the first of a list, as in an echo of "correct, incorrect or unsure".
    /// </summary>
    private static Judgement Judge(string words)
    {
        var found = Judgement.Abstained;
        var end = 0;
        foreach (var match in Words().EnumerateMatches(words))
        {
            if (found != Judgement.Abstained)
                return ListSeparator().IsMatch(words.AsSpan(end, match.Index - end)) ? Judgement.Abstained : found;

            found = Read(words.AsSpan(match.Index, match.Length));
            end = match.Index + match.Length;
        }

        return found;
    }

    private static Judgement Read(ReadOnlySpan<char> word)
    {
        if (UnsureWord().IsMatch(word))
            return Judgement.Unsure;

        var isNegated = word.StartsWith("not", StringComparison.OrdinalIgnoreCase)
            || word.Contains("n't", StringComparison.OrdinalIgnoreCase);
        return isNegated ? Judgement.Incorrect : WrongWord().IsMatch(word) ? Judgement.Incorrect : Judgement.Correct;
    }

    private static string? After(Regex label, string line)
    {
        foreach (var match in label.EnumerateMatches(line))
        {
            // Several fields on one line, as in JSON: this one ends where the next begins.
            var field = line[(match.Index + match.Length)..];
            foreach (var next in AnyLabel().EnumerateMatches(field))
                return field[..next.Index];

            return field;
        }

        return null;
    }

    private static string? Step(string? words)
    {
        var step = words?.Trim(" .\"',}".ToCharArray());
        return string.IsNullOrEmpty(step) || Absent().IsMatch(step) ? null : step;
    }

    [GeneratedRegex("""\bverdict\W{1,8}(is\W{1,4})?""", Options)]
    private static partial Regex VerdictLabel();

    [GeneratedRegex("""\bconfidence[^\w.]{1,8}(is[^\w.]{1,4})?""", Options)]
    private static partial Regex ConfidenceLabel();

    [GeneratedRegex("""\bfirst[ _](wrong|incorrect|faulty)[ _](step|line)\W{0,8}""", Options)]
    private static partial Regex StepLabel();

    [GeneratedRegex("""\b(confidence\W|verdict\W|first[ _](wrong|incorrect|faulty)[ _])""", Options)]
    private static partial Regex AnyLabel();

    [GeneratedRegex("""^\W*(or|and)?\W*$""", Options)]
    private static partial Regex ListSeparator();

    [GeneratedRegex(
        """((\bnot|n't)\s+(entirely\s+|quite\s+)?(correct|right|true|valid|wrong|incorrect|false|invalid)\b)"""
        + """|\b(partially|partly)\s+(correct|right)\b"""
        + """|\b(cannot|can't|could not|unable to|impossible to)\s+(tell|determine|decide|say|be determined|verify)\b"""
        + """|\b(in)?correct\b|\bright\b|\bwrong\b|\btrue\b|\bfalse\b|\b(in)?valid\b|\baccept(ed)?\b|\breject(ed)?\b"""
        + """|\bunsure\b|\buncertain\b|\bundecided\b|\bunclear\b|\bundetermined\b|\bunknown\b""",
        Options)]
    private static partial Regex Words();

    [GeneratedRegex(
        """^(((not|n't)\s.*(wrong|incorrect|false|invalid))|partially|partly|cannot|can't|could not|unable|impossible"""
        + """|unsure|uncertain|undecided|unclear|undetermined|unknown)""",
        Options)]
    private static partial Regex UnsureWord();

    [GeneratedRegex("""^(incorrect|wrong|false|invalid|reject)""", Options)]
    private static partial Regex WrongWord();

    // A last line that is a verdict without saying so: short, and about the answer or the solution.
    [GeneratedRegex(
        """^\W*((so|thus|hence|therefore)\W+)?((the|this)\W+)?((proposed|final|given)\W+)?"""
        + """((answer|solution)\W+(\d+\W+)?is\W+)?(therefore\W+)?((not|in)\W*)?(correct|wrong|right|false|true|unsure)\W*$""",
        Options)]
    private static partial Regex Statement();

    [GeneratedRegex("""(?<value>\d+(\.\d+)?|\.\d+)(\s*(?<percent>%)|\s*/\s*(?<of>\d+))?""", Options)]
    private static partial Regex Figure();

    [GeneratedRegex("""^\W*(none|null|n/?a|no wrong step|nothing|-+)\W*$""", Options)]
    private static partial Regex Absent();
}
