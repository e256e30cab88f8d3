using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>The canonical form of yes and no, which true and false are too.</summary>
internal static partial class YesNoForm
{
    /// <summary>"b:yes" or "b:no" when that is the whole answer; null otherwise.</summary>
    public static string? KeyOf(string bare) => WordKey(TextForm.WordsOf(bare.Length <= 16 ? bare : ""));

    /// <summary>
    /// True for a gold that says yes or no and nothing else, or as a sentence: "The statement is false.", "No, because ...". A gold that
    /// only begins with the word may be a name: "True Grit", "Yes, Minister", "No. 5".
    /// </summary>
    public static bool IsGold(string bare) => KeyOf(bare) is not null || (Verdict().IsMatch(bare) && LeadingKey(bare) is not null);

    [GeneratedRegex(
        @"^(?:yes|no|true|false)\b[,.;:]? +(?:because|since|as)\b|\b(?:so|thus|therefore|hence),? +(?:yes|no|true|false)\W*$"
        + @"|\b(?:statement|claim|assertion|conjecture|proposition|hypothesis|answer|it) is +(?:always +|therefore +|thus +)?(?:not +)?"
        + @"(?:yes|no|true|false|correct|incorrect|valid|invalid|wrong)\W*$",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Verdict();

    /// <summary>The same for an answer that explains itself: "Yes, because ...", "No. It ...".</summary>
    public static string? LeadingKey(string bare)
    {
        // "Yes and no", "yes or no?"
        if (bare.StartsWith("yes and no", StringComparison.OrdinalIgnoreCase)
            || bare.StartsWith("yes or no", StringComparison.OrdinalIgnoreCase))
            return null;

        var end = bare.AsSpan().IndexOfAny(" ,.;:!\n-，。");
        return KeyOf(bare) ?? Foreign(end > 0 && !" -".Contains(bare[end], StringComparison.Ordinal) ? bare[..end] : bare)
            ?? (end > 0 && end <= 16 && !IsCount(bare, end) ? WordKey(TextForm.WordsOf(bare[..end])) : null)
            ?? WithinKey(bare);
    }

    /// <summary>The word alone in other languages, and in other words.</summary>
    private static string? Foreign(string word) => word.Length > 9 ? null : word.ToLowerInvariant() switch
    {
        "oui" or "sí" or "si" or "sì" or "sim" or "ja" or "да" or "はい" or "是" or "对" or "是的" or "yep" or "yeah" or "yup"
            or "correct" or "예" or "네" or "نعم" or "हाँ" => "b:yes",
        "non" or "nein" or "nee" or "não" or "нет" or "いいえ" or "否" or "不是" or "不" or "nope" or "incorrect" or "untrue"
            or "아니요" or "아니오" or "لا" or "नहीं" => "b:no",
        _ => null,
    };

    /// <summary>The one that a sentence ends in: "7 is prime, so yes".</summary>
    public static string? LastKey(string bare) => WordKey(TextForm.WordsOf(bare[(bare.LastIndexOf(' ') + 1)..]));

    /// <summary>"No solution" denies nothing: it says how many there are.</summary>
    private static bool IsCount(string bare, int end) =>
        end == 2 && bare.Length > 3 && bare[end] == ' ' && char.IsLetter(bare[3]) && !Sentence().IsMatch(bare);

    [GeneratedRegex(
        @"^no +(?:it|they|the|this|that|these|there|because|since|he|she|we|you|i|not|as|but|for|if|by|in|when|a|an)\b",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sentence();

    /// <summary>The one of the two that a sentence says, where it says only one: "so yes", "The statement is false."</summary>
    private static string? WithinKey(string bare)
    {
        string? said = null;
        var words = TextForm.WordsOf(bare).Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            if (WordKey(words[i]) is not { } key)
                continue;

            // "no" before a word counts things, and "not true" is false.
            if (words[i] == "no" && i + 1 < words.Length)
                continue;
            if (i > 0 && (words[i - 1] is "not" or "isnt" or "never" or "cant" or "cannot"
                || (words[i - 1] is "be" or "say" && Denied(words, i - 2))))
                key = key == "b:yes" ? "b:no" : "b:yes";
            if (said is not null && said != key)
                return null;
            said = key;
        }

        return said ?? (bare.Length <= 400 ? ClaimKey(bare) : null);
    }

    /// <summary>"cannot be true", "wrong to say yes".</summary>
    private static bool Denied(string[] words, int at) =>
        at >= 0 && (words[at] is "cannot" or "cant" or "not" || (at > 0 && words[at] == "to" && words[at - 1] is "wrong" or "incorrect"));

    /// <summary>What a sentence says of the claim: "The statement is correct", "so it does not hold".</summary>
    private static string? ClaimKey(string bare)
    {
        if (Claim().Match(bare) is not { Success: true } claim)
            return null;

        var isDenied = claim.Groups["verdict"].Value.ToLowerInvariant()
            is "incorrect" or "wrong" or "invalid" or "fails" or "fail" or "untrue";
        var isFalse = claim.Groups["not"].Success != isDenied;
        return isFalse ? "b:no" : "b:yes";
    }

    [GeneratedRegex(
        @"\b(?:statement|claim|assertion|conjecture|proposition|hypothesis|it)\s+(?:is|does|must be)?\s*(?:always\s+|therefore\s+|thus\s+)?"
        + @"(?<not>not\s+|never\s+)?(?:always\s+)?(?<verdict>correct|right|valid|incorrect|wrong|invalid|untrue|holds?|fails?)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Claim();

    private static string? WordKey(string word) => word switch
    {
        "yes" or "true" => "b:yes",
        "no" or "false" => "b:no",
        _ => null,
    };
}
