namespace HeavySim.Verifier.Answers;

/// <summary>Numbers written as English words, up to the millions, and common fractions.</summary>
internal static class NumberWords
{
    private const int Longest = 80;

    private static readonly string[] Small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly (string Name, int Value)[] Parts =
    [
        ("half", 2), ("halves", 2), ("third", 3), ("quarter", 4), ("fourth", 4), ("fifth", 5), ("sixth", 6), ("seventh", 7), ("eighth", 8),
        ("ninth", 9), ("tenth", 10), ("twelfth", 12), ("hundredth", 100),
    ];

    /// <summary>A common fraction in words, "three quarters", or null.</summary>
    public static Rational? ReadFraction(string text)
    {
        if (text.Length is < 4 or > 24 || !char.IsAsciiLetter(text[0]))
            return null;

        var words = text.ToLowerInvariant().Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries);
        // two and a half
        if (words is [var whole, "and", "a", "half"] && Array.IndexOf(Small, whole) is >= 0 and var times)
            return new Rational((2 * times) + 1, 2);
        if (words is not ([_] or [_, _])
            || Array.Find(Parts, part => words[^1] == part.Name || words[^1] == part.Name + "s") is not { Value: > 0 } of)
            return null;

        var count = words.Length == 1 ? (of.Value == 2 ? 1 : -1) : words[0] is "a" or "an" ? 1 : Array.IndexOf(Small, words[0]);
        return count > 0 ? new Rational(count, of.Value) : null;
    }

    /// <summary>The number, or null when the text is anything else.</summary>
    public static long? Read(string text)
    {
        if (text.Length is < 3 or > Longest || !char.IsAsciiLetter(text[0]))
            return null;

        var words = text.ToLowerInvariant().Split([' ', '-', ','], StringSplitOptions.RemoveEmptyEntries);
        // a hundred, a dozen
        if (words is ["a", "hundred" or "thousand" or "million", ..])
            words[0] = "one";
        if (words is ["a", "dozen"])
            return 12;
        var (total, group, last) = (0L, -1L, long.MaxValue);
        foreach (var word in words)
        {
            if (word == "and" && group > 0 && group % 100 == 0)
                continue;

            var (small, tens) = (Array.IndexOf(Small, word), Array.IndexOf(Tens, word));
            if (small >= 0 && (group < 0 || (small > 0 && (group % 100 == 0 || (small < 10 && group % 10 == 0 && group % 100 > 10)))))
                group = Math.Max(group, 0) + small;
            else if (tens >= 0 && (group < 0 || group % 100 == 0))
                group = Math.Max(group, 0) + 20 + (10 * tens);
            else if (word == "hundred" && group is > 0 and < 10)
                group *= 100;
            else if (word is "thousand" or "million" && group > 0 && (word == "million" ? 1_000_000 : 1_000) is var scale && scale < last)
                (total, group, last) = (total + (group * scale), 0, scale);
            else
                return null;
        }

        return group < 0 ? null : total + group;
    }
}
