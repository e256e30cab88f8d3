namespace HeavySim.Agents;

/// <summary>The key of an endpoint, to be kept out of what comes back from it.</summary>
internal sealed class KeyRedaction
{
    private readonly string _key;

    private KeyRedaction(string key) => _key = key;

    /// <summary>The key's length, in characters.</summary>
    public int Length => _key.Length;

    /// <summary>
    /// The redaction for a key, or null where there is none to keep: local servers take "none" or "EMPTY", and those are words of answers.
    /// </summary>
    public static KeyRedaction? Of(string? key) => key is { Length: >= 12 } && !key.All(char.IsAsciiDigit) ? new KeyRedaction(key) : null;

    /// <summary>The text without the key and without longer beginnings or ends of it.</summary>
    public string Without(string text) => Without(text, 0, text.Length);

    /// <summary>A part of a text without the key.</summary>
    public string Without(string text, int from, int to)
    {
        StringBuilder? clean = null;
        var copied = from;
        foreach (var run in SafeText.RunsOf(text, _key))
        {
            var (begin, end) = (Math.Max(run.From, from), Math.Min(run.To, to));
            if (begin >= end)
                continue;

            clean ??= new StringBuilder();
            clean.Append(text, copied, begin - copied).Append(SafeText.Redacted);
            copied = end;
        }

        return clean is null ? text[from..to] : clean.Append(text, copied, to - copied).ToString();
    }

    /// <summary>How many characters at the end of the text stand in the key as they are.</summary>
    public int TailWithin(string text)
    {
        var length = 0;
        while (length < text.Length && length < _key.Length
            && _key.Contains(text[(text.Length - length - 1)..], StringComparison.OrdinalIgnoreCase))
            length++;

        return length;
    }
}
