using System.Numerics;
using HeavySim.Mathematics;

namespace HeavySim.Agents.Tools;

/// <summary>The named functions and constants of the calculator. Costs are counted so that no expression runs long.</summary>
internal sealed class CalculatorFunctions
{
    private const int MaximumFactorial = 1_500;
    private const double MaximumCost = 50_000;
    private double _cost;

    private delegate Number Function(CalculatorFunctions self, IReadOnlyList<Number> x);

    private static readonly Dictionary<string, (int Least, int Most, Function Body)> Table = new(StringComparer.OrdinalIgnoreCase)
    {
        ["abs"] = One(x => x.Sign < 0 ? -x : x),
        ["sign"] = One(x => Whole(x.Sign)),
        ["floor"] = One(x => x.Exact is { } exact ? Whole(exact.Floor()) : Number.Of(Math.Floor(x.ToDouble()))),
        ["ceil"] = One(x => x.Exact is { } exact ? Whole(-(-exact).Floor()) : Number.Of(Math.Ceiling(x.ToDouble()))),
        ["trunc"] = One(x => x.Exact is { } exact ? Whole(exact.Numerator / exact.Denominator) : Number.Of(Math.Truncate(x.ToDouble()))),
        ["round"] = (1, 2, (_, x) => Round(x[0], x.Count > 1 ? Small(x[1], -300, 300, "digits") : 0)),
        ["sqrt"] = One(x => Root(x, 2)),
        ["cbrt"] = One(x => Root(x, 3)),
        ["root"] = (2, 2, (_, x) => Root(x[0], Small(x[1], 1, 1_000, "degree"))),
        ["pow"] = (2, 2, (_, x) => Number.Power(x[0], x[1])),
        ["exp"] = Real(Math.Exp),
        ["ln"] = One(Ln),
        ["log"] = (1, 2, (_, x) => x.Count == 1 ? Ln(x[0]) : Log(x[0], x[1])),
        ["log2"] = One(x => Log(x, Whole(2))),
        ["log10"] = One(x => Log(x, Whole(10))),
        ["sin"] = Real(Math.Sin),
        ["cos"] = Real(Math.Cos),
        ["tan"] = Real(Math.Tan),
        ["asin"] = Real(Math.Asin),
        ["acos"] = Real(Math.Acos),
        ["atan"] = Real(Math.Atan),
        ["atan2"] = (2, 2, (_, x) => Number.Of(Math.Atan2(x[0].ToDouble(), x[1].ToDouble()))),
        ["sinh"] = Real(Math.Sinh),
        ["cosh"] = Real(Math.Cosh),
        ["tanh"] = Real(Math.Tanh),
        ["deg"] = Real(x => x * 180 / Math.PI),
        ["rad"] = Real(x => x * Math.PI / 180),
        ["hypot"] = (2, 2, (_, x) => Root((x[0] * x[0]) + (x[1] * x[1]), 2)),
        ["min"] = Many(x => x.Aggregate((a, b) => Number.Compare(a, b) <= 0 ? a : b)),
        ["max"] = Many(x => x.Aggregate((a, b) => Number.Compare(a, b) >= 0 ? a : b)),
        ["sum"] = Many(x => x.Aggregate((a, b) => a + b)),
        ["mean"] = Many(x => x.Aggregate((a, b) => a + b) / Whole(x.Count)),
        ["gcd"] = Many(x => Whole(x.Select(one => Integer(one, "gcd")).Aggregate(BigInteger.GreatestCommonDivisor))),
        ["lcm"] = Many(x => x.Select(one => Number.Of(new Rational(Integer(one, "lcm")))).Aggregate(Lcm)),
        ["mod"] = (2, 2, (_, x) => Modulo(x[0], x[1])),
        ["powmod"] = (3, 3, (self, x) => self.PowerModulo(x[0], x[1], x[2])),
        ["factorial"] = (1, 1, (self, x) => self.Factorial(x[0])),
        ["binomial"] = (2, 2, (self, x) => self.Binomial(x[0], x[1])),
        ["choose"] = (2, 2, (self, x) => self.Binomial(x[0], x[1])),
        ["permutations"] = (2, 2, (self, x) => self.Binomial(x[0], x[1]) * self.Factorial(x[1])),
    };

    /// <summary>The names, for the tool's description and for error texts.</summary>
    public static IEnumerable<string> Names => Table.Keys;

    public static Number? Constant(string name) => name.ToLowerInvariant() switch
    {
        "pi" or "π" => Number.Of(Math.PI),
        "tau" => Number.Of(Math.Tau),
        "e" => Number.Of(Math.E),
        "phi" => Number.Of((1 + Math.Sqrt(5)) / 2),
        _ => null,
    };

    public static bool Knows(string name) => Table.ContainsKey(name);

    public Number Apply(string name, IReadOnlyList<Number> arguments)
    {
        var (least, most, body) = Table[name];
        if (arguments.Count < least || arguments.Count > most)
        {
            var wanted = (least == most, most == int.MaxValue) switch
            {
                (true, _) => $"{least}",
                (_, true) => $"at least {least}",
                _ => $"{least} to {most}",
            };
            throw new CalculationException(
                $"{name} takes {wanted} argument{(least == 1 && most == 1 ? "" : "s")} and was given {arguments.Count}");
        }

        return body(this, arguments);
    }

