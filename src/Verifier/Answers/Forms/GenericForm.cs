using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>The canonical form of an answer by its own shape: date, yes/no, number, mathematics, text.</summary>
internal static partial class GenericForm
{
    /// <summary>Words before a number that say nothing about it.</summary>
    private static readonly string[] Hedges =
    [
        "so, ", "so ", "∴ ", "∴", "but ", "now, ", "yes, ", "ok so ", "i.e., ", "i.e. ", "that is, ", "then ", "=> ", "-> ", "→ ",
        "a total of ", "total of ", "approximately ", "approx. ", "approx ", "about ", "around ", "roughly ", "exactly ",
        "only ", "≈ ", "~ ", "≈", "~",
    ];

    private static readonly string[] Nothing = [" and 0 cents", " and no cents", " and zero cents"];

    private static readonly string[] Signs = ["minus ", "negative "];

    private static readonly string[] Currencies = ["USD ", "US", "Rs. ", "Rs.", "Rs ", "EUR ", "GBP "];

    /// <summary>The key of an unwrapped answer that is not blank.</summary>
    public static string KeyOf(string bare) =>
        DateForm.KeyOf(bare) ?? ClockForm.KeyOf(bare) ?? YesNoForm.KeyOf(bare) ?? NumberSet.KeyOf(bare) ?? MathKey(bare)
            ?? StatedKey(bare) ?? (FormulaForm.Is(bare) || FormulaForm.HasInterval(bare) ? FormulaForm.KeyOf(bare) : TextForm.KeyOf(bare));

    /// <summary>The key of a number, an expression or any other mathematical object, with its units taken off; null for text.</summary>
    public static string? MathKey(string bare)
    {
        foreach (var nothing in Nothing)
        {
            if (bare.EndsWith(nothing, StringComparison.OrdinalIgnoreCase))
                bare = bare[..^nothing.Length];
        }

        if (WordKey(bare) is { } words)
            return words;
        if (!LooksMathematical(bare))
            return null;

        // (E) 5/2: the letter of a choice that the problem does not list.
        if (bare is ['(', >= 'A' and <= 'J', ')', ' ', .. var chosen] && chosen.AsSpan().IndexOfAny("0123456789\\") >= 0)
            bare = chosen.TrimStart();
        if (IsBound(bare))
            return null;

        var text = WithoutName(Naming.Off(WithoutOpening(bare)));
        if (LetterRange.Off(text) is { } value && MathForm.KeyOf(value) is { } ranging)
            return ranging;

        if (SaidTwice(text) is { } once)
            return once;

        // 1/4 (cup) is no product.
        if (text.EndsWith(')') && text.Contains(" (", StringComparison.Ordinal) && Naming.WithoutRemark(text) is { } number
            && MathForm.KeyOf(number) is ['n', ..] && NumberScan.Only(text) is not null)
            return MathForm.KeyOf(number);

        text = text.Replace(" or approximately ", " \\approx ", StringComparison.Ordinal)
            .Replace(" or about ", " \\approx ", StringComparison.Ordinal);
        return UnitKey(text) ?? MathForm.KeyOf(text)
            ?? (Naming.WithoutRemark(text) is { } plain ? UnitKey(plain) ?? ClosedKey(plain) : null);
    }

    /// <summary>The key of a value that is said again in brackets or behind "or": 3/5 (0.6), 1/4 (25%), 20 (4 × 5), 1/4, or 25%.</summary>
    private static string? SaidTwice(string text)
    {
        if (text.Length is < 5 or > 120 || !text.Contains(' ', StringComparison.Ordinal)
            || Twice().Match(text) is not { Success: true } twice
            || MathForm.KeyOf(twice.Groups["value"].Value) is not { } value || ValueForm.Read(value) is not { } number)
            return null;

        var again = twice.Groups["again"].Value.Trim();
        var isShare = again.EndsWith('%');
        if (MathForm.KeyOf(again.TrimEnd('%', ' ', '\\').TrimStart('≈', ' ')) is not { } key || ValueForm.Read(key) is not { } other)
            return null;

        return number == other || (isShare && number * 100 == other) || (isShare && twice.Groups["bracket"].Success)
            || (twice.Groups["value"].Value.EndsWith('%') && number == other * 100) ? value : null;
    }

