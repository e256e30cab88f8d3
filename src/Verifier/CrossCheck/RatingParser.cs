using System.Globalization;
using System.Text.RegularExpressions;

namespace HeavySim.Verifier;

/// <summary>What a judge gave two answers shown side by side.</summary>
/// <param name="First">The first one's rating, 1..10.</param>
/// <param name="Second">The second one's rating, 1..10.</param>
internal sealed record Ratings(double First, double Second)
{
    /// <summary>The lower end of the scale.</summary>
    public const double Least = 1;

    /// <summary>The upper end of the scale.</summary>
    public const double Most = 10;

    /// <summary>By how much the first is ahead, as a share of the scale: -1..1.</summary>
    public double Lead => (First - Second) / (Most - Least);
}

/// <summary>
/// Reads two ratings from however a judge wrote them: "Rating 1: 8", "**Rating of answer 2:** 3/10", "Answer 1 - score: 8", in JSON. Of
/// several the last ones count. Linear in the text, never throws.
/// </summary>
internal static partial class RatingParser
{
    private const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    /// <summary>The ratings, or null when one of them is missing or outside of 0..10; a 0 counts as 1, the least there is.</summary>
    public static Ratings? Parse(string? reply)
    {
        if (reply is null)
            return null;

        double? first = null;
        double? second = null;
        foreach (var line in ReplyLines.Of(reply))
        {
            foreach (Match match in Rating().Matches(line))
            {
                if (match.Groups["label"].ValueSpan is "1")
                    first = Read(match);
                else
                    second = Read(match);
            }
        }

        return first is { } one && second is { } two ? new Ratings(one, two) : null;
    }

    private static double? Read(Match match)
    {
        if (match.Groups["of"].Success && match.Groups["of"].ValueSpan is not "10")
            return null;

        var value = double.Parse(match.Groups["value"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return value <= Ratings.Most ? Math.Max(Ratings.Least, value) : null;
    }

    // The word for a rating stands before the label, or between it and the figure: "answer 1: 8" may be what the answer is.
    [GeneratedRegex(
        """\b((rating|score)[\W_]{0,4}((of|for)\W{1,3})?(the\W{1,3})?((answer|solution|candidate)\W{1,4})?(?<label>[12])"""
        + """|(answer|solution|candidate)[\W_]{0,4}(?<label>[12])[\W_]{1,8}((rating|score)|(is\W{1,4})?rated))"""
        + """[^\w.]{1,8}(is[^\w.]{1,4})?(?<value>\d{1,3}(\.\d{1,2})?)(\s*/\s*(?<of>\d{1,3}))?\b""",
        Options)]
    private static partial Regex Rating();
}
