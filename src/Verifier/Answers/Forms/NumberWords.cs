namespace HeavySim.Verifier.Answers;

/// <summary>Numbers written as English words, zero to ninety-nine.</summary>
internal static class NumberWords
{
    private static readonly string[] Small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly (string Words, Rational Value)[] Parts =
    [
        ("one half", new Rational(1, 2)), ("half", new Rational(1, 2)), ("a half", new Rational(1, 2)), ("one third", new Rational(1, 3)),
        ("two thirds", new Rational(2, 3)), ("one quarter", new Rational(1, 4)), ("one fourth", new Rational(1, 4)),
        ("three quarters", new Rational(3, 4)), ("three fourths", new Rational(3, 4)), ("one fifth", new Rational(1, 5)),
        ("one sixth", new Rational(1, 6)), ("one eighth", new Rational(1, 8)), ("one tenth", new Rational(1, 10)),
    ];

    /// <summary>A common fraction in words, or null.</summary>
    public static Rational? ReadFraction(string text)
    {
        if (text.Length > 16)
            return null;

        var words = text.Trim().Replace('-', ' ').ToLowerInvariant();
        foreach (var (name, value) in Parts)
        {
            if (words == name)
                return value;
        }

        return null;
    }

    /// <summary>The number, or null when the text is anything else.</summary>
    public static int? Read(string text)
    {
        if (text.Length is < 3 or > 16)
            return null;

        var words = text.ToLowerInvariant().Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries);
        var (tens, small) = (Array.IndexOf(Tens, words[0]), Array.IndexOf(Small, words[^1]));
        return words.Length switch
        {
            1 when small >= 0 => small,
            1 when tens >= 0 => 20 + (10 * tens),
            2 when tens >= 0 && small is >= 1 and <= 9 => 20 + (10 * tens) + small,
            _ => null,
        };
    }
}
