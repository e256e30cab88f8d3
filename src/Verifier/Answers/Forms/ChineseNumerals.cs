namespace HeavySim.Verifier.Answers;

/// <summary>
/// Numbers in the characters of Chinese, Japanese and Korean: 三, 十二, 两百零五, 三万. Up to the hundred millions.
/// </summary>
internal static class ChineseNumerals
{
    private const string Digits = "零一二三四五六七八九";
    private const string Units = "十百千";
    private const int Longest = 16;

    /// <summary>The number, or null when the text is anything else.</summary>
    public static long? Read(string text)
    {
        if (text.Length is 0 or > Longest || !Scripts.IsEastAsian(text[0]))
            return null;

        long total = 0, group = 0, digit = -1;
        long lastUnit = long.MaxValue, lastMyriad = long.MaxValue;
        foreach (var c in text)
        {
            var value = c is '两' or '兩' ? 2 : c == '〇' ? 0 : Digits.IndexOf(c, StringComparison.Ordinal);
            if (value >= 0)
            {
                // Two digits side by side are a year or a telephone number.
                if (digit > 0)
                    return null;
                digit = value;
            }
            else if (Units.IndexOf(c, StringComparison.Ordinal) is >= 0 and var power)
            {
                var unit = power switch { 0 => 10L, 1 => 100L, _ => 1_000L };
                // 十二: the one is not said.
                if (unit >= lastUnit || digit == 0 || (digit < 0 && (unit != 10 || group > 0)))
                    return null;
                group += Math.Max(digit, 1) * unit;
                (digit, lastUnit) = (-1, unit);
            }
            else if (c is '万' or '萬' or '亿' or '億')
            {
                var myriad = c is '万' or '萬' ? 10_000L : 100_000_000L;
                group += Math.Max(digit, 0);
                if (myriad >= lastMyriad || group == 0)
                    return null;
                total += group * myriad;
                (group, digit, lastUnit, lastMyriad) = (0, -1, long.MaxValue, myriad);
            }
            else
            {
                return null;
            }
        }

        return total + group + Math.Max(digit, 0);
    }
}
