using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>Writes what LaTeX has two notations for in one of them, before it is read.</summary>
internal static partial class Notation
{
    /// <summary>The text with subscripts before powers, \\choose as \\binom, and arrays as matrices.</summary>
    public static string Of(string text)
    {
        // ]2, 5[ is the open interval of another school.
        if (text is [']', .., '['] or [']', .., ']'] or ['[', .., '['] && text.AsSpan(1, text.Length - 2).IndexOfAny("[]") < 0)
            text = $"{(text[0] == ']' ? '(' : '[')}{text[1..^1]}{(text[^1] == '[' ? ')' : ']')}";
        if (text.Contains('C', StringComparison.Ordinal) || text.Contains(" choose ", StringComparison.Ordinal))
            text = Combinations().Replace(text, "\\binom{${n}}{${k}}");
        if (text is ['{', .., '}'] or ['\\', '{', .., '\\', '}'] && Builder().Match(text) is { Success: true } builder)
            text = builder.Groups["condition"].Value;
        if (!text.Contains('\\', StringComparison.Ordinal) && !text.Contains('_', StringComparison.Ordinal))
            return text;

        if (text.Length <= 1_000 && text.Contains("{cases}", StringComparison.Ordinal) && Cases().Match(text) is { Success: true } cases
            && !cases.Groups["rows"].Value.Contains('&', StringComparison.Ordinal))
            text = cases.Groups["rows"].Value.Replace("\\\\", ", ", StringComparison.Ordinal);
        if (text.Contains("\\math", StringComparison.Ordinal))
            text = Reals().Replace(Removed().Replace(text, "\\setminus "), static reals =>
                reals.Groups["sign"].Value switch { "+" => "(0,\\infty)", "-" => "(-\\infty,0)", _ => "(-\\infty,\\infty)" });

        // \left. is a bracket that is not there, and no decimal point.
        if (text.Contains("t.", StringComparison.Ordinal))
            text = text.Replace("\\left.", " ", StringComparison.Ordinal).Replace("\\right.", " ", StringComparison.Ordinal);
        if (text.Contains("\\choose", StringComparison.Ordinal))
            text = Choose().Replace(text, "\\binom{${n}}{${k}}");
        if (text.Contains("{array}", StringComparison.Ordinal))
            text = ArrayBegin().Replace(text, "\\begin{matrix}").Replace("\\end{array}", "\\end{matrix}", StringComparison.Ordinal);
        return text.Contains('^', StringComparison.Ordinal) && text.Contains('_', StringComparison.Ordinal)
            ? PowerBeforeSubscript().Replace(text, "${name}_${index}^${power}")
            : text;
    }

    /// <summary>dy/dx is no quotient of products.</summary>
    public static bool IsDerivative(string text) => text.Contains('d', StringComparison.Ordinal) && Derivative().IsMatch(text);

    [GeneratedRegex(
        @"\\[dt]?frac\s*\{\s*(?:\\mathrm\s*\{?)?d\}?\s*(?:\^\{?[0-9]\}?)?\s*[A-Za-z]?(?:\([A-Za-z]\))?\s*\}"
        + @"\s*\{\s*(?:\\mathrm\s*\{?)?d\}?\s*[A-Za-z]"
        + @"|(?<![A-Za-z])d(?:\^[0-9])?[A-Za-z]\s?/\s?d[A-Za-z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Derivative();

    [GeneratedRegex(
        @"\{\s*(?<n>[^{}]{1,80}?)\s*\\choose\s*(?<k>[^{}]{1,80}?)\s*\}",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Choose();

    /// <summary>C(5, 2), _5C_2, 5 choose 2.</summary>
    [GeneratedRegex(
        @"(?<![A-Za-z\\])C\s*\(\s*(?<n>[0-9]{1,4})\s*,\s*(?<k>[0-9]{1,4})\s*\)"
        + @"|(?:\{\})?_\{?(?<n>[0-9]{1,4})\}?\s*C\s*_\{?(?<k>[0-9]{1,4})\}?"
        + @"|(?<![0-9.])(?<n>[0-9]{1,4}) choose (?<k>[0-9]{1,4})",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Combinations();

    /// <summary>The rows of a system of equations without conditions.</summary>
    [GeneratedRegex(
        @"^\s*\\begin\{cases\}(?<rows>[^{}]*(?:\{[^{}]*\}[^{}]*)*?)(?:\\\\)?\s*\\end\{cases\}\s*$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cases();

    /// <summary>The set of x with a condition is what the condition says: \{x \in \mathbb{R} : x > 3\}.</summary>
    [GeneratedRegex(
        @"^\\?\{\s*(?<name>[a-z])\s*(?:\\in\s*\\mathbb\s*\{?R\}?\s*)?(?:\\mid\b|\||:|\\vert\b|\\colon\b)\s*(?<condition>(?=[^:"
        + @"|]*\k<name>)[^:|,]{3,80}?)\s*\\?\}$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Builder();

    [GeneratedRegex(
        @"\\math(?:bb|bf)\s*(?:\{\s*R\s*\}|R)(?:\s*[_^]\s*\{?\s*(?<sign>[+-])\s*\}?)?", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reals();

    /// <summary>"R \ {0}", with a backslash that was one once.</summary>
    [GeneratedRegex(@"(?<=\\mathbb\s*\{?R\}?)\s*\\?\s*-\s*(?=\\\{)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Removed();

    [GeneratedRegex(@"\\begin\{array\}\s*\{[^{}]{0,40}\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ArrayBegin();

    [GeneratedRegex(
        @"(?<name>[A-Za-z}]) ?\^(?<power>\w|\{[^{}]{1,40}\})_(?<index>\w|\{[^{}]{1,40}\})",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PowerBeforeSubscript();
}
