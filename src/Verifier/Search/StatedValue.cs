using System.Text.RegularExpressions;

namespace HeavySim.Verifier;

/// <summary>
/// Reads a value from however a model wrote it: "Value: 0.83", "**Value:** 83%", "value = 8/10"; or else the word: sure, likely,
/// impossible. Of several the last one counts. Linear in the text, never throws.
/// </summary>
internal static partial class StatedValue
{
    private const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    // What the words are worth, for models that give no number: far apart, as in the paper (20, 1 and 0.001 there), and never certain.
    private const double Sure = .95;
    private const double Likely = .5;
    private const double Impossible = .02;

    /// <summary>The value in 0..1, or null when there is none.</summary>
    public static double? Read(string? reply)
    {
        if (reply is null)
            return null;

        double? number = null;
        double? word = null;
        foreach (var line in ReplyLines.Of(reply))
        {
            if (Figure().Match(line) is { Success: true } figure && StatedShare.Read(figure) is { } value)
                number = value;
            if (Word().Match(line) is { Success: true } judgement)
                word = Worth(judgement.Groups["word"].Value);
        }

        return number ?? word;
    }

    private static double Worth(string word) => word.ToUpperInvariant() switch
    {
        "SURE" or "CERTAIN" => Sure,
        "IMPOSSIBLE" => Impossible,
        _ => Likely,
    };

    [
        GeneratedRegex(
            """\bvalue[^\w.]{1,8}(is[^\w.]{1,4})?(?<value>\d{1,3}(\.\d{1,6})?|\.\d{1,6})\s*(?<percent>\\?%)?(\s*/\s*(?<of>\d{1,3}))?""",
            Options),
    ]
    private static partial Regex Figure();

    [GeneratedRegex("""^\W*(judge?ment\W{1,8}(is\W{1,4})?)?(?<word>sure|certain|likely|maybe|possible|impossible)\W*$""", Options)]
    private static partial Regex Word();
}
