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
