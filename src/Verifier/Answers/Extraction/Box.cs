using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>Finds \boxed{...} in one pass over the text.</summary>
internal static partial class Box
{
    /// <summary>More boxes in a row are no one answer.</summary>
    private const int Most = 64;

    private static readonly string[] Commands = ["\\boxed", "\\fbox"];

    /// <summary>The content of the last whole box that has one; of a text cut off within its only box, what there is.</summary>
    public static string? Last(string text) => Last(text, out _);

    /// <summary>The same, and where the last whole box ends; -1 where there is none.</summary>
    public static string? Last(string text, out int lastEnd)
    {
        lastEnd = -1;
        if (!text.Contains(Commands[0], StringComparison.Ordinal) && !text.Contains(Commands[1], StringComparison.Ordinal))
            return null;

        (int Start, int End) last = (-1, -1);
        var boxes = new List<(int Start, int End)>();
        // One entry for every brace that is open: where its content starts if it is a box's, else -1.
        var open = new Stack<int>();
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when CommandLength(text.AsSpan(i)) is > 0 and var length:
                    var brace = i + length;
                    while (brace < text.Length && text[brace] == ' ')
                        brace++;
                    if (brace < text.Length && text[brace] == '{')
                    {
                        open.Push(brace + 1);
                        i = brace;
                    }
                    else if (WordLength(text.AsSpan(brace)) is > 0 and var word)
                    {
                        last = (brace, brace + word);
                        i = brace - 1;
                    }

                    break;
                case '\\':
                    // \{ and \} are no braces.
                    i++;
                    break;
                case '{':
                    open.Push(-1);
                    break;
                case '}' when open.Count > 0:
                    var start = open.Pop();
                    if (start > last.Start && IsContent(text.AsSpan(start, i - start)))
                    {
                        last = (start, i);
                        boxes.Add(last);
                    }

                    break;
            }
        }

        lastEnd = last.End;
        if (boxes.Count > 1 && boxes[^1] == last && Joined(text, boxes) is { } joined)
            return joined;

        var cut = open.FirstOrDefault(static start => start >= 0, -1);
        var found = last.Start >= 0 ? text[last.Start..last.End].Trim() : cut >= 0 ? Closed(FirstLine(text.AsSpan(cut))) : "";
        return found.Length > 0 ? found : null;
    }

    /// <summary>Boxes with nothing between them but "and" or a comma are one answer; null where the last stands alone.</summary>
    private static string? Joined(string text, List<(int Start, int End)> boxes)
    {
        var first = boxes.Count - 1;
        while (first > 0 && boxes.Count - first <= Most && IsConnective(text, boxes[first - 1].End + 1, boxes[first].Start))
            first--;
        return first == boxes.Count - 1 || boxes.Count - first > Most ? null
            : string.Join(", ", boxes.Skip(first).Select(box => text[box.Start..box.End].Trim()));
    }

    private static bool IsConnective(string text, int from, int to) =>
        from < to && to - from <= 96 && Connective().IsMatch(text[from..to]) && !Consequence().IsMatch(text[from..to]);

    /// <summary>
    /// Nothing but words and marks up to a comma, "and" or "or", and then perhaps a name: "} for the first part and y = \boxed{".
    /// </summary>
    [GeneratedRegex(
        @"^(?:[A-Za-z \t,;$'(){}]|(?>\\[A-Za-z]+)|\\[,;:!\[\]() ])*(?:[,;]|\b(?:and|or)\b|\\q?quad)(?:[ \t,;${}()]|\\q?quad"
        + @"|\\[,;:!\[\]() ]|\band\b|\bor\b"
        + @"|\\(?:text|mathrm)\{[ ,]*\})*(?:[A-Za-z]\w{0,4}(?:_\{\w{1,4}\})?\s*=\s*)?\\(?:boxed|fbox)\s*\{$",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Connective();

    /// <summary>Words that lead from one result to the next: the last of them is the answer.</summary>
    [GeneratedRegex(
        @"\b(?:so|thus|hence|then|therefore|gives?|yields?|implies|means|but|not|from|becomes|finally|which)\b|\\(?:Right|right"
        + @"|Longright)arrow",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Consequence();

    private static bool IsContent(ReadOnlySpan<char> content) => !content.IsWhiteSpace() && !content.Trim().SequenceEqual("...");

    private static int CommandLength(ReadOnlySpan<char> rest)
    {
        foreach (var command in Commands)
        {
            if (rest.StartsWith(command, StringComparison.Ordinal))
                return command.Length;
        }

        return 0;
    }

    /// <summary>\boxed 5: up to the next space or stop, and never far.</summary>
    private static int WordLength(ReadOnlySpan<char> rest)
    {
        var near = rest[..Math.Min(rest.Length, 64)];
        var end = near.IndexOfAny(" $\n,.");
        return end < 0 ? near.Length : end;
    }

    /// <summary>With the braces that were cut off.</summary>
    private static string Closed(string text)
    {
        var depth = 0;
        foreach (var c in text)
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        return depth is > 0 and < 8 ? text + new string('}', depth) : text;
    }

    private static string FirstLine(ReadOnlySpan<char> content)
    {
        var end = content.IndexOf('\n');
        return (end < 0 ? content : content[..end]).Trim().TrimEnd("$ .").ToString();
    }
}
