using System.Globalization;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// The canonical form of dates: 2021-03-05, March 5, 2021, 5th of March 2021, 03/05/2021 (month first, as the sets write it; day first
/// where it can only be that). A missing year or day stays missing.
/// </summary>
internal static class DateForm
{
    private const int MaxLength = 40;

    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static readonly string[] Weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>"d:2021-03-05", "d:--03-05", "d:2021-03"; null when the text is no date.</summary>
    public static string? KeyOf(string bare)
    {
        if (bare.Length is < 5 or > MaxLength)
            return null;

        // 2021年3月5日
        if (bare[^1] == '日' && bare.Split('年', '月', '日') is [var y, var m, var d, ""] && y.Length == 4
            && IsNumber(y, out var year) && IsNumber(m, out var month) && IsNumber(d, out var day))
            return Key(year, month, day);

        return WrittenKey(bare) ?? NumericKey(bare, '/') ?? NumericKey(bare, '-') ?? NumericKey(bare, '.');
    }

    private static string? NumericKey(string text, char separator)
    {
        if (text.Split(separator) is not [var a, var b, var c] || !IsNumber(a, out var first) || !IsNumber(b, out var second)
            || !IsNumber(c, out var third))
            return null;
        // 12-8-2021 is a difference; only ISO dates use hyphens here.
        if (a.Length == 4 && b.Length == 2 && c.Length == 2)
            return Key(first, second, third);
        if (c.Length != 4 || separator == '-' || (separator == '.' && a.Length + b.Length < 3))
            return null;

        return first > 12 || separator == '.' ? Key(third, second, first) : Key(third, first, second);
    }

    private static string? WrittenKey(string text)
    {
        int? year = null;
        int? month = null;
        int? day = null;
        foreach (var word in text.Split([' ', ',', '.', '-'], StringSplitOptions.RemoveEmptyEntries))
        {
            var lower = word.ToLowerInvariant();
            if (lower is "of" or "the" || Array.IndexOf(Weekdays, lower) >= 0)
                continue;
            if (Month(lower) is { } name && month is null)
                month = name;
            else if (day is null && Ordinal(lower) is >= 1 and <= 31 and var number)
                day = number;
            else if (year is null && lower.Length == 4 && IsNumber(lower, out var count))
                year = count;
            else
                return null;
        }

        return month is { } known && (year is not null || day is not null) ? Key(year, known, day) : null;
    }

    private static int? Month(string word)
    {
        var prefix = word.Length == 4 && word.StartsWith("sept", StringComparison.Ordinal) ? "sep" : word;
        var at = prefix.Length < 3
            ? -1
            : Array.FindIndex(Months, month => month == word || (prefix.Length == 3 && month.StartsWith(prefix, StringComparison.Ordinal)));
        return at < 0 ? null : at + 1;
    }

    private static int? Ordinal(string word)
    {
        var digits = word.Length > 2 && word[^2..] is "st" or "nd" or "rd" or "th" ? word[..^2] : word;
        return digits.Length <= 2 && IsNumber(digits, out var value) ? value : null;
    }

    private static bool IsNumber(string text, out int value)
    {
        value = 0;
        return text.Length is >= 1 and <= 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static string? Key(int? year, int month, int? day)
    {
        if (month is < 1 or > 12 || day is < 1 or > 31 || year is < 1)
            return null;

        var written = $"d:{(year is { } y ? y.ToString("0000", CultureInfo.InvariantCulture) : "-")}-{month:00}";
        return day is { } d ? $"{written}-{d:00}" : written;
    }
}
