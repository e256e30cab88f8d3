using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// Shares of a whole, which are written in two ways: 0.335 and 33.5%. A percent sign says nothing of a number unless the gold shows that
/// it does: to a gold between 0 and 1 without the sign "33.5%" is 0.335, and to a gold with it a number below 1 without it is a share.
/// </summary>
/// <param name="Signed">Whether a percent sign is what makes an answer to be scaled, or its absence.</param>
/// <param name="Scale">What such an answer is multiplied by.</param>
internal sealed partial record PercentForm(bool Signed, Rational Scale)
{
    /// <summary>Of a gold that is no share.</summary>
    public static readonly PercentForm None = new(Signed: false, 0);

    private static readonly PercentForm OfShares = new(Signed: true, new Rational(1, 100));
    private static readonly PercentForm OfPercents = new(Signed: false, 100);

    /// <summary>How a gold writes a share.</summary>
    public static PercentForm Of(string bare)
    {
        if (bare.Length > 64 || GenericForm.MathKey(bare) is not { } key || ValueForm.Read(key) is not { Sign: > 0 } value)
            return None;

        var isBelowOne = (value - 1).Sign < 0;
        return IsPercent(bare) ? isBelowOne ? None : OfPercents : isBelowOne ? OfShares : None;
    }

    /// <summary>The key of an answer's value in the way of the gold.</summary>
    public string KeyOf(string bare, string key)
    {
        if (Scale.IsZero || IsPercent(bare) != Signed || ValueForm.Read(key) is not { } value
            || (!Signed && (value.Sign <= 0 || (value - 1).Sign >= 0)))
            return key;

        return (value * Scale).Bounded is { } scaled ? ValueForm.KeyOf(scaled) : key;
    }

    private static bool IsPercent(string bare) => bare.Length <= 400 && Sign().IsMatch(bare);

    [GeneratedRegex(
        @"[0-9})]\s{0,4}(?:\\?%|\\?\s{0,4}(?:percent(?:age)?|pct)\b)[^0-9()=]*$",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sign();
}
