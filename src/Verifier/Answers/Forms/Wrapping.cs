using System.Text;
using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>Takes off what an answer is wrapped in: Markdown, math delimiters, LaTeX text and spacing, quotes, a final period.</summary>
internal static partial class Wrapping
{
    private static readonly string[] TextCommands =
        [
            "\\text", "\\textbf", "\\textit", "\\textrm", "\\texttt", "\\textsf", "\\textsc", "\\textup", "\\textnormal", "\\mathrm",
            "\\mathsf", "\\mathtt", "\\mathop", "\\mbox", "\\hbox", "\\emph", "\\boxed", "\\fbox", "\\operatorname", "\\operatorname*",
            "\\unit", "\\si",
        ];

    private static readonly (string Opening, string Closing)[] Pairs =
        [
            ("***", "***"), ("**", "**"), ("__", "__"), ("==", "=="), ("```", "```"), ("`", "`"),
            ("\\(", "\\)"), ("\\[", "\\]"), ("*", "*"), ("\"", "\""), ("'", "'"),
            ("<answer>", "</answer>"),
        ];

    /// <summary>The bare answer; empty when there is nothing in the wrapping.</summary>
    public static string Off(string text)
    {
        var bare = Unpaired(Typography.Plain(text).Trim());
        if (bare.Contains('\\', StringComparison.Ordinal))
            bare = WithoutLatexText(Groups(Plain(bare))
                .Replace("^\\circ", "°", StringComparison.Ordinal).Replace("^{\\circ}", "°", StringComparison.Ordinal));
        bare = bare.Replace("$", "", StringComparison.Ordinal);
        return Unpaired(Unpaired(bare.Trim()));
    }

    /// <summary>Without what only decorates, with quantities of siunitx as a number and its unit, and names in one spelling.</summary>
    private static string Plain(string text)
    {
        text = Decoration().Replace(text, "");
        text = Quantity().Replace(text, "${number} ");
        text = text.Replace("^{\\prime}", "'", StringComparison.Ordinal).Replace("^\\prime", "'", StringComparison.Ordinal)
            .Replace("\\Bbb", "\\mathbb", StringComparison.Ordinal).Replace("\\mathrm{d}", "d", StringComparison.Ordinal)
            .Replace("\\textdegree", "°", StringComparison.Ordinal).Replace("{:}", ":", StringComparison.Ordinal)
            .Replace("\\rightarrow", "\\to", StringComparison.Ordinal).Replace("\\bigcup ", "\\cup ", StringComparison.Ordinal);
        return Subscript().Replace(Angle().Replace(text, "${degrees}°"), "_{${name}}");
    }

