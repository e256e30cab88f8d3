using System.Collections.Frozen;
using System.Numerics;
using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>Units behind a number: "72 dollars", "15kmph", "5 cm^2", "10 million". They are taken off; a multiplier counts.</summary>
internal static partial class Units
{
    /// <summary>One-letter units, which need a space before them: 5 m is a length, 5m a product.</summary>
    private const string Letters = "mgshLlJNWVKCFATHΩÅ";

    private static readonly FrozenSet<string> Attached = new[]
    {
        "km", "cm", "mm", "nm", "kg", "mg", "ml", "mL", "dl", "cl", "ft", "in", "yd", "mi", "lb", "lbs", "oz", "hr", "hrs", "min", "mins",
        "sec", "secs", "ms", "Hz", "kHz", "MHz", "GHz", "kW", "kWh", "mph", "kmph", "kmh", "kph", "km/h", "km/hr", "kmhr", "m/s", "mps",
        "sq", "cc", "deg", "rad", "USD", "EUR", "GB", "MB", "KB", "TB", "days", "hours", "years", "degrees", "percent", "dollars", "cents",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What is done to a number, or a bound.</summary>
    private static readonly FrozenSet<string> NoUnits = new[]
    {
        "squared", "cubed", "factorial", "times", "at", "to", "of", "less", "more", "fewer", "plus", "minus", "choose", "if", "when", "for",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, int> Multipliers = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["hundred"] = 2, ["thousand"] = 3, ["million"] = 6, ["billion"] = 9, ["trillion"] = 12,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The text before the units, and what its value is to be multiplied by; null when it ends in none.</summary>
    public static (string Number, Rational Scale)? Split(string text)
    {
        if (text.EndsWith("°C", StringComparison.Ordinal) || text.EndsWith("°F", StringComparison.Ordinal)
            || text.EndsWith("° C", StringComparison.Ordinal) || text.EndsWith("° F", StringComparison.Ordinal))
            return (text[..text.LastIndexOf('°')], 1);

        text = Plain(text);
        var start = text.Length;
        while (start > 0 && IsUnitCharacter(text, start - 1))
            start--;
        // The letters of a command are no unit: 16\\pi square units.
        while (start > 0 && text[start - 1] == '\\' && start < text.Length && char.IsLetter(text[start]))
        {
            while (start < text.Length && char.IsLetter(text[start]))
                start++;
        }

        if (start == 0 || start == text.Length)
            return null;

        var tail = text[start..];
        var attached = !char.IsWhiteSpace(tail[0]);
        var words = tail.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || (attached && !Attached.Contains(words[0].Split('^')[0]) && !IsWord(words[0])))
            return null;

        Rational scale = 1;
        for (var i = 0; i < words.Length; i++)
        {
            var name = words[i].Split('^')[0];
            if (i == 0 && name[0] is '万' or '萬' or '亿' or '億')
                scale = new Rational(BigInteger.Pow(10, name[0] is '万' or '萬' ? 4 : 8));
            else if (i == 0 && Multipliers.TryGetValue(name, out var power))
                scale = new Rational(BigInteger.Pow(10, power));
            else if ((i == 0 && NoUnits.Contains(name) && (words.Length > 1 || name is "squared" or "cubed" or "factorial"))
                || !IsUnit(name, attached && i == 0))
                return null;
        }

        return (text[..start].TrimEnd(' ', '-'), scale);
    }

    /// <summary>Units in one spelling: \\Omega, s^{-1} and " / " as words behind a number.</summary>
    private static string Plain(string text)
    {
        if (text.AsSpan().IndexOfAny("\\^/~·⋅") < 0)
            return text;

        var words = Times().Replace(Division().Replace(text, "${sign}"), " ").Replace("\\AA", "Å", StringComparison.Ordinal)
            .Replace("\\Omega", "Ω", StringComparison.Ordinal)
            .Replace("\\mu ", "µ", StringComparison.Ordinal).Replace('~', ' ');
        return Power().Replace(words, "${unit}");
    }

    /// <summary>Spaces around a division of units, and before a power of one.</summary>
    [GeneratedRegex(@"(?<=[A-Za-zΩ]) *(?<sign>[/^]) *(?=[A-Za-z0-9{-])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Division();

    /// <summary>A product of units: N·m.</summary>
    [GeneratedRegex(
        @"(?<=[A-Za-z0-9}]) *(?:\\cdot(?![A-Za-z])|[·⋅]) *(?=[A-Za-zΩµ])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Times();

    [GeneratedRegex(@"(?<unit>(?<= )[A-Za-zΩµ]{1,4})\s*\^\{?-[1-4]\}?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Power();

    /// <summary>A word that is stuck to its number, and no product of letters: 10weeks, 45个.</summary>
    private static bool IsWord(string word) =>
        (word.Length > 4 && word.All(char.IsAsciiLetterLower) && !Vocabulary.Greek.Contains(word)
            && !Vocabulary.Functions.Keys.Any(name => word.StartsWith(name, StringComparison.Ordinal)))
        || (word.All(Scripts.IsEastAsian)
            && word.AsSpan(1).IndexOfAny("十百千万萬亿億兆") < 0 && !"十百千兆".Contains(word[0], StringComparison.Ordinal));

    private static bool IsUnit(string word, bool attached)
    {
        if (word.Length == 0 || attached)
            return attached;
        if (word.Length == 1)
            return Letters.Contains(word[0], StringComparison.Ordinal);

        return char.IsLetter(word[0]) && (word is "min" or "sec" || !Vocabulary.Functions.ContainsKey(word))
            && word is not ("pi" or "sqrt" or "or" or "and" or "is" or "not");
    }

    /// <summary>A letter, or what stands inside units: km/h, m^2, sq. ft., people's.</summary>
    private static bool IsUnitCharacter(string text, int at)
    {
        var c = text[at];
        if (char.IsLetter(c) || c is ' ' or '\'')
            return true;
        var afterLetter = at > 0 && char.IsLetter(text[at - 1]);
        return c switch
        {
            '^' or '/' or '.' or '-' => afterLetter,
            '2' or '3' => at > 0 && (text[at - 1] == '^' || (text[at - 1] == '{' && at > 1 && text[at - 2] == '^')),
            '{' => at > 1 && text[at - 1] == '^' && char.IsLetter(text[at - 2]),
            '}' => at > 2 && text[at - 2] == '{' && text[at - 3] == '^' && text[at - 1] is '2' or '3' && at > 3
                && (char.IsLetter(text[at - 4]) || text[at - 4] == ' '),
            _ => false,
        };
    }
}
