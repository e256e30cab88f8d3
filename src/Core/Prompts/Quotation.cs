using System.Text;

namespace HeavySim.Core;

/// <summary>
/// Text of others inside a prompt, fenced as data. The fence carries a tag that the quoted text cannot know, and any line in the text
/// that looks like a fence is indented, so nothing inside can close the block or speak as an instruction.
/// </summary>
internal static class Quotation
{
    private const string Fence = "=====";

    /// <summary>Appends one block: an opening line with its name and the tag, the text, a closing line.</summary>
    /// <param name="prompt">Where to.</param>
    /// <param name="tag">Unguessable to the quoted text: drawn from the request's random key.</param>
    /// <param name="name">"problem", "answer 7", "solution 7"; one line, letters, digits and spaces.</param>
    /// <param name="text">The text to quote.</param>
    public static StringBuilder AppendQuotation(this StringBuilder prompt, string tag, string name, string text)
    {
        prompt.Append(Fence).Append(" begin ").Append(name).Append(' ').Append(tag).Append('\n');
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.AsSpan().TrimStart().StartsWith(Fence, StringComparison.Ordinal))
                prompt.Append("  | ");
            prompt.Append(line).Append('\n');
        }

        return prompt.Append(Fence).Append(" end ").Append(name).Append(' ').Append(tag).Append('\n');
    }

    /// <summary>Finds every block of a prompt, in order, as (name, text).</summary>
    public static IReadOnlyList<(string Name, string Text)> Read(string prompt)
    {
        var blocks = new List<(string, string)>();
        string? closing = null;
        var name = "";
        var body = new List<string>();
        foreach (var line in prompt.Split('\n'))
        {
            if (closing is null && line.StartsWith(Fence + " begin ", StringComparison.Ordinal))
            {
                var header = line[(Fence.Length + " begin ".Length)..];
                name = header[..Math.Max(0, header.LastIndexOf(' '))];
                closing = $"{Fence} end {header}";
                body.Clear();
            }
            else if (closing is not null && string.Equals(line, closing, StringComparison.Ordinal))
            {
                blocks.Add((name, string.Join('\n', body)));
                closing = null;
            }
            else if (closing is not null)
            {
                body.Add(line);
            }
        }

        return blocks;
    }
}
