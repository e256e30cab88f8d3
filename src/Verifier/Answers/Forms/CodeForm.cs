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
    /// The content of the last fenced block; of a block cut off at the end, what there is; the text itself when it has none.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="entry">The function that the program is to have: a block after the last one with it only shows its use.</param>
    public static string WithoutFence(string text, string? entry = null)
    {
        if (entry is not null && LastWith(text, $"def {entry.Trim()}") is { } program)
            return program;

        return LastBlock(text);
    }

    /// <summary>Without blank lines before it and blanks behind it: what the first line is indented by belongs to a program.</summary>
    public static string Trimmed(string program)
    {
        var start = program.AsSpan().IndexOfAnyExcept(" \t\r\n");
        return start < 0 ? "" : program[(program.LastIndexOf('\n', start) + 1)..].TrimEnd();
    }

    private static string? LastWith(string text, string definition)
    {
        var blocks = text.Split(Fence);
        for (var i = blocks.Length - 1 - (blocks.Length % 2); i > 0; i -= 2)
        {
            if (blocks[i].Contains(definition, StringComparison.Ordinal))
                return WithoutLanguage(blocks[i]);
        }

        return null;
    }

    private static string LastBlock(string text)
    {
        var last = text.LastIndexOf(Fence, StringComparison.Ordinal);
        if (last < 0)
            return text;

        var before = last > 0 ? text.LastIndexOf(Fence, last - 1, StringComparison.Ordinal) : -1;
        // An even number of fences closes; an odd one leaves the last block open.
        var (start, end) = before >= 0 && Count(text, Fence) % 2 == 0 ? (before, last) : (last, text.Length);
        return WithoutLanguage(text[(start + Fence.Length)..end]);
    }

    private static string WithoutLanguage(string content)
    {
        var firstLine = content.IndexOf('\n');
        var language = firstLine < 0 ? "" : content[..firstLine].Trim();
        return firstLine >= 0 && language.All(static c => char.IsLetterOrDigit(c) || c is '+' or '#' or '-')
            ? content[(firstLine + 1)..]
            : content;
    }

    private static int Count(string text, string what)
    {
        var count = 0;
        for (var at = text.IndexOf(what, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(what, at + what.Length, StringComparison.Ordinal))
            count++;
        return count;
    }
}
