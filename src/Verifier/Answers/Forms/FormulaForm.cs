using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// The canonical form of mathematics that <see cref="MathForm"/> cannot read: its normalised tokens one by one, with every operator,
/// relation, prime, factorial and subscript. Words would forget them, and formulas that differ would be one.
/// </summary>
internal static partial class FormulaForm
{
    /// <summary>What only mathematics has, whatever stands around it.</summary>
    private const string Signs = "\\^_=<>{}|*∫∑∏√≤≥≠±∈∉∪∩⊂∞∅→⇒≡≈";

    /// <summary>What is an operator between letters, and punctuation between words.</summary>
    private const string Operators = "+-/!':";

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "gcd", "lcm", "max", "min", "mod", "det", "dim", "ker", "lim", "sup", "inf", "arg", "deg", "Var", "log", "sin", "cos", "tan", "exp",
    };

    /// <summary>True for a text that is mathematics, or has some in it.</summary>
    public static bool Is(string text) =>
        text.AsSpan().IndexOfAny(Signs) >= 0
        || text.Contains(")!", StringComparison.Ordinal)
        || (text.Length > 1 && !HasWord(text)
            && (text.AsSpan().IndexOfAny(Operators) >= 0
                || (text.Contains(',', StringComparison.Ordinal) && text[0] is '(' or '[' or ']')));

    /// <summary>Whether a pair of numbers stands between brackets: in "increasing on (0, 1)" they are not punctuation.</summary>
    public static bool HasInterval(string text) =>
        text.Length <= 400 && text.Contains(',', StringComparison.Ordinal) && Interval().IsMatch(text);

    [GeneratedRegex(@"[(\[]\s*-?[0-9∞][^()\[\],]{0,20},\s*-?[^()\[\],a-z]{1,20}[)\]]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Interval();

    /// <summary>The key of such a text.</summary>
    public static string KeyOf(string text)
    {
        var tokens = Ordered(Tokens(text));
        return "x:" + (tokens.Count > 0 ? string.Join(' ', tokens) : text.Trim());
    }

    /// <summary>Three letters in a row, or letters of a script that no formula is written in; names of commands are none.</summary>
    public static bool HasWord(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && char.IsAsciiLetter(text[at + 1]))
            {
                at = Math.Max(at, EndOfCommand(text, at) - 1);
                continue;
            }

            if (!char.IsLetter(text[at]))
                continue;

            var start = at;
            while (at < text.Length && char.IsLetter(text[at]))
                at++;
            if (at - start > 2 && !Names.Contains(text[start..at]) || text[start] > '\u0370' + 0x90)
                return true;
        }

        return false;
    }

    /// <summary>Where the command at a place ends, that of an environment with its name: \begin{pmatrix}.</summary>
    private static int EndOfCommand(string text, int at)
    {
        var start = ++at;
        while (at < text.Length && char.IsAsciiLetter(text[at]))
            at++;
        return text.AsSpan(start, at - start) is "begin" or "end" && at < text.Length && text[at] == '{'
            && text.IndexOf('}', at) is > 0 and var close ? close : at;
    }

    private static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        var isOfVectors = IsOfVectors(text);
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            var start = at;
            if (c == '\\' && at + 1 < text.Length && char.IsAsciiLetter(text[at + 1]))
            {
                at++;
                while (at < text.Length && char.IsAsciiLetter(text[at]))
                    at++;
                AddCommand(tokens, text[(start + 1)..at], isOfVectors);
            }
            else if (char.IsLetter(c))
            {
                while (at < text.Length && char.IsLetter(text[at]))
                    at++;
                AddWord(tokens, text, start, at);
            }
            else if (char.IsAsciiDigit(c))
            {
                at += Math.Max(1, Numeral.Read(text.AsSpan(at), groupThousands: true).Length);
                if (text[at - 1] == '.')
                    at--;
                tokens.Add(text[start..at].Replace(",", "", StringComparison.Ordinal));
            }
            else
            {
                at++;
                if (!char.IsWhiteSpace(c) && c is not ('.' or '"' or '\\' or '~' or '$'))
                    tokens.Add(c is '·' or '⋅' or '∙' || (c == '×' && !isOfVectors) ? "*" : c.ToString());
            }
        }

        return tokens;
    }

    /// <summary>Whether × and · are two products: a curl is no divergence.</summary>
    public static bool IsOfVectors(string text) => text.Length <= MathForm.MaxLength && Vectors().IsMatch(text);

    [GeneratedRegex(
        @"(?:\\times|×)\s{0,4}\{?\s{0,4}(?:\\(?:vec|mathbf|boldsymbol|bm|hat|overrightarrow|nabla)\b)"
        + @"|(?:\\nabla|∇)\s{0,4}(?:\\times|×)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Vectors();

    private static void AddCommand(List<string> tokens, string name, bool isOfVectors)
    {
        if (Vocabulary.Silent.Contains(name) || name is "ldots" or "cdots" or "dots")
            return;
        if (isOfVectors && name == "times")
        {
            tokens.Add("×");
            return;
        }

        tokens.Add(Vocabulary.Symbols.TryGetValue(name, out var symbol) ? symbol.ToString()
            : Vocabulary.Commands.TryGetValue(name, out var command) ? "\\" + command
            : Vocabulary.Functions.ContainsKey(name) || Vocabulary.Greek.Contains(name) || name == "pi" ? name
            : "\\" + name);
    }

    /// <summary>Words of prose are lower case and without articles; names of variables are as they are written.</summary>
    private static void AddWord(List<string> tokens, string text, int start, int end)
    {
        var word = text[start..end];
        if (word.Length > 2)
            word = Names.Contains(word) ? word : word.ToLowerInvariant();
        if (!TextForm.IsArticle(text, start, end))
            tokens.Add(word);
    }

    /// <summary>Braces around one token say nothing, and a subscript stands before a power.</summary>
    private static List<string> Ordered(List<string> tokens)
    {
        var plain = new List<string>(tokens.Count);
        foreach (var token in tokens)
        {
            plain.Add(token);
            if (token == "}" && plain.Count >= 3 && plain[^3] == "{" && plain[^2] is not ("{" or "}"))
            {
                plain.RemoveAt(plain.Count - 1);
                plain.RemoveAt(plain.Count - 2);
            }
        }

        for (var at = 1; at + 3 < plain.Count; at++)
        {
            if (plain[at] == "^" && plain[at + 2] == "_")
                (plain[at], plain[at + 1], plain[at + 2], plain[at + 3]) = ("_", plain[at + 3], "^", plain[at + 1]);
        }

        return plain;
    }
}
