namespace HeavySim.Verifier.Answers;

/// <summary>The canonical form of numbers where a number is asked for: a sentence with one number in it is that number.</summary>
internal static class NumberForm
{
    private static readonly string[] Nothing = [" and 0 cents", " and no cents", " and zero cents"];

    public static string KeyOf(string bare)
    {
        foreach (var nothing in Nothing)
        {
            if (bare.EndsWith(nothing, StringComparison.OrdinalIgnoreCase))
                bare = bare[..^nothing.Length];
        }

        if (GenericForm.MathKey(bare) is { } key)
            return key;

        // "9 * 2 eggs = $18 per day": what it comes to stands last. x >= 18 and x != 18 come to nothing.
        var equals = bare.LastIndexOf('=');
        if (equals > 0 && bare[equals - 1] is '<' or '>' or '!' or '=' or '~')
            return GenericForm.KeyOf(bare);

        if (equals > 0 && GenericForm.MathKey(bare[(equals + 1)..].Trim()) is { } value)
            return value;

        var said = equals > 0 ? bare[(equals + 1)..] : bare;
        return NumberScan.Only(said) is { } only && !FormulaForm.Is(said) && !Bound.Is(said)
            ? MathForm.KeyOf(only) ?? TextForm.KeyOf(bare)
            : GenericForm.KeyOf(bare);
    }
}
