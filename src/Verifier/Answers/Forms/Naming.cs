using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>Takes off what an answer is called: f(x) = ..., |PQ| = ..., "the area is ...", and a remark in brackets behind it.</summary>
internal static partial class Naming
{
    /// <summary>A longer text is no answer with a name, and is not searched for one.</summary>
    private const int Longest = 400;

    /// <summary>What is named, or the text itself.</summary>
    public static string Off(string text)
    {
        return NamedIn(text) is { } named ? text[named.Length..].Trim() : text;
    }

    private static Match? NamedIn(string text)
    {
        if (text.Length > Longest || !text.Contains('=', StringComparison.Ordinal) || Named().Match(text) is not { Success: true } named
            || IsProduct(named))
            return null;

        // Of several things with names each keeps its own: f(1) = 2, f(2) = 3.
        var rest = text.AsSpan(named.Length);
        return rest.Contains('=') && (rest.Contains(',') || rest.Contains("and", StringComparison.Ordinal)) ? null : named;
    }

    /// <summary>The name that <see cref="Off"/> takes off, without spaces and braces; null where there is none.</summary>
    public static string? NameOf(string text)
    {
        if (NamedIn(text) is not { } named)
            return null;

        var name = named.Value.Replace("\\left", "", StringComparison.Ordinal).Replace("\\right", "", StringComparison.Ordinal);
        name = string.Concat(name.Where(static c => !char.IsWhiteSpace(c) && c is not ('{' or '}' or '=')));
        // y + x is x + y.
        return name.Split('+') is { Length: > 1 } terms && terms.All(static t => t.Length == 1)
            ? string.Join('+', terms.Order(StringComparer.Ordinal)) : name;
    }

    /// <summary>Whether two names are of different things: cos x and sin x, f(4) and f(5). How a function is called says nothing.</summary>
    public static bool Differ(string name, string other) =>
        name != other && !(FunctionOf(name) is { } mark && FunctionOf(other) == mark)
        // y = 2x is f(x) = 2x.
        && !(name is "y" && FunctionOf(other) == "") && !(other is "y" && FunctionOf(name) == "");

    /// <summary>
    /// The variable, sequence or ratio that one value is assigned to: x = 3, a_{n+1} = 2a_n, x : y = 2 : 3. Null elsewhere.
    /// </summary>
    public static string? AssignedIn(string text) =>
        text.Length <= Longest && text.Contains('=', StringComparison.Ordinal) && Assigned().Match(text) is { Success: true } assigned
        // y = 2x is x = y/2: only what is no equation of several unknowns says what it is of.
        && (assigned.Groups["name"].Value.AsSpan().IndexOfAny("_:|\\") >= 0 || !Letter().IsMatch(text.AsSpan(text.IndexOf('=') + 1)))
            ? string.Concat(assigned.Groups["name"].Value.Where(static c => !char.IsWhiteSpace(c) && c is not ('{' or '}' or '\\')))
            : null;

