using System.Text.RegularExpressions;

namespace HeavySim.Agents;

/// <summary>What an endpoint said, made safe to show: one line, no markup, no keys, at most 300 characters.</summary>
internal static partial class SafeText
{
    /// <summary>The longest text that is shown, in characters.</summary>
    public const int MaxLength = 300;

    /// <summary>What stands in the place of a key.</summary>
    public const string Redacted = "[key]";

    /// <summary>A beginning or an end of a key that is this long gives it away: who cut it kept what matters.</summary>
    private const int PartLength = 8;

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
        {
            text = WithoutOne(text, apiKey);
            if (Uri.EscapeDataString(apiKey) is var escaped && escaped != apiKey)
                text = WithoutOne(text, escaped);
        }

        return KeyLike().Replace(text, Redacted);
    }

    /// <summary>
    /// Where a key stands in a text, without case: as a whole, or some eight characters or more of its beginning or its end. In order,
    /// without overlaps.
    /// </summary>
    public static IReadOnlyList<TextRun> RunsOf(string text, string key)
    {
        if (key.Length < PartLength || text.Length < PartLength)
            return [];

        List<TextRun>? found = null;
        var (head, tail) = (key[..PartLength], key[^PartLength..]);
        for (var at = 0; (at = text.IndexOf(head, at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            var end = at + PartLength;
            while (end < text.Length && end - at < key.Length && IsSame(text[end], key[end - at]))
                end++;

            (found ??= []).Add(new TextRun(at, end));
            at = end;
        }

        for (var at = 0; (at = text.IndexOf(tail, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += PartLength)
        {
            var begin = at;
            while (begin > 0 && at - begin + PartLength < key.Length && IsSame(text[begin - 1], key[^(at - begin + PartLength + 1)]))
                begin--;

            (found ??= []).Add(new TextRun(begin, at + PartLength));
        }

        return found is null ? [] : Joined(found);
    }

    private static string WithoutOne(string text, string key)
    {
        if (key.Length < PartLength)
            return text.Replace(key, Redacted, StringComparison.OrdinalIgnoreCase);

        var runs = RunsOf(text, key);
        for (var i = runs.Count - 1; i >= 0; i--)
            text = string.Concat(text.AsSpan(0, runs[i].From), Redacted, text.AsSpan(runs[i].To));

        return text;
    }

    private static List<TextRun> Joined(List<TextRun> runs)
    {
        runs.Sort(static (left, right) => left.From.CompareTo(right.From));
        var joined = new List<TextRun>();
        foreach (var run in runs)
        {
            if (joined.Count > 0 && run.From < joined[^1].To)
                joined[^1] = joined[^1] with { To = Math.Max(joined[^1].To, run.To) };
            else
                joined.Add(run);
        }

        return joined;
    }

    private static bool IsSame(char left, char right) => char.ToUpperInvariant(left) == char.ToUpperInvariant(right);

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