    [GeneratedRegex(
        @"\\(?:color|hspace|vspace|tag|label)\*?\s?\{[^{}]{0,40}\}|\\(?:textcolor|colorbox)\s?\{[^{}]{0,40}\}|\\pmb(?=\s?\{)"
        + @"|\\underline(?=\s?\{[0-9])|\\(?:hfill|enspace|notag|nonumber|qed|blacksquare|square|checkmark|newline|therefore|large|Large"
        + @"|LARGE"
        + @"|huge|Huge|small|tiny|normalsize|footnotesize|scriptsize|mathcal)(?![A-Za-z])|(?<!\\)\\\\\s*$",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Decoration();

    [GeneratedRegex(
        @"\\(?:SI|qty)\s?\{(?<number>[^{}]{1,40})\}\s?\{[^{}]{0,60}\}|\\num\s?\{(?<number>[^{}]{1,40})\}", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quantity();

    [GeneratedRegex(@"\\ang\s?\{(?<degrees>[0-9.]{1,20})\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Angle();

    /// <summary>x_\text{max}, x_{\rm max}</summary>
    [GeneratedRegex(
        @"_\{?\s?\\(?:rm|text|mathrm)\s?\{?\s?(?<name>[A-Za-z0-9]{1,12})\s?\}{0,2}", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Subscript();

    /// <summary>Thousands as LaTeX sets them, with the comma's space taken back.</summary>
    private static string Groups(string text) =>
        text.Replace(",\\! ", ",", StringComparison.Ordinal).Replace(",\\!", ",", StringComparison.Ordinal)
            .Replace("\\text{,}", "{,}", StringComparison.Ordinal).Replace("{\\,}", "{,}", StringComparison.Ordinal);

    /// <summary>Markdown emphasis, delimiters and final punctuation off both ends, inside out.</summary>
    public static string Unpaired(string text)
    {
        // Each round takes at least two characters, and eight rounds are deeper than anyone nests.
        for (var round = 0; round < 8; round++)
        {
            var before = text.Length;
            text = TrimEnd(text.Trim());
            foreach (var (opening, closing) in Pairs)
            {
                if (
                    text.Length > opening.Length + closing.Length && text.StartsWith(opening, StringComparison.Ordinal)
                        && text.EndsWith(closing, StringComparison.Ordinal)
                    && !text.AsSpan(opening.Length, text.Length - opening.Length - closing.Length)
                        .Contains(opening, StringComparison.Ordinal))
                    text = text[opening.Length..^closing.Length].Trim();
            }

            if (text.Length >= 4 && text[0] == '$' && text[^1] == '$')
                text = text.Trim('$').Trim();
            if (text.StartsWith("**", StringComparison.Ordinal) && text.LastIndexOf("**", StringComparison.Ordinal) == 0)
                text = text[2..];
            if (text.EndsWith("**", StringComparison.Ordinal) && text.IndexOf("**", StringComparison.Ordinal) == text.Length - 2)
                text = text[..^2];
            if (text.Length == before)
                break;
        }

        return text;
    }

    private static string TrimEnd(string text)
    {
        var end = text.Length;
        while (end > 0 && text[end - 1] is '.' or ',' or ';' or ':' && !text.AsSpan(0, end).EndsWith("...", StringComparison.Ordinal))
            end--;
        // A backslash that was to escape what is no longer there.
        if (end > 1 && text[end - 1] == '\\' && text[end - 2] != '\\')
            end--;
        return end == text.Length ? text : text[..end].TrimEnd();
    }

    /// <summary>\text{...} becomes its content, spacing commands become spaces or nothing.</summary>
    private static string WithoutLatexText(string text)
    {
        var plain = new StringBuilder(text.Length);
        var closers = new Stack<int>();
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var rest = text.AsSpan(i);
            if (rest[0] == '\\' && Opening(rest) is > 0 and var opening)
            {
                closers.Push(depth++);
                plain.Append(' ');
                i += opening - 1;
            }
            else if (rest[0] == '\\' && rest.Length > 1 && Spacing(rest) is { } spacing)
            {
                // A thin space between thousands is none: 4\,000.
                plain.Append(
                    rest[1] == ',' && plain.Length > 0 && char.IsAsciiDigit(plain[^1]) && IsGroup(plain, rest[2..]) ? "" : spacing.Written);
                i += spacing.Length - 1;
            }
            else if (rest[0] == '{')
            {
                depth++;
                plain.Append('{');
            }
            else if (rest[0] == '}')
            {
                depth = Math.Max(0, depth - 1);
                if (closers.Count > 0 && closers.Peek() == depth)
                {
                    closers.Pop();
                    if (rest.Length == 1 || rest[1] != '^')
                        plain.Append(' ');
                }
                else
                {
                    plain.Append('}');
                }
            }
            else
            {
                plain.Append(rest[0]);
            }
        }

        return plain.ToString();
    }

    /// <summary>Whether digits are one more group of three; behind a decimal point the last may be shorter.</summary>
    private static bool IsGroup(StringBuilder before, ReadOnlySpan<char> digits)
    {
        var count = 0;
        while (count < digits.Length && count < 4 && char.IsAsciiDigit(digits[count]))
            count++;
        if (count is 1 or 2)
        {
            var at = before.Length;
            while (at > 0 && char.IsAsciiDigit(before[at - 1]))
                at--;
            return at > 0 && before[at - 1] == '.' && (before.Length - at) % 3 == 0;
        }

        return count == 3;
    }

    /// <summary>The length of a text command with the brace behind it; 0 where there is none.</summary>
    private static int Opening(ReadOnlySpan<char> rest)
    {
        foreach (var command in TextCommands)
        {
            if (!rest.StartsWith(command, StringComparison.Ordinal))
                continue;

            var end = command.Length;
            while (end < rest.Length && rest[end] == ' ')
                end++;
            if (end < rest.Length && rest[end] == '{')
                return end + 1;
        }

        return 0;
    }

    private static (int Length, string Written)? Spacing(ReadOnlySpan<char> rest) => rest[1] switch
    {
        '!' => (2, ""),
        ',' or ';' or ':' or ' ' or '>' => (2, " "),
        '$' or '#' or '(' or ')' or '[' or ']' => (2, rest[1] is '#' ? "#" : ""),
        '\\' => (2, "\\\\"),
        '{' or '}' => (2, rest[..2].ToString()),
        _ => null,
    };
}
