using System.Numerics;
using HeavySim.Mathematics;

namespace HeavySim.Agents.Tools;

/// <summary>A result as a model reads it: the exact value, its decimal, and what is only approximate said so.</summary>
internal static class NumberText
{
    private const int SignificantDigits = 30;

    public static string Of(Number number)
    {
        if (number.Exact is not { } exact)
            return $"≈ {number.ToDouble():R} (floating point)";
        if (exact.IsInteger)
            return exact.ToString();

        var (text, isExact) = Decimal(exact);
        return $"{exact} {(isExact ? "=" : "≈")} {text}";
    }

    private static (string Text, bool IsExact) Decimal(Rational value)
    {
        var magnitude = BigInteger.Abs(value.Numerator);
        // The decimal exponent, at most one too low; the remainder then tells whether the digits are all there are.
        var exponent = (int)Math.Floor((BigInteger.Log10(magnitude) - BigInteger.Log10(value.Denominator)) + 1e-9);
        var places = SignificantDigits - 1 - exponent;
        var digits = places >= 0
            ? BigInteger.DivRem(magnitude * BigInteger.Pow(10, places), value.Denominator, out var remainder)
            : BigInteger.DivRem(magnitude, value.Denominator * BigInteger.Pow(10, -places), out remainder);

        var sign = value.Sign < 0 ? "-" : "";
        return (sign + Place(digits.ToString(), places), remainder.IsZero);
    }

    private static string Place(string digits, int places)
    {
        var exponent = digits.Length - 1 - places;
        if (exponent is < -7 or >= SignificantDigits)
        {
            var mantissa = digits.TrimEnd('0');
            return $"{mantissa[0]}{(mantissa.Length > 1 ? "." : "")}{mantissa[1..]}e{exponent}";
        }

        if (exponent < 0)
            return "0." + new string('0', -exponent - 1) + digits.TrimEnd('0');

        var fraction = digits[(exponent + 1)..].TrimEnd('0');
        return digits[..(exponent + 1)] + (fraction.Length > 0 ? "." : "") + fraction;
    }
}