    [GeneratedRegex(
        @"^(?<value>[^()]*?[^()\s,]),?\s+(?:(?<bracket>\()(?:or\s+)?(?<again>[^()]*[0-9][^()]*)\)|or\s+(?<again>[^()]*[0-9][^()]*))$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Twice();

    /// <summary>Words that make something else of a number, where they are words: a remainder is read as one.</summary>
    private static bool IsBound(string bare) =>
        bare.Length <= 100 && !bare.Contains('\\', StringComparison.Ordinal) && !bare.Contains("mod", StringComparison.Ordinal)
        && (bare.Contains(' ', StringComparison.Ordinal) || bare.Any(Scripts.IsEastAsian)) && Bound.Is(bare);

    /// <summary>The key of a number in words, with its sign in words; null for anything else.</summary>
    private static string? WordKey(string bare)
    {
        var sign = Array.Find(Signs, sign => bare.StartsWith(sign, StringComparison.OrdinalIgnoreCase));
        var words = sign is null ? bare : bare[sign.Length..];
        if (words.Contains("分之", StringComparison.Ordinal) && words.Split("分之") is [var below, var above]
            && (ChineseNumerals.Read(below) ?? NumberWords.Read(below)) is { } bottom and not 0
            && ChineseNumerals.Read(above) is { } top)
            return ValueForm.KeyOf(new Rational(top, bottom));

        Rational? value = (NumberWords.Read(words) ?? ChineseNumerals.Read(words)) is { } number ? number : NumberWords.ReadFraction(words);
        return value is { } known ? ValueForm.KeyOf(sign is null ? known : -known) : null;
    }

    /// <summary>What a sentence states of a value or a function: "the remainder is x + 1".</summary>
    private static string? StatedKey(string bare)
    {
        // The mark at the end of prose is no factorial.
        var said = bare is [.., >= '0' and <= '9', '!'] && !bare.Contains('\\', StringComparison.Ordinal) ? bare[..^1] : bare;
        return Naming.WithoutSentence(said) is { } stated ? MathKey(stated) : null;
    }

    private static string? ClosedKey(string text) => MathForm.KeyOf(text) is { } key && MathForm.IsClosed(key) ? key : null;

    /// <summary>The key of an answer that is known to be mathematical: a letter alone is a variable, in brackets or not.</summary>
    public static string KeyOfMath(string bare)
    {
        var name = bare is ['(', _, ')'] ? bare[1..^1] : bare;
        // A letter or two are variables, and two or three are a product of them.
        return name.Length is > 0 and <= 12 && name.All(static c => char.IsAsciiLetter(c) || c is ' ' or '/' or '-')
            && (name.Length <= 5 || !FormulaForm.HasWord(name)) && !NumberSet.IsWord(name)
            ? MathForm.KeyOf(name) ?? KeyOf(bare)
            : KeyOf(bare);
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
        text.AsSpan().IndexOfAny("0123456789\\^_=<>≤≥≠∞∅√π∪±|+*") >= 0
        || text.Contains(" choose ", StringComparison.Ordinal) || text is "inf" or "infinity" or "Infinity" or "pi"
        || IsOfLetters(text) || HasFunction(text)
        || (text is ['(' or '[' or ']' or '{', .., ')' or ']' or '[' or '}'] && text.Length < 40
            && text.Contains(',', StringComparison.Ordinal));

    /// <summary>The name of a function right before a bracket: ln(x).</summary>
    private static bool HasFunction(string text)
    {
        for (var at = text.IndexOf('(', StringComparison.Ordinal); at > 0; at = text.IndexOf('(', at + 1))
        {
            var end = text.AsSpan(0, at).TrimEnd().Length;
            var start = end;
            while (start > 0 && end - start < 10 && char.IsAsciiLetter(text[start - 1]))
                start--;
            if (end - start > 1 && Vocabulary.Functions.ContainsKey(text[start..end].ToLowerInvariant()))
                return true;
        }

        return false;
    }

    /// <summary>Single letters with signs between them: p - q, a/c, -t.</summary>
    private static bool IsOfLetters(string text)
    {
        var hasOperator = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is '-' or '/' or '(' or ')')
                hasOperator |= text[at] is '-' or '/';
            else if (char.IsAsciiLetter(text[at]) ? at > 0 && char.IsAsciiLetter(text[at - 1]) : text[at] != ' ')
                return false;
        }

        return hasOperator;
    }

    private static string WithoutOpening(string text)
    {
        if (text.Length > 0 && char.IsAsciiDigit(text[0]))
            return text;

        foreach (var opening in Hedges)
        {
            if (text.StartsWith(opening, StringComparison.OrdinalIgnoreCase))
                text = text[opening.Length..].TrimStart();
        }

        foreach (var minus in Signs)
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

    /// <summary>"Total profit = 70000" is 70000: a name of words before an equals sign, or a colon, is a label.</summary>
    private static string WithoutName(string text)
    {
        var equals = text.IndexOf('=');
        if (equals < 0)
            equals = text.IndexOf(": ", StringComparison.Ordinal);
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
