using System.Globalization;
using System.Text.RegularExpressions;

namespace HeavySim.Verifier;

/// <summary>
/// Reads which of several numbered answers a judge preferred: "Best: 3", bold, boxed, in JSON, "the best answer is 3". The last one counts.
/// </summary>
internal static partial class ChoiceParser
{
    private const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    /// <summary>The label, in 1..<paramref name="labels"/>, or null when none can be read.</summary>
    public static int? Parse(string? reply, int labels)
    {
        if (reply is null)
            return null;

        int? chosen = null;
        string? last = null;
        foreach (var line in ReplyLines.Of(reply))
        {
            last = line;
            foreach (var match in Labelled().EnumerateMatches(line))
                chosen = Number(line.AsSpan(match.Index, match.Length)) ?? chosen;
        }

        if (chosen is null && last is not null && Bare().IsMatch(last))
            chosen = Number(last);
        return chosen >= 1 && chosen <= labels ? chosen : null;
    }

    private static int? Number(ReadOnlySpan<char> words)
    {
        foreach (var match in Digits().EnumerateMatches(words))
            return int.TryParse(words.Slice(match.Index, match.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;

        return null;
    }

    [GeneratedRegex(
        """(\b(best|chosen|preferred)(\W{1,4}(answer|solution|choice|one|candidate)){0,2}\W{1,8}"""
        + """(is\W{1,4})?((answer|solution|number|candidate)\W{1,4})?|\\boxed\{\s*)\d{1,4}\b""",
        Options)]
    private static partial Regex Labelled();

    [GeneratedRegex("""^\W*((answer|solution)\W+)?\d{1,4}\W*$""", Options)]
    private static partial Regex Bare();

    [GeneratedRegex("""\d{1,4}""", Options)]
    private static partial Regex Digits();
}