    public Number Factorial(Number x)
    {
        var n = Small(x, 0, MaximumFactorial, "factorial's argument");
        Spend(n);
        return Whole(Integers.Factorial(n));
    }

    /// <summary>The remainder with the sign of the divisor.</summary>
    public static Number Modulo(Number a, Number b)
    {
        if (b.Sign == 0)
            throw new CalculationException("division by zero");
        if (a.Exact is { } x && b.Exact is { } y)
            return a - (b * Whole((x / y).Floor()));

        var (dividend, divisor) = (a.ToDouble(), b.ToDouble());
        return Number.Of(dividend - (divisor * Math.Floor(dividend / divisor)));
    }

    private Number Binomial(Number a, Number b)
    {
        var n = Integer(a, "binomial");
        var k = Integer(b, "binomial");
        if (n.Sign < 0)
            throw new CalculationException("binomial's first argument must not be negative");

        Spend((double)BigInteger.Clamp(BigInteger.Min(k, n - k), 0, Rational.MaxBits));
        return Integers.Choose(n, k) is { } count
            ? Whole(count)
            : throw new CalculationException("the binomial coefficient has more than 4,900 digits");
    }

    private Number PowerModulo(Number a, Number b, Number c)
    {
        var (value, exponent, modulus) = (Integer(a, "powmod"), Integer(b, "powmod"), Integer(c, "powmod"));
        if (exponent.Sign < 0 || modulus.Sign <= 0)
            throw new CalculationException("powmod takes an exponent of at least 0 and a modulus over 0");

        var words = Math.Max(1, modulus.GetBitLength() / 1_024.0);
        Spend(exponent.GetBitLength() * words * words);
        var result = BigInteger.ModPow(value, exponent, modulus);
        return Whole(result.Sign < 0 ? result + modulus : result);
    }

    private void Spend(double cost)
    {
        _cost += cost;
        if (_cost > MaximumCost)
            throw new CalculationException("the expression takes too long to calculate: split it");
    }

    private static Number Lcm(Number a, Number b)
    {
        if (a.Sign == 0 || b.Sign == 0)
            return Whole(0);
        if (a.Exact is not { } x || b.Exact is not { } y)
            throw new CalculationException("the lcm is too large");

        return Whole(BigInteger.Abs(x.Numerator / BigInteger.GreatestCommonDivisor(x.Numerator, y.Numerator) * y.Numerator));
    }

    private static Number Round(Number x, int digits)
    {
        if (x.Exact is not { } exact)
            return digits is >= 0 and <= 15 ? Number.Of(Math.Round(x.ToDouble(), digits, MidpointRounding.AwayFromZero)) : x;

        var scale = new Rational(10).Power(digits);
        return Number.Of(new Rational((exact * scale).Round()) / scale);
    }

    private static Number Root(Number x, int degree)
    {
        if (x.Sign < 0 && degree % 2 == 0)
            throw new CalculationException("an even root of a negative number is not real");
        if (x.Exact is { } exact)
        {
            if (degree <= 64 && exact.Root(degree) is { } root)
                return Number.Of(root);
            if (exact.Sign > 0 && !double.IsFinite(exact.ToDouble()))
                return Number.Of(Math.Exp(exact.Log() / degree));
        }

        var value = x.ToDouble();
        return Number.Of(degree switch
        {
            2 => Math.Sqrt(value),
            3 => Math.Cbrt(value),
            _ => Math.CopySign(Math.Pow(Math.Abs(value), 1.0 / degree), value),
        });
    }

    private static Number Ln(Number x)
    {
        if (x.Sign <= 0)
            throw new CalculationException("the logarithm is defined for numbers over zero only");
        if (x.Exact is not { } exact)
            return Number.Of(Math.Log(x.ToDouble()));

        return exact is { IsInteger: true, Numerator.IsOne: true } ? Whole(0) : Number.Of(exact.Log());
    }

    private static Number Log(Number x, Number b)
    {
        var floating = Ln(x) / Ln(b);
        var whole = Whole(new BigInteger(Math.Round(floating.ToDouble())));
        return x.Exact is { } exact && b.Exact is not null && Number.Power(b, whole).Exact == exact ? whole : floating;
    }

    private static BigInteger Integer(Number x, string name) =>
        x.Exact is { IsInteger: true } exact ? exact.Numerator : throw new CalculationException($"{name} takes exact integers only");

    private static int Small(Number x, int least, int most, string name) =>
        x.Exact is { IsInteger: true } exact && exact.Numerator >= least && exact.Numerator <= most
            ? (int)exact.Numerator
            : throw new CalculationException($"{name} must be an integer of {least} to {most}");

    private static Number Whole(BigInteger value) => Number.Of(new Rational(value));

    private static (int Least, int Most, Function Body) One(Func<Number, Number> body) => (1, 1, (_, x) => body(x[0]));

    private static (int Least, int Most, Function Body) Real(Func<double, double> body) =>
        (1, 1, (_, x) => Number.Of(body(x[0].ToDouble())));

    private static (int Least, int Most, Function Body) Many(Func<IReadOnlyList<Number>, Number> body) =>
        (1, int.MaxValue, (_, x) => body(x));
}
