using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>What servers leave behind an answer: stop tokens of the known families, and the sign that ends a proof.</summary>
internal static partial class EndTokens
{
    /// <summary>Characters at the end of a text that may be such marks.</summary>
    private const int Longest = 200;

    /// <summary>The text without them.</summary>
    public static string Off(string text)
    {
        text = text.Replace("<|begin_of_box|>", "", StringComparison.Ordinal).Replace("<|end_of_box|>", "", StringComparison.Ordinal);
        // Another turn is not the answer's.
        if (text.IndexOf("<|im_end|>", StringComparison.Ordinal) is > 0 and var turn
            && text.AsSpan(turn + 10).TrimStart().StartsWith("<|im_start|>", StringComparison.Ordinal)
            && !text.AsSpan(turn).Contains("assistant", StringComparison.Ordinal))
            text = text[..turn];

        var end = text.AsSpan().TrimEnd();
        if (end.Length == 0 || end[^1] is not ('>' or '□' or '■' or '∎' or '◻' or ']' or 'D' or '.' or '$' or 'e' or 'x' or 'd'))
            return text;
        if (end[^1] is 'D' or '.' && !end.EndsWith("QED") && !end.EndsWith("QED.") && !end.EndsWith("Q.E.D."))
            return text;

        var tail = Math.Max(0, end.Length - Longest);
        return Marks().Match(text[tail..end.Length]) is { Success: true } marks ? text[..(tail + marks.Index)] : text;
    }

    [GeneratedRegex(
        @"(?:\s*(?:<\|[A-Za-z0-9_\-]{1,40}\|>|<｜[^｜<>\n]{1,40}｜>|</?(?:s|eo[stdmp]|bos|pad|stop|answer|end[a-z_ ]{0,20}"
        + @"|eos_token|extra_id_[0-9]{1,3})>"
        + @"|\$?\\(?:blacksquare|square|Box|qed|qedsymbol)\$?|<turn\|>"
        + @"|\[/?INST\]|\[EOS\]|\[\|[a-z]{1,20}\|\]|\[end of text\]|[□■∎◻]|\bQ\.?E\.?D\.?))+\s*\z",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marks();
}
