using System.Globalization;
using System.Text;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// The canonical form of short texts: no case, accents, articles or punctuation; lists of three or more short items in any order.
/// </summary>
internal static class TextForm
{
    private const int MaxItemWords = 4;
    private const int LongestList = 8_000;

    /// <summary>Latin letters with their accents, and the letters alone (Latin-1 and Latin Extended-A).</summary>
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĵķĺļľŀłńņňōŏőŕŗřśŝşšţťŧũūŭůűųŵŷźżž";
    private const string Unaccented = "aaaaaaceeeeiiiinoooooouuuuyyaaaccccddeeeeegggghhiiiiijklllllnnnooorrrsssstttuuuuuuwyzzz";

    /// <summary>The key of a text that is not blank.</summary>
    public static string KeyOf(string text)
    {
        if (ListKey(text) is { } list)
            return list;

        var words = WordsOf(text);
        if (words is "dne" or "does not exist" or "doesnt exist" or "limit does not exist")
            words = "does not exist";
        // "Option B" names a choice that the problem does not list.
        if (words is ['o', 'p', 't', 'i', 'o', 'n', ' ', _] or ['c', 'h', 'o', 'i', 'c', 'e', ' ', _])
            words = words[^1..];
        if (text.Length > 1 && text[0] == '-' && char.IsLetter(text[1]) && !text.Contains(' ', StringComparison.Ordinal))
            words = "-" + words;
        // Marks by which short names differ: A*, x**2, 5', ~/bin.
        if (text.Length is > 1 and <= 12 && !text.Contains(' ', StringComparison.Ordinal)
            && (text.Contains('*', StringComparison.Ordinal) || text[0] is '~' or '/' or '$'
                || (text[^1] is '\'' or '"' && char.IsDigit(text[^2]))))
            words += " " + string.Concat(text.Where(static c => c is '*' or '~' or '\'' or '"' or '/' or '$'));
        // Nothing but punctuation: the punctuation is the answer.
        return "t:" + (words.Length > 0 ? words : text.Trim());
    }

    /// <summary>The words of a text, lower case, without articles, one space apart.</summary>
    public static string WordsOf(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            // A- is a mark, and no A; a dash after a word is none.
            if (c is '-' && word.Length is 1 or 2 && char.IsAsciiLetterUpper(text[at - 1]) && at + 1 == text.Length)
            {
                word.Append(c);
                continue;
            }

            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '%' or '+' || (c is '#' or '♯' or '♭' && word.Length > 0)
                || (c is '.' && word.Length > 0 && char.IsAsciiDigit(word[^1])))
                word.Append(Fold(c));
            else if (char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
                AppendMark(word, c);
            else if (c is '-' && word.Length == 0)
                word.Append(c);
            // U.S. is US and it's is its, but well-known is two words.
            else if (c is not ('.' or '\'' or '"'))
                Close();
        }

        Close();
        // "a" is an article before a word of prose, and a name before a letter, a number or nothing.
        var kept = words.Where((w, i) => !(w is "an" or "the"
            || (w is "a" && i + 1 < words.Count && words[i + 1].Length > 1 && char.IsLetter(words[i + 1][0])))).ToList();
        return string.Join(' ', kept.Count > 0 ? kept : words);

        void Close()
        {
            var finished = word.ToString().TrimEnd('.');
            word.Clear();
            // A sign belongs to a number, not to a word.
            if (finished.StartsWith('-') && !(finished.Length > 1 && char.IsAsciiDigit(finished[1])))
                finished = finished[1..];
            if (finished.Length > 0)
                words.Add(finished);
        }
    }

    /// <summary>Whether a word in a text is an article: "the", or "a" between a word's end and a word of prose.</summary>
    public static bool IsArticle(string text, int start, int end)
    {
        var word = text.AsSpan(start, end - start);
        if (word.Equals("the", StringComparison.OrdinalIgnoreCase) || word.Equals("an", StringComparison.OrdinalIgnoreCase))
            return true;

        return word.Equals("a", StringComparison.OrdinalIgnoreCase) && end + 2 < text.Length && text[end] == ' '
            && char.IsLetter(text[end + 1]) && char.IsLetter(text[end + 2]);
    }

    private static char Fold(char c)
    {
        var lower = char.ToLowerInvariant(c);
        return lower > '\x7f' && Accented.IndexOf(lower) is >= 0 and var at ? Unaccented[at] : lower;
    }

    /// <summary>An accent on a Latin letter is dropped; a vowel sign of another script is part of the word.</summary>
    private static void AppendMark(StringBuilder word, char mark)
    {
        if (word.Length > 0 && !char.IsAscii(word[^1]))
            word.Append(mark);
    }

    private static string? ListKey(string text)
    {
        if (text.Length > LongestList)
            return null;
        if (!text.Contains(',', StringComparison.Ordinal) && !text.Contains(';', StringComparison.Ordinal)
            && !text.Contains('\n', StringComparison.Ordinal))
            return null;

        var items = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var part in text.Trim('[', ']', '(', ')', '{', '}')
            .Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var item = part.StartsWith("and ", StringComparison.OrdinalIgnoreCase) ? part[4..] : part;
            foreach (var half in item.Split(" and ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var words = WordsOf(half);
                if (words.Length == 0 || words.Count(static c => c == ' ') >= MaxItemWords)
                    return null;
                items.Add(words);
            }
        }

        // Two items are as often one name: Paris, France.
        return items.Count > 2 ? "l:" + string.Join('|', items) : null;
    }
}
