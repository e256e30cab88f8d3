using System.Globalization;
using System.Numerics;

namespace HeavySim.Verifier.Answers;

/// <summary>The canonical form of one value or one function.</summary>
internal static class ValueForm
{
    /// <summary>
    /// Significant digits kept of what has no exact value: far above the error of evaluation, far below what answers differ in.
    /// </summary>
    public const int Digits = 10;

    internal const long FirstPoint = 1;
    internal const long SecondPoint = 2;

    private static readonly ResidueArithmetic[] Residues = [new(FirstPoint), new(SecondPoint)];
    private static readonly NumericArithmetic Point = new(FirstPoint);
    private static readonly PreciseArithmetic Precise = new();

    /// <summary>Variables at small primes, to give a constant that is written with variables (x/x) its exact value.</summary>
    private static readonly Rational[] Primes = [2, 3, 5, 7, 11, 13];

    /// <summary>
    /// "n:" an exact fraction, "~:" a rounded value, "f:" a function; null when it has no value (overflow, division by zero).
    /// </summary>
    public static string? KeyOf(Node node, bool upper = true)
    {
        if (Evaluation.Exactly(node, upper) is { } exact)
            return KeyOf(exact);

        var variables = Symbols.VariablesOf(node);
        if (variables.Count == 0)
            return Evaluation.In(node, Point, upper) is { } value ? ConstantKey(value, Evaluation.In(node, Precise, upper)) : null;

        return FunctionKey(arithmetic => Evaluation.In(node, arithmetic, upper)) ?? ConstantOrNumeric(node, variables, upper);

        string? FunctionKey(Func<ResidueArithmetic, ulong?> evaluate) =>
            evaluate(Residues[0]) is { } first && evaluate(Residues[1]) is { } second && first != second ? KeyOf(first, second) : null;
    }

    /// <summary>The fraction of a key, or null where it is none.</summary>
    public static Rational? Read(string key) => key is not ['n', ':', .. var number] ? null : number.Split('/') switch
    {
        [var whole] when BigInteger.TryParse(whole, out var integer) => new Rational(integer),
        [var top, var bottom] when BigInteger.TryParse(top, out var over) && BigInteger.TryParse(bottom, out var under)
            && !under.IsZero => new Rational(over, under),
        _ => null,
    };

    public static string KeyOf(Rational value) => Printed(value) ?? $"n:{value}";

    /// <summary>
    /// What a program prints of a value that no decimal is, 0.0833333333333333: twelve to eighteen decimals, all of them figures, are
    /// rounded. The fraction, or the value to ten digits; null for any other number.
    /// </summary>
    private static string? Printed(Rational value)
    {
        const int Least = 12;
        const int Most = 18;
        var decimals = value.IsInteger || value.Denominator.GetBitLength() > 64 ? 0 : Decimals(value.Denominator);
        if (decimals is < Least or > Most || value.Bits > 128
            || BigInteger.Abs((value * new Rational(BigInteger.Pow(10, decimals))).Numerator) < BigInteger.Pow(10, Least - 1))
            return null;

        var size = value.ToDouble();
        return Rounded(size, Math.Max(Math.Pow(10, -decimals), Math.Abs(size) * 2e-16));
    }

    /// <summary>How many decimals a fraction with that denominator has; 0 where it has no end.</summary>
    private static int Decimals(BigInteger denominator)
    {
        var (twos, fives) = (0, 0);
        for (; (denominator % 2).IsZero; twos++)
            denominator /= 2;
        for (; (denominator % 5).IsZero; fives++)
            denominator /= 5;
        return denominator.IsOne ? Math.Max(twos, fives) : 0;
    }

    /// <summary>The key of a rational function by its residues at the two points.</summary>
    public static string KeyOf(ulong first, ulong second) => $"f:{first:x}.{second:x}";

    private static string? ConstantOrNumeric(Node node, SortedSet<string> variables, bool upper)
    {
        if (Evaluation.In(node, Residues[0], upper) is not null && variables.Count <= Primes.Length)
        {
            var values = variables.Zip(Primes).ToDictionary(static pair => pair.First, static pair => pair.Second, StringComparer.Ordinal);
            if (Evaluation.In(node, new ExactArithmetic(values), upper) is { } constant)
                return KeyOf(constant);
        }

        var points = Sampling.Of(node, arithmetic => Evaluation.In(node, arithmetic, upper));
        if (points is null)
            return null;

        var keys = points.Select(Rounded).ToList();
        // sin² x + cos² x is one, the same everywhere.
        return keys.TrueForAll(key => key == keys[0]) ? keys[0] : $"f:{string.Join('.', keys)}";
    }

    /// <summary>
    /// A constant to ten digits; only what is a simple fraction to some sixty decimals is that fraction: 1 + e^-50 is not 1, and
    /// √(10^20 + 1) - 10^10 is not 0.
    /// </summary>
    private static string ConstantKey(Measured value, FixedPoint? precise)
    {
        if (precise is not { } exact)
            return Rounded(value);

        // What doubles cannot tell from zero is that much finer here.
        const int Finer = 150;
        var noise = new FixedPoint(new BigInteger(Math.ScaleB(Math.Max(value.Error, Measured.Unit), FixedPoint.Bits - Finer)));
        if (exact.Abs().Units <= noise.Units)
            return Rounded(value);

        var size = exact.ToDouble();
        return Simple(size, 1e-12 * Math.Abs(size)) is { } fraction && (exact - FixedPoint.Of(fraction)).Abs().Units <= noise.Units
            ? KeyOf(fraction) : InDigits(size);
    }

    /// <summary>A value to ten digits; what is a simple fraction but for rounding is that fraction, so that sin 30° is 1/2.</summary>
    private static string Rounded(Measured measured)
    {
        var noise = Math.Max(4 * measured.Error, 1e-12 * measured.Size);
        var (real, imaginary) = (measured.Value.Real, measured.Value.Imaginary);
        if (measured.IsZero)
            return KeyOf(0);

        real = Math.Abs(real) <= noise ? 0 : real;
        imaginary = Math.Abs(imaginary) <= noise ? 0 : imaginary;
        return imaginary == 0 ? Rounded(real, noise) : $"~:{Rounded(real, noise)}+i{Rounded(imaginary, noise)}";
    }

    private static string Rounded(double value, double noise) =>
        Simple(value, noise) is { } fraction ? KeyOf(fraction) : InDigits(value);

    private static string InDigits(double value) => "~:" + value.ToString($"G{Digits}", CultureInfo.InvariantCulture);

    /// <summary>The fraction with a denominator of at most 1,000 that a value is, but for noise, by its continued fraction.</summary>
    private static Rational? Simple(double value, double noise)
    {
        if (value == 0)
            return 0;
        if (Math.Abs(value) is > 1e9 or < 1e-6)
            return null;

        var (previous, current) = (0L, 1L);
        var (previousBelow, below) = (1L, 0L);
        var rest = value;
        while (true)
        {
            var whole = (long)Math.Floor(rest);
            (previous, current) = (current, checked((whole * current) + previous));
            (previousBelow, below) = (below, checked((whole * below) + previousBelow));
            if (below > 1_000)
                return null;
            if (Math.Abs(value - ((double)current / below)) <= noise)
                return new Rational(current, below);
            rest -= whole;
            if (rest < 1e-9)
                return null;
            rest = 1 / rest;
        }
    }
}
