namespace HeavySim.Verifier.Answers;

/// <summary>Tells what a model said from what it thought.</summary>
internal static class Thinking
{
    private const string FinalChannel = "<|channel|>final<|message|>";

    private static readonly (string Opening, string Closing)[] Tags =
        [
            ("<think>", "</think>"), ("<thinking>", "</thinking>"), ("<thought>", "</thought>"), ("<reasoning>", "</reasoning>"),
            ("◁think▷", "◁/think▷"), ("<seed:think>", "</seed:think>"), ("<scratchpad>", "</scratchpad>"), ("[THINK]", "[/THINK]"),
            ("<|channel>thought", "<channel|>"),
        ];

    /// <summary>
    /// The text behind the thinking. Where the thinking never ended, or nothing follows it, the thought itself: then only a clearly
    /// marked answer in it counts.
    /// </summary>
    public static (string Text, bool IsThought) Off(string text)
    {
        // Every mark begins with one of these, and most texts have neither.
        if (!text.AsSpan().ContainsAny('<', '◁', '['))
            return (text, false);

        var final = text.LastIndexOf(FinalChannel, StringComparison.Ordinal);
        if (final >= 0)
            return (
                text[(final + FinalChannel.Length)..]
                    .Replace("<|return|>", "", StringComparison.Ordinal)
                    .Replace("<|end|>", "", StringComparison.Ordinal),
                false);

        foreach (var (opening, closing) in Tags)
        {
            var close = text.LastIndexOf(closing, StringComparison.OrdinalIgnoreCase);
            var open = text.LastIndexOf(opening, StringComparison.OrdinalIgnoreCase);
            if (open > close)
                return (text[(open + opening.Length)..], true);
            if (close < 0)
                continue;

            var rest = text[(close + closing.Length)..];
            return string.IsNullOrWhiteSpace(rest) ? (text[..close], true) : (rest, false);
        }

        return (text, false);
    }
}
