using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>Words beside a value that turn it round: a decrease of 20 % is no increase of 20 %, and north is not south.</summary>
internal static partial class Polarity
{
    private const int Longest = 400;

    /// <summary>Sets of words of which one says what the others deny; a star stands for any ending.</summary>
    private static readonly string[][] Sets =
    [
        ["increas*", "decreas*"], ["maxim*", "minim*"], ["profit*", "loss*"], ["gain*", "lost"], ["more", "fewer", "less"],
        ["win*", "lose*"],
        ["north", "south", "east", "west"], ["left", "right"], ["up", "down"], ["above", "below"], ["bc", "ad"], ["bce", "ce"],
        ["before", "after"], ["ago", "from-now"], ["clockwise", "counterclockwise", "anticlockwise"], ["inside", "outside"],
        ["convex*", "concave*"], ["odd", "even"], ["older", "younger"], ["early", "late"], ["converge*", "diverge*"],
    ];

    /// <summary>Such words in a text, in their order, by set; none where there is no word of prose.</summary>
    public static IReadOnlyList<(int Set, int Word)> Of(string text)
    {
        if (text.Length > Longest || !Prose().IsMatch(text))
            return [];

        var found = new List<(int Set, int Word)>();
        var words = TextForm.WordsOf(text.Replace('\\', ' ').Replace('{', ' ').Replace('}', ' '));
        foreach (var word in words.Replace("from now", "from-now", StringComparison.Ordinal).Split(' '))
        {
            for (var set = 0; set < Sets.Length; set++)
            {
                var at = Array.FindIndex(Sets[set], known => known[^1] == '*'
                    ? word.StartsWith(known[..^1], StringComparison.Ordinal) : word == known);
                if (at >= 0)
                    found.Add((set, at));
            }
        }

        return found;
    }

    /// <summary>Whether an answer says the opposite of what a gold says, or in another order.</summary>
    public static bool IsOpposite(IReadOnlyList<(int Set, int Word)> gold, string answer)
    {
        if (gold.Count == 0)
            return false;

        var said = Of(answer);
        return said.Count > 0 && said.Any(s => gold.Any(g => g.Set == s.Set)) && !said.SequenceEqual(gold)
            && !said.All(s => gold.Contains(s) && said.Count < gold.Count);
    }

    [GeneratedRegex(@"[A-Za-z]{2}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Prose();
}