    /// <summary>A letter that is no part of a command, and no constant.</summary>
    [GeneratedRegex(@"(?<![A-Za-z\\])[a-df-hj-zA-Z](?![A-Za-z])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Letter();

    [GeneratedRegex(
        @"^\s*(?<name>(?:[A-Za-z]|\\(?:alpha|beta|gamma|delta|theta|phi|varphi|psi|lambda|mu|sigma|omega|rho|tau|(?:bar|vec|hat"
        + @"|tilde)\s*\{?[A-Za-z]\}?))"
        + @"(?:_(?:\w|\{[^{}]{1,12}\}))?(?:\s*:\s*[A-Za-z]){0,3}|\|\s*[A-Za-z]\s*\||\\l(?:floor|ceil)\s*[A-Za-z]\s*\\r(?:floor|ceil)"
        + @"|\\(?:sin|cos|tan|cot|sec|csc|ln|log)\s*\(?[A-Za-z]\)?)\s*=(?!=)[^=]+$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Assigned();

    /// <summary>What stands between a function's letter and its variable: nothing, a prime, ^-1; null for what is no function.</summary>
    private static string? FunctionOf(string name) =>
        name is [>= 'a' and <= 'z' or 'F' or 'G', .., '(', >= 'a' and <= 'z', ')'] ? name[1..^3] : null;

    /// <summary>"9 (apples)" is 9, and "4√5 (≈ 8.94)" is 4√5; null where there is no such remark.</summary>
    public static string? WithoutRemark(string text) =>
        text.Length <= Longest && (text.EndsWith(')') || text.EndsWith(']')) && Remark().Match(text) is { Success: true, Index: > 0 } remark
            ? text[..remark.Index].TrimEnd(' ', '\\', '~')
            : null;

    /// <summary>"The area is 16π square units" is what stands behind its verb; null where there is none.</summary>
    public static string? WithoutSentence(string text) =>
        text.Length <= Longest && Sentence().Match(text) is { Success: true } opening && opening.Length < text.Length && !Bound.Is(text)
            ? Tail().Replace(text[opening.Length..], "").Trim()
            : Tail().Match(text) is { Success: true, Index: > 0 } tail ? text[..tail.Index].Trim() : null;

    /// <summary>What is said behind a formula: in total, square units.</summary>
    [GeneratedRegex(@"\s+(?:in (?:total|all)|(?:square |cubic )?units?)\.?$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tail();

    /// <summary>x(x + 1) = 0 is an equation, and x no function.</summary>
    private static bool IsProduct(Match named)
    {
        var (name, argument) = (named.Groups["name"].Value, named.Groups["argument"].Value);
        return name.Length > 0 && (argument.Contains(name, StringComparison.Ordinal)
            || (name is not ("f" or "g" or "h" or "F" or "G" or "P" or "T" or "E" or "N" or "S")
                && argument.AsSpan().IndexOfAny("+-*/^") >= 0));
    }

    [GeneratedRegex(
        @"^(?:(?:\\math(?:rm|bb|bf|cal)\s*\{?\s*)?(?<name>[A-Za-z]|[A-Z][a-z]{1,7}|\\?(?:gcd|lcm|det|dim|rank|deg|Var"
        + @"|Cov))\s*\}?(?:_\{?\w{1,8}\}?)?"
        + @"(?:\^\{?-1\}?|'{1,3})?\s*(?:\\left)?[(\[](?<argument>[^()\[\]]{1,40}?)(?:\\right)?[)\]]"
        + @"|(?<name>)(?<argument>)(?:[A-Z]{2,3}|\[[A-Z]{3,5}\]|\\Delta\s*[A-Z])"
        + @"|(?:\\left)?(?:\||\\lvert|\\vert)(?<name>)(?<argument>)[A-Z]{2,3}(?:\\right)?(?:\||\\rvert|\\vert)"
        + @"|(?:m\s*)?\\(?:cos|sin|tan|cot|angle|overline|triangle)(?<name>)(?<argument>)[^=<>]{1,24}"
        + @"|\\frac\{[A-Z]{2,3}\}\{(?<name>)(?<argument>)[A-Z]{2,3}\}"
        + @"|(?<name>)(?<argument>)[a-zA-Z](?:\s*\+\s*[a-zA-Z]){1,4}(?=\s*=\s*-?\d+$))\s*=(?!=)",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();

    [GeneratedRegex(
        @"\s*\\?[ ~]*(?:\[[a-z][a-z ]{2,40}\]|\((?:[A-Za-z][A-Za-z ,.'\-]{1,60}|%|[a-z]{2,3}/[a-zA-Z]{1,3}"
        + @"|\s*(?:\\approx|≈|approx(?:imately|\.)?"
        + @"|about)[^()]{1,40})\))$",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Remark();

    [GeneratedRegex(
        @"^equal to +(?=\S)|^(?:(?:so|thus|hence|then|therefore),? )?[Ww]e (?:get|have|find|obtain) +(?=\S)"
        + @"|^(?:[A-Za-z][A-Za-z']* +){1,8}(?:is|are|equals|was|will be|would be|comes to)(?: equal to| exactly| about"
        + @"| given by)?:? +(?=\S)|^[\u3040-\u30ff\u4e00-\u9fff]{1,24}(?:为|為|是|等于|等於|有|は)\s*(?=[-−\\$0-9(])",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sentence();
}
