using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// Words that make something else of a number, a bound or a multiple: "at least 7", "not 9" and "twice 5" are no 7, 9 and 5.
/// </summary>
internal static partial class Bound
{
    /// <summary>True for a text with such words before its number.</summary>
    public static bool Is(string text) =>
        text.Length <= 400 && text.AsSpan().IndexOfAnyInRange('0', '9') >= 0 && Words().IsMatch(Asked(text));

    /// <summary>True where a relation stands right before a numeral, "x >= 5", or its clause makes a bound of it, "it is not 5".</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the numeral begins.</param>
    /// <param name="length">How long it is.</param>
    public static bool IsAround(string text, int at, int length)
    {
        const int Near = 8;
        const int Clause = 40;
        var from = Math.Max(0, at - Near);
        if (Relation().IsMatch(text[from..Math.Max(from, at)]))
            return true;

        if (Range().IsMatch(text[Math.Max(0, at - Clause)..at]))
            return true;

        // The clause: from the mark before, and a little behind.
        var start = Math.Max(0, at - Clause);
        start += text.AsSpan(start, at - start).LastIndexOfAny(".,;:!?\n。，；：0123456789") + 1;
        var end = Math.Min(text.Length, at + length + (Clause / 2));
        var behind = text.AsSpan(at + length, end - at - length);
        end = behind.IndexOfAny(".,;:!?\n。，；：0123456789") is >= 0 and var stop ? at + length + stop : end;
        return Words().IsMatch(Needs().IsMatch(text.AsSpan(Math.Max(0, at - (2 * Clause)), Math.Min(at, 2 * Clause)))
            ? Limits().Replace(text[start..end], " ") : text[start..end]);
    }

    /// <summary>True for words that end in a denial, before what is set as mathematics: "It is not $x$".</summary>
    public static bool Denies(ReadOnlySpan<char> before)
    {
        var words = before.TrimEnd(" $*(\\");
        foreach (var denial in (ReadOnlySpan<string>)[" not", "n't", "cannot be", "not be", "never", "can't be", "not equal to"])
        {
            if (words.EndsWith(denial, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>"He needs at least 4 boxes" answers how many he needs: there the limit is the number.</summary>
    private static string Asked(string text) => Needs().IsMatch(text) ? Limits().Replace(text, " ") : text;

    [GeneratedRegex(
        @"\b(?:needs?|must|can|could|should|requires?|required|takes?|has to|have to|braucht|brauchen|muss|kann|faut|besoin|peut|necesita"
        + @"|puede|debe)\b|需要|可以|可|要", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Needs();

    [GeneratedRegex(
        @"\b(?:at (?:least|most)|no (?:more|less|fewer|longer) than|up to|mindestens|höchstens|au (?:moins|plus)|al menos|como máximo)\b"
        + @"|至少|至多|最多|最少", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Limits();

    /// <summary>"5 to 6", "5 out of 6".</summary>
    [GeneratedRegex(@"[0-9] (?:to|out of) $", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Range();

    [GeneratedRegex(@"(?:[<>≤≥≠]=?|!=|\\(?:leq?|geq?|neq?|lt|gt))[ $]*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Relation();

    [GeneratedRegex(
        // What denies: up to the number, over no comma.
        @"\b(?:not|never|(?:is|are|was|were|do|does|did|could|should|would|must)n'?t|can't|cannot|wrong|incorrect|unclear|doubt|whether"
        + @"|far from|differs? from|different from|bounded by|instead of|no longer|rather than|none of|except"
        + @"|(?:all|any|anything|any number|everything|nothing|none) but|nicht|kein|no es|n'est pas|pas|не|non|não"
        + @"|niet)\b[^0-9,;]{0,24}[0-9]"
        // What bounds or multiplies: right before it.
        + @"|\b(?:(?:more|less|greater|fewer|larger|smaller|higher|lower|other|bigger) than(?: or equal to)?|at (?:least|most)"
        + @"|no (?:more|less|fewer)|(?<!round(?:s|ed|ing)? )up to|above|below|beyond|exceed(?:s|ing)?|under|over|between|mod(?:ulo)?"
        + @"|twice|thrice|double|triple"
        + @"|half|thirds? of|quarters? of|multiples? of|divisible by|factors? of|powers? of|roots? of|squares? of|cubes? of"
        // Of other languages: at least, at most, more, less, half.
        + @"|über|unter|mindestens|höchstens|weniger als|mehr als|hälfte|al menos|como máximo|menos de|más de|mitad|au moins|au plus"
        + @"|moins de|plus de|moitié|больше|меньше|более|менее|половина"
        + @"|almeno|al massimo|meno di|più di|metà|pelo menos|no máximo"
        + @"|menos que|mais (?:de|que)|metade|minstens|hoogstens)\b"
        + @"(?:(?!\b(?:is|are|was|were|be|equals?|so|we|he|she|it|they|has|have|had|now|and|makes?)\b)[^0-9,;]){0,24}[0-9]"
        + @"|(?:不是|不等于|不等於|并非|並非|非|小于|小於|大于|大於|少于|少於|多于|多於|超过|超過"
        + @"|至少|至多|最多|最少|不到|不足|不超|负|負|未|아니)[^0-9]{0,8}[0-9]"
        + @"|[0-9][^0-9。\n]{0,8}(?:以上|以下|以内|未満|不足|ではな|じゃな|でな|より|的一半|の半分|的平方"
        + @"|보다|の二乗|的[两三四]?倍|の倍数|이상|이하|미만|초과|아니|아닙)"
        + @"|[0-9][^0-9]{0,24}\b(?:or (?:more|less|fewer|greater|above|below|over|under|higher|lower|another)|and (?:up|above|below|a half)"
        + @"|at (?:most|least)|squared|cubed|to the power|factorial|(?:times|less than|more than|choose|plus|minus) [a-z]|below zero"
        + @"|(?:is|cannot be|can't be) (?:wrong|incorrect|too|not|right|impossible)|isn't|percent of|plus [a-z]|to [0-9]+|out of [0-9]+"
        + @"|mill[oó]n(?:es)?|milhões|milioni|Millionen|Milliarden|Tausend|mill(?:ions|iards)|тысяч|миллион\w*|short of"
        + @")\b|[0-9]+th root",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
