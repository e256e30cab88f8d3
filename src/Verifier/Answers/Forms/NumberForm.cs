namespace HeavySim.Verifier.Answers;

/// <summary>The canonical form of numbers where a number is asked for: a sentence with one number in it is that number.</summary>
internal static class NumberForm
{
    public static string KeyOf(string bare)
    {
        if (GenericForm.MathKey(bare) is { } key)
            return key;

        // "9 * 2 eggs = $18 per day": what it comes to stands last.
        var equals = bare.LastIndexOf('=');
        if (equals > 0 && GenericForm.MathKey(bare[(equals + 1)..].Trim()) is { } value)
            return value;

        return NumberScan.Only(equals > 0 ? bare[(equals + 1)..] : bare) is { } only
            ? MathForm.KeyOf(only) ?? TextForm.KeyOf(bare)
            : GenericForm.KeyOf(bare);
    }
}
