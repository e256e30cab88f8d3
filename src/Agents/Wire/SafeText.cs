using System.Text.RegularExpressions;

namespace HeavySim.Agents;

/// <summary>What an endpoint said, made safe to show: one line, no markup, no keys, at most 300 characters.</summary>
internal static partial class SafeText
{
    /// <summary>The longest text that is shown, in characters.</summary>
    public const int MaxLength = 300;

    private const string Redacted = "[key]";

    /// <summary>Cleans a text.</summary>
    /// <param name="text">What the endpoint said, of any length and kind.</param>
    /// <param name="apiKey">The key that was sent, or null; it never appears in the result, even where the endpoint echoes it.</param>
    public static string Of(string text, string? apiKey)
    {
        // Bounded before any pattern runs, generously enough that a cut cannot leave a part of a key in what is shown.
        var bounded = text.Length > 16 * 1024 ? text[..(16 * 1024)] : text;
        var clean = WithoutKey(bounded, apiKey);
        clean = Unseen().Replace(clean, " ");
        clean = Tag().Replace(clean, " ");
        clean = Blank().Replace(clean, " ").Trim();
        clean = WithoutKey(clean, apiKey);
        if (clean.Length <= MaxLength)
            return clean;

        var end = char.IsHighSurrogate(clean[MaxLength - 2]) ? MaxLength - 2 : MaxLength - 1;
        return clean[..end] + "…";
    }

    /// <summary>A text of any length without keys, and otherwise as it is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="apiKey">The key that was sent, or null; others are known by their form.</param>
    public static string WithoutKey(string text, string? apiKey)
    {
        if (apiKey is { Length: >= 3 })
            text = text.Replace(apiKey, Redacted, StringComparison.OrdinalIgnoreCase)
                .Replace(Uri.EscapeDataString(apiKey), Redacted, StringComparison.OrdinalIgnoreCase);

        return KeyLike().Replace(text, Redacted);
    }

    [GeneratedRegex(
        @"<(?<tag>script|style)\b[^>]*>.*?</\k<tag>\s*>|<!--.*?-->",
        RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unseen();

    [GeneratedRegex("</?[a-zA-Z!][^<>]*>?", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"[\s\p{Cc}]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blank();

    // The key forms of the large providers, also when masked by stars ("sk-proj-****abcd"), and whatever follows "Bearer".
    [GeneratedRegex(
        @"\b(?:sk|gsk|xai|pk|rk|hf|AIza)[-_][A-Za-z0-9_*\-]{8,}|(?<=\bBearer\s)\S{3,}",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyLike();
}
