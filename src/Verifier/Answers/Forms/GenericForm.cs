namespace HeavySim.Verifier.Answers;

/// <summary>The canonical form of an answer by its own shape: date, yes/no, number, mathematics, text.</summary>
internal static class GenericForm
{
    /// <summary>Words before a number that say nothing about it.</summary>
    private static readonly string[] Hedges =
    [
        "approximately ", "approx. ", "approx ", "about ", "around ", "roughly ", "exactly ", "only ", "≈ ", "~ ", "≈", "~",
    ];

    private static readonly string[] Currencies = ["USD ", "US", "Rs. ", "Rs.", "Rs ", "EUR ", "GBP "];

    /// <summary>The key of an unwrapped answer that is not blank.</summary>
    public static string KeyOf(string bare) => DateForm.KeyOf(bare) ?? YesNoForm.KeyOf(bare) ?? MathKey(bare) ?? TextForm.KeyOf(bare);

    /// <summary>The key of a number, an expression or any other mathematical object, with its units taken off; null for text.</summary>
    public static string? MathKey(string bare)
    {
        if (NumberWords.Read(bare) is { } word)
            return ValueForm.KeyOf(word);
        if (!LooksMathematical(bare))
            return null;

        var text = WithoutName(WithoutOpening(bare));
        return UnitKey(text) ?? MathForm.KeyOf(text);
    }

    /// <summary>The key of an answer that is known to be mathematical: a letter alone is a variable, in brackets or not.</summary>
    public static string KeyOfMath(string bare)
    {
        var name = bare is ['(', _, ')'] ? bare[1..^1] : bare;
        return name is [var letter] && char.IsAsciiLetter(letter) ? MathForm.KeyOf(name) ?? KeyOf(bare) : KeyOf(bare);
    }

    private static string? UnitKey(string text)
    {
        if (text.Length > MathForm.MaxLength || Units.Split(text) is not { } parts || MathForm.KeyOf(parts.Number) is not { } key
            || !MathForm.IsClosed(key))
            return null;
        if (parts.Scale == 1)
            return key;

        return MathParser.Parse(parts.Number) is { } node
            ? ValueForm.KeyOf(new Node.Product([(false, node), (false, new Node.Number(parts.Scale))]))
            : null;
    }

    /// <summary>A digit, a command, an operator: something that a word or a name does not have.</summary>
    private static bool LooksMathematical(string text) =>
        text.AsSpan().IndexOfAny("0123456789\\^=<>≤≥≠∞∅√π∪±|+*") >= 0
        || text is "inf" or "infinity" or "pi" or ['-', _] or [not ' ', '/', not ' ']
        || (text is ['(', .., ')'] && text.Length < 40 && text.Contains(',', StringComparison.Ordinal));

    private static string WithoutOpening(string text)
    {
        foreach (var opening in Hedges)
        {
            if (text.StartsWith(opening, StringComparison.OrdinalIgnoreCase))
                text = text[opening.Length..].TrimStart();
        }

        foreach (var minus in (ReadOnlySpan<string>)["minus ", "negative "])
        {
            if (text.StartsWith(minus, StringComparison.OrdinalIgnoreCase))
                text = "-" + text[minus.Length..].TrimStart();
        }

        var negative = text.StartsWith('-') ? "-" : "";
        var amount = text[negative.Length..];
        foreach (var currency in Currencies)
        {
            if (amount.StartsWith(currency, StringComparison.OrdinalIgnoreCase) && amount.Length > currency.Length
                && char.IsAsciiDigit(amount[currency.Length]))
                return negative + amount[currency.Length..];
        }

        return text;
    }

    /// <summary>"Total profit = 70000" is 70000: a name of words before an equals sign is a label.</summary>
    private static string WithoutName(string text)
    {
        var equals = text.IndexOf('=');
        if (equals == 0)
            return text[1..].TrimStart();
        if (equals < 3 || text.AsSpan(0, equals).IndexOfAnyExcept(NameCharacters) >= 0)
            return text;

        var name = text[..equals].Trim();
        return name.Length > 3 || name.Contains(' ', StringComparison.Ordinal) ? text[(equals + 1)..].Trim() : text;
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ '_");
}
