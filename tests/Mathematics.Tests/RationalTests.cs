using FsCheck;
using FsCheck.Fluent;

namespace HeavySim.Mathematics.Tests;

public sealed class RationalTests
{
    [Theory]
    [InlineData(6, -4, "-3/2")]
    [InlineData(-6, -3, "2")]
    [InlineData(0, -7, "0")]
    public void Rational_AnyParts_IsInLowestTerms(long numerator, long denominator, string expected) =>
        Assert.Equal(expected, new Rational(numerator, denominator).ToString());

    [Fact]
    public void Operators_RandomFractions_ObeyTheFieldLaws() =>
        Prop.ForAll<(int N, PositiveInt D), (int N, PositiveInt D), (int N, PositiveInt D)>((p, q, r) =>
        {
            var (a, b, c) = (Of(p), Of(q), Of(r));
            return (a + b) * c == (a * c) + (b * c) && a - b == -(b - a) && (b.IsZero || a / b * b == a);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(-3, 2, -2, -2)]
    [InlineData(3, 2, 1, 2)]
    [InlineData(-4, 1, -4, -4)]
    public void Round_HalvesAndWholes_GoAwayFromZeroAndFloorGoesDown(long numerator, long denominator, int floor, int round)
    {
        var value = new Rational(numerator, denominator);

        Assert.Equal((floor, round), ((int)value.Floor(), (int)value.Round()));
    }

    [Fact]
    public void Root_OfPowers_IsExactAndElseNone()
    {
        var value = new Rational(-2, 3);

        Assert.Equal(value, value.Power(5).Root(5));
        Assert.Equal(-value, value.Power(-4).Root(4)!.Value.Power(-1));
        Assert.Null(value.Root(2));
        Assert.Null(new Rational(2).Root(2));
    }

    [Fact]
    public void ToDouble_HugeParts_IsTheirQuotient()
    {
        var huge = new Rational(10).Power(4000);

        Assert.Equal(2.5, (huge * 5 / (huge * 2)).ToDouble());
        Assert.Equal(double.PositiveInfinity, huge.ToDouble());
        Assert.Equal(4000 * Math.Log(10), huge.Log(), 1e-9);
        Assert.Equal(0, new Rational(0).ToDouble());
    }

    [Fact]
    public void Bounded_PastTheBound_IsNull()
    {
        Assert.NotNull(new Rational(2).Power(Rational.MaxBits - 1).Bounded);
        Assert.Null(new Rational(2).Power(-Rational.MaxBits).Bounded);
    }

    private static Rational Of((int N, PositiveInt D) parts) => new(parts.N, parts.D.Get);
}
