using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>Tells what a model said from what it thought.</summary>
internal static partial class Thinking
{
    private const string FinalChannel = "<|channel|>final<|message|>";

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

        (int At, int End) opening = (-1, -1), closing = (-1, -1);
        foreach (var tag in Tags().EnumerateMatches(text))
        {
            var mark = text.AsSpan(tag.Index, tag.Length);
            if (mark.Contains('/') || mark.Contains("end", StringComparison.OrdinalIgnoreCase) 
                || mark is "<channel|>" or "<unused95>")
                closing = (tag.Index, tag.Index + tag.Length);
            else
                opening = (tag.Index, tag.Index + tag.Length);
        }

        if (opening.At > closing.At)
            return (text[opening.End..], true);
        if (closing.At < 0)
            return (text, false);

        var rest = text[closing.End..];
        return string.IsNullOrWhiteSpace(rest) ? (text[..closing.At], true) : (rest, false);
    }

    /// <summary>What servers and models set around a thought: a tag, in whatever brackets, with a name that says what it is.</summary>
    [GeneratedRegex(
        @"</?(?:\|?/?)(?:[a-z0-9]{1,12}[:_▁ -]){0,3}(?:ant)?(?:think(?:ing)?|thoughts?|reason(?:ing)?|scratch_?pad|monologue"
        + @"|reflect(?:ion)?|analysis|cot)"
        + @"(?:[:_▁ -][a-z]{1,12}){0,2}\s{0,3}\|?>"
        + @"|◁/?think▷|\[/?THINK(?:ING)?\]|<\|channel>thought|<channel\|>|<unused94>thought|<unused95>|<｜(?:begin|end)▁of▁thought｜>",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tags();
}
