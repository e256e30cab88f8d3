using System.Text;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// The canonical form of program text: without fences, comments on lines of their own, blank lines, trailing space and common
/// indentation. Two programs with one key are the same; whether a program is right only its tests can say.
/// </summary>
internal static class CodeForm
{
    private const string Fence = "```";

    /// <summary>"x:" and the normalised text; null when there is none.</summary>
    public static string? KeyOf(string text)
    {
        var lines = new List<string>();
        var indent = int.MaxValue;
        foreach (var raw in WithoutFence(text).Split('\n'))
        {
            var line = raw.TrimEnd().Replace("\t", "    ", StringComparison.Ordinal);
            var code = line.AsSpan().TrimStart();
            if (code.IsEmpty || code[0] == '#' || code.StartsWith("//", StringComparison.Ordinal))
                continue;
            indent = Math.Min(indent, line.Length - code.Length);
            lines.Add(line);
        }

        if (lines.Count == 0)
            return null;

        var key = new StringBuilder("x:");
        foreach (var line in lines)
            key.Append(line, indent, line.Length - indent).Append('\n');
        return key.ToString();
    }

    /// <summary>
    /// The content of the last fenced block; of a block cut off at the end, what there is; the text itself when it has none. A block that
    /// is labelled as no Python, or shows only the use of what another defines, gives way to that.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="entries">The functions that the program may be asked to have.</param>
    public static string WithoutFence(string text, params IReadOnlyList<string> entries)
    {
        var blocks = Blocks(text);
        if (blocks.Count == 0)
            return text;

        return (blocks.FindLast(block => entries.Any(
                entry => block.Content.Contains($"def {entry}", StringComparison.Ordinal)))
            ?? blocks.FindLast(static block => block.IsPython)
            ?? blocks.FindLast(static block => block.Label.Length == 0) ?? blocks[^1]).Content;
    }

    /// <summary>The content of the last fenced block, whatever it is; the text itself when it has none.</summary>
    public static string LastBlock(string text) => Blocks(text) is [.., var last] ? last.Content : text;

    /// <summary>The functions that a problem asks for: its entry point, or what its assertions call.</summary>
    public static IReadOnlyList<string> EntriesOf(Problem problem)
    {
        if (problem.Metadata.GetValueOrDefault("entry_point")?.Trim() is { Length: > 0 } entry)
            return [entry];

        return problem.Metadata.GetValueOrDefault("test_list") is { } asserts
            ? CalledFunctions.In(asserts) : [];
    }

    /// <summary>Without blank lines before it and blanks behind it: what the first line is indented by belongs to a program.</summary>
    public static string Trimmed(string program)
    {
        var start = program.AsSpan().IndexOfAnyExcept(" \t\r\n");
        return start < 0 ? "" : program[(program.LastIndexOf('\n', start) + 1)..].TrimEnd();
    }

    /// <summary>The fenced blocks of a text; one that is cut off at the end is one too.</summary>
    private static List<Fenced> Blocks(string text)
    {
        var blocks = new List<Fenced>();
        for (var open = text.IndexOf(Fence, StringComparison.Ordinal); open >= 0;)
        {
            // As many marks as open a block close it.
            var marks = Fence.Length;
            while (open + marks < text.Length && text[open + marks] == '`')
                marks++;
            var line = text.IndexOf('\n', open);
            var close = text.IndexOf(new string('`', marks), open + marks, StringComparison.Ordinal);
            var content = text[(open + marks)..(close < 0 ? text.Length : close)];
            var label = line < 0 || (close >= 0 && close < line) ? "" : text[(open + marks)..line].Trim();
            var isLabel = label.All(static c => char.IsLetterOrDigit(c) || c is '+' or '#' or '-' or '_' or '.');
            // A completion that closes the block which its question has opened, and goes on in prose.
            if (close < 0 && blocks.Count == 0 && label.Length == 0 && IsIndented(text[..open]))
                return [new Fenced("", text[..open])];

            blocks.Add(new Fenced(isLabel ? label : "", Dedented(
                isLabel && content.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? content[(end + 1)..] : content,
                text.AsSpan(text.LastIndexOf('\n', open) + 1, open - text.LastIndexOf('\n', open) - 1))));
            open = close < 0 ? -1 : text.IndexOf(Fence, close + marks, StringComparison.Ordinal);
        }

        return blocks;
    }

    /// <summary>Whether a text begins as the body of a function.</summary>
    private static bool IsIndented(string text) => text.TrimStart('\n', '\r') is [' ' or '\t', ..] && !string.IsNullOrWhiteSpace(text);

    /// <summary>The lines of a block without the blanks that its fence stands behind, as in a list.</summary>
    private static string Dedented(string content, ReadOnlySpan<char> before)
    {
        if (before.Length == 0 || !before.IsWhiteSpace())
            return content;

        var lines = content.Split('\n');
        var indent = before.ToString();
        return lines.All(line => line.Trim().Length == 0 || line.StartsWith(indent, StringComparison.Ordinal))
            ? string.Join('\n', lines.Select(line => line.Length >= indent.Length ? line[indent.Length..] : line))
            : content;
    }

    /// <summary>A block between fences.</summary>
    private sealed record Fenced(string Label, string Content)
    {
        public bool IsPython => Label.ToLowerInvariant() is "python" or "python3" or "py" or "py3" or "pycon";
    }
}
