using System.Text.RegularExpressions;

namespace HeavySim.Agents;

/// <summary>The confidence a model states in its text: "Confidence: 85%", "**Confidence:** 0.85", "confidence = 8/10".</summary>
internal static partial class StatedConfidence
{
    // It stands at the end of a text; what lies further back is reasoning about it.
    private const int Window = 2000;

    /// <summary>The last stated confidence in 0..1, or null when there is none that makes sense.</summary>
    public static double? Read(string text)
    {
        var end = text.Length > Window ? text[^Window..] : text;
        return Statement().Matches(end) is { Count: > 0 } matches ? StatedShare.Read(matches[^1]) : null;
    }

    [GeneratedRegex(
        @"\bconfidence\b(?:\s+level)?[\s*_]*[:=][\s*_$]*(?<value>\d{1,3}(?:\.\d{1,6})?)\s*(?:(?<percent>\\?%)|/\s*(?<of>\d{1,3}))?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Statement();
}
