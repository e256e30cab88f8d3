namespace HeavySim.Verifier.Answers;

/// <summary>Finds answers that are announced: "#### 18", "Answer: 18", "the answer is 18".</summary>
internal static class Label
{
    /// <summary>What follows the last "####".</summary>
    public static string? Hashes(string text)
    {
        var at = text.LastIndexOf("####", StringComparison.Ordinal);
        // Five or more are a heading of another level.
        return at < 0 || (at > 0 && text[at - 1] == '#') ? null : RestOfLine(text, at + 4);
    }

    /// <summary>
    /// What follows the last announcement before a place, which moves to it; null when there is none. "A: 26" on a line of its own counts
    /// where it cannot be a choice.
    /// </summary>
    public static string? Last(string text, bool hasChoices, ref int end)
    {
        var head = text.AsSpan(0, end);
        var best = Announcements.Last(head);
        var length = best < 0 ? 0 : Announcements.LengthAt(head[best..]);
        if (!hasChoices && LastLineLabel(head) is var own && own > best)
            (best, length) = (own, 2);
        if (best < 0)
        {
            var heading = HeadingAnswer(text, end);
            end = 0;
            return heading;
        }

        end = best;
        // "The wrong answer is 16." announces nothing.
        if (head[..best].TrimEnd() is var before && (before.EndsWith("wrong", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith("incorrect", StringComparison.OrdinalIgnoreCase)))
            return null;

        var line = RestOfLine(text, best + length)?.TrimStart(':', '：', ' ');
        var rest = line?.TrimStart('*', ' ', ':');
        // ***19***
        if (line is ['*', '*', '*', .., '*', '*', '*'])
            rest = line.Trim('*').Trim();
        if (string.IsNullOrWhiteSpace(rest))
            return null;

        return text.AsSpan(best, length).Contains('"') ? JsonValue(rest) : WithoutClosingTag(rest);
    }

    /// <summary>
    /// What a text says last is its final answer, where that is a value: "The final answer is $28$. I hope it is correct." Null elsewhere.
    /// </summary>
    public static string? LastFinal(string text)
    {
        const string Final = "final answer is";
        var at = text.LastIndexOf(Final, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;

        var rest = text.AsSpan(at + Final.Length).TrimStart(" :*");
        rest = MathSpan.Line(rest);
        if (rest.Length == 0 || !(char.IsAsciiDigit(rest[0]) || "$\\-−(".Contains(rest[0], StringComparison.Ordinal)))
            return null;
        // "$28$. I hope": up to the end of what is set as mathematics, else of the sentence.
        if (rest[0] == '$' && rest[1..].IndexOf('$') is > 0 and var close)
            return rest[..(close + 2)].ToString();

        return (rest.IndexOf(". ") is > 0 and var stop ? rest[..stop] : rest).TrimEnd().ToString();
    }

    /// <summary>The last line that begins with "A:".</summary>
    private static int LastLineLabel(ReadOnlySpan<char> text)
    {
        var at = text.LastIndexOf("\nA:", StringComparison.Ordinal);
        return at >= 0 ? at + 1 : text.StartsWith("A:", StringComparison.Ordinal) ? 0 : -1;
    }

    /// <summary>The value behind {"answer":</summary>
    private static string JsonValue(string rest)
    {
        if (rest[0] == '"')
            return rest.IndexOf('"', 1) is > 0 and var quote ? rest[1..quote] : rest[1..];

        var end = rest.AsSpan().IndexOfAny(",}");
        return rest[0] is '[' or '{' || end <= 0 ? rest.TrimEnd('}') : rest[..end];
    }

    /// <summary>A heading "Answer" or "Final answer" with the answer on the line below.</summary>
    private static string? HeadingAnswer(string text, int end)
    {
        var at = text.AsSpan(0, end).LastIndexOf("answer", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;

        var lineEnd = text.IndexOf('\n', at);
        return lineEnd >= 0 && text.AsSpan(at + 6, lineEnd - at - 6).IndexOfAnyExcept("*#:_ \r") < 0 ? RestOfLine(text, lineEnd) : null;
    }

    private static string WithoutClosingTag(string rest)
    {
        var tag = rest.IndexOf("/answer", StringComparison.OrdinalIgnoreCase);
        return tag > 1 && rest[tag - 1] is '<' or '[' ? rest[..(tag - 1)] : rest;
    }

    /// <summary>The rest of the line from a place; when that is blank or mere markup, the next line that is not.</summary>
    private static string? RestOfLine(string text, int from)
    {
        var rest = text.AsSpan(from);
        if (MathSpan.Display(rest.TrimStart()) is { } display)
            return display;
        while (rest.Length > 0)
        {
            var end = rest.IndexOf('\n');
            var line = end < 0 ? rest : rest[..end];
            if (line.IndexOfAnyExcept("*#:_$ \r\t\\[]{}`") >= 0)
                return MathSpan.Line(rest).Trim();
            if (end < 0)
                return null;
            rest = rest[(end + 1)..];
        }

        return null;
    }
}
