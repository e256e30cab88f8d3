using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>LaTeX that went through JSON once more than it came out, or once less: backslashes are doubled, or halved.</summary>
internal static partial class Backslashes
{
    /// <summary>The text with doubled backslashes before known commands made single. A row of a matrix is ended by two, too.</summary>
    public static string Single(string text)
    {
        if (text.Contains("\\\n", StringComparison.Ordinal) && text.Contains("\\begin{", StringComparison.Ordinal))
            text = Halved().Replace(text, "\\\\\n");

        return !text.Contains("\\\\", StringComparison.Ordinal) || !Doubled().IsMatch(text) ? text
            // Where commands are doubled, the rows of a matrix end in four.
            : Doubled().Replace(text, "\\").Replace("\\\\\\\\", "\\\\", StringComparison.Ordinal);
    }

    /// <summary>The end of a row that has lost one of its two backslashes.</summary>
    [GeneratedRegex(@"(?<!\\)\\\n", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Halved();

    [GeneratedRegex(
        @"(?<!\\)\\\\(?=[{}%]|(?:boxed|fbox|[dtc]?frac|sqrt|left|right|text(?:bf|it|rm|normal)?|math(?:rm|bf|bb|cal|it)|operatorname"
        + @"|cdot|times|div|infty|pm|mp|le|ge|leq|geq|neq?|lt|gt|leqslant|geqslant|approx|equiv|sim|cup|cap|in|notin|setminus"
        + @"|subset|emptyset"
        + @"|varnothing|[dt]?binom|choose|begin|end|q?quad|circ|degree|sum|int|prod|lim|to|pi|theta|alpha|beta|gamma|delta"
        + @"|epsilon|lambda|mu"
        + @"|nu|xi|rho|sigma|tau|phi|varphi|psi|omega|eta|zeta|ell|Delta|Gamma|Omega|Sigma|Theta|Lambda|Pi|Phi|sin|cos|tan|cot|sec|csc"
        + @"|arcsin|arccos|arctan|sinh|cosh|tanh|ln|log|exp|max|min|gcd|det|mod|[bp]mod|lfloor|rfloor|lceil|rceil|lvert|rvert|mid|langle"
        + @"|rangle|overline|bar|vec|hat|angle|triangle|ldots|dots|cdots|displaystyle)(?![A-Za-z]))",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Doubled();
}
