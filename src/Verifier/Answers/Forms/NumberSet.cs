namespace HeavySim.Verifier.Answers;

/// <summary>Sets of numbers that have names: all real numbers, no solution.</summary>
internal static class NumberSet
{
    /// <summary>The key of a named set, or null.</summary>
    public static string? KeyOf(string bare) => bare.Length > 32 ? null : Plain(bare) switch
    {
        "all real numbers" or "all reals" or "real numbers" or "all real x" or "\\mathbb{r}" or "\\mathbb r" or "\\r" or "ℝ"
            or "\\mathbf{r}" or "x\\in\\mathbb{r}" or "\\text{all real numbers}" => "(-∞;∞)",
        "no solution" or "there is no solution" or "there are no solutions" or "no solutions" or "no real solution"
            or "no real solutions" or "none exist" or "empty set" or "\\emptyset"
            or "\\varnothing" or "∅" => "∅",
        _ => null,
    };

    /// <summary>Short words that are no products of letters.</summary>
    public static bool IsWord(string text) =>
        text.ToLowerInvariant() is "no" or "yes" or "inf" or "pi" or "one" or "two" or "six" or "ten" or "all" or "any" or "or" or "and"
            or "odd";

    private static string Plain(string bare) =>
        string.Join(' ', bare.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Replace("the ", "", StringComparison.Ordinal);
}
