using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>The canonical form of numbers where a number is asked for: a sentence with one number in it is that number.</summary>
internal static partial class NumberForm
{
    public static string KeyOf(string bare)
    {
        // 2021-03-05 is no difference.
        if ((DateForm.KeyOf(bare) ?? GenericForm.MathKey(bare)) is { } key)
            return key;

        // "9 * 2 eggs = $18 per day": what it comes to stands last. x >= 18 and x != 18 come to nothing.
        var equals = bare.LastIndexOf('=');
        if (equals > 0 && bare[equals - 1] is '<' or '>' or '!' or '=' or '~')
            return GenericForm.KeyOf(bare);

        // "20, since x = 5": what is said of another is no answer.
        if (equals > 0 && Aside().IsMatch(bare[..equals]))
            return GenericForm.MathKey(bare[..equals]) is null ? TextForm.KeyOf(bare) : GenericForm.KeyOf(bare);

        if (equals > 0 && GenericForm.MathKey(bare[(equals + 1)..].Trim()) is { } value)
            return value;

        var said = equals > 0 ? bare[(equals + 1)..] : bare;
        return NumberScan.Only(said) is { } only && !FormulaForm.Is(said) && !Bound.Is(said) && !Term().IsMatch(said)
            ? YesNoForm.LastKey(bare) ?? MathForm.KeyOf(only) ?? TextForm.KeyOf(bare)
            : GenericForm.KeyOf(bare);
    }

    [GeneratedRegex(
        @"^[^=]*[0-9][^=]*?(?:\(|[.,;] |\b(?:since|because|where|when|at|for|using|if|with|attained|occurs|given|here)\b).*$",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Aside();

    /// <summary>Whether a number in a piece of text is a term next to a letter.</summary>
    public static bool IsTerm(string text) => Term().IsMatch(text);

    /// <summary>A number that is a term next to a letter: (k + 1) ways, 2 - x.</summary>
    [GeneratedRegex(
        @"(?<![A-Za-z'’])(?:[A-Za-z][-+*/×·]|[A-Za-z]\)? [+*/×·] |[b-z]\)? - )\(?[0-9]"
        + @"|[0-9]\)? ?(?:[+*/×·] ?\(?[A-Za-z]|- ?\(?[b-z])(?![A-Za-z'’])",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Term();
}
