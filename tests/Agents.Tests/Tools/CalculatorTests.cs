using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using HeavySim.Agents.Tools;
using Microsoft.Extensions.AI;

namespace HeavySim.Agents.Tests.Tools;

public sealed class CalculatorTests
{
    [Theory]
    [InlineData("1/3 + 1/6", "1/2 = 0.5")]
    [InlineData("0.1 + 0.2", "3/10 = 0.3")]
    [InlineData("1/3", "1/3 ≈ 0.333333333333333333333333333333")]
    [InlineData("-22/7", "-22/7 ≈ -3.14285714285714285714285714285")]
    [InlineData("1/3e9", "1/3000000000 ≈ 3.33333333333333333333333333333e-10")]
    [InlineData("2 + 3 * 4 ^ 2", "50")]
    [InlineData("2^3^2", "512")]
    [InlineData("-2^2", "-4")]
    [InlineData("2**-2", "1/4 = 0.25")]
    [InlineData("(-8)^(1/3)", "-2")]
    [InlineData("-7 // 2", "-4")]
    [InlineData("-7 % 3", "2")]
    [InlineData("5.5 % 2", "3/2 = 1.5")]
    [InlineData("20!", "2432902008176640000")]
    [InlineData("3!!", "720")]
    [InlineData("binomial(52, 5)", "2598960")]
    [InlineData("choose(5, 7)", "0")]
    [InlineData("permutations(5, 2)", "20")]
    [InlineData("gcd(84, 36, 60)", "12")]
    [InlineData("lcm(4, 6, 10)", "60")]
    [InlineData("powmod(3, 200, 13)", "9")]
    [InlineData("sqrt(16/9)", "4/3 ≈ 1.33333333333333333333333333333")]
    [InlineData("√(2)", "≈ 1.4142135623730951 (floating point)")]
    [InlineData("root(1024, 10)", "2")]
    [InlineData("round(2.5) + round(-2.5) + round(3.14159, 2)", "157/50 = 3.14")]
    [InlineData("floor(-1.5) + ceil(-1.5) + trunc(-1.5)", "-4")]
    [InlineData("log10(1000) + log2(1/8) + ln(1)", "0")]
    [InlineData("log(243, 3)", "5")]
    [InlineData("min(3, 1/2, 2) + max(1, 7) + mean(1, 2, 3) + sum(1, 2)", "25/2 = 12.5")]
    [InlineData("hypot(3, 4)", "5")]
    [InlineData("1.5e3 × 2 ÷ 3 − 1", "999")]
    [InlineData("10^4000 / 10^3999", "10")]
    [InlineData("1.0001^10000", "≈ 2.7181459268249255 (floating point)")]
    public void Evaluate_Expression_GivesExactValueWherePossible(string expression, string expected)
    {
        var (result, error) = Calculator.Evaluate(expression);

        Assert.Null(error);
        Assert.Equal(expected, result);
    }

    [Theory]
    [InlineData("sin(pi/6)", 0.5)]
    [InlineData("exp(1) - e", 0)]
    [InlineData("ln(10^4000)", 9210.340371976183)]
    [InlineData("2^0.5", 1.4142135623730951)]
    [InlineData("atan2(1, -1)", 2.356194490192345)]
    [InlineData("deg(pi) + rad(180)", 183.14159265358979)]
    [InlineData("(10^4000)^(1/1001)", 9908.410617)]
    public void Evaluate_IrrationalExpression_GivesFloatingPoint(string expression, double expected)
    {
        var (result, error) = Calculator.Evaluate(expression);

        Assert.Null(error);
        Assert.EndsWith("(floating point)", result, StringComparison.Ordinal);
        Assert.Equal(
            expected, double.Parse(result!.Split(' ')[1], CultureInfo.InvariantCulture), Math.Max(1e-14, Math.Abs(expected) * 1e-8));
    }

    [Theory]
    [InlineData("", "ends where a value is expected")]
    [InlineData("2 +", "ends where a value is expected")]
    [InlineData("2 3", "expected an operator or the end at position 3")]
    [InlineData("2pi", "expected an operator or the end at position 2")]
    [InlineData("(1 + 2", "expected ')', and the expression ends")]
    [InlineData("1/0", "division by zero")]
    [InlineData("0^-1", "zero to a negative power")]
    [InlineData("sqrt(-1)", "not real")]
    [InlineData("ln(0)", "over zero only")]
    [InlineData("sine(1)", "there is no function 'sine'")]
    [InlineData("x + 1", "'x' is not known")]
    [InlineData("sqrt + 1", "'sqrt' is a function")]
    [InlineData("gcd(1.5, 2)", "exact integers only")]
    [InlineData("atan2(1)", "takes 2 arguments and was given 1")]
    [InlineData("round(1, 2, 3)", "takes 1 to 2 arguments")]
    [InlineData("min()", "at least 1")]
    [InlineData("9999999!", "integer of 0 to 1500")]
    [InlineData("9^9^9^9", "too large")]
    [InlineData("1e99999999", "exponent")]
    [InlineData("2^100000", "too large")]
    [InlineData("binomial(10^9, 5*10^8)", "4,900 digits")]
    [InlineData("__import__('os')", "expected a number")]
    [InlineData("1 $ 2", "expected an operator")]
    [InlineData(".", "point without digits")]
    public void Evaluate_BadInput_SaysWhatIsWrong(string expression, string expected)
    {
        var (result, error) = Calculator.Evaluate(expression);

        Assert.Null(result);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_DeepNesting_IsRefusedBeforeTheStackEnds()
    {
        var (_, error) = Calculator.Evaluate(new string('(', 1_900) + "1" + new string(')', 1_900));

        Assert.Contains("levels of nesting", error, StringComparison.Ordinal);
        Assert.Contains("levels of nesting", Calculator.Evaluate(new string('-', 3_000) + "1").Error, StringComparison.Ordinal);
        Assert.Contains("characters", Calculator.Evaluate(new string('1', 5_000)).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1500!+")]
    [InlineData("powmod(3,10^1200,10^600+7)+")]
    [InlineData("(1/3)^4000*(7/5)^3000+")]
    [InlineData("sqrt(10^4800+1)+")]
    [InlineData("1e4000/3+")]
    public void Evaluate_ManyCostlyParts_EndsSoon(string part)
    {
        var expression = string.Concat(Enumerable.Repeat(part, (Calculator.MaximumLength / part.Length) - 1)) + "1";
        var clock = Stopwatch.StartNew();

        var (result, error) = Calculator.Evaluate(expression);

        Assert.True(result is null ^ error is null);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"took {clock.Elapsed}");
    }

    [Fact]
    public void Evaluate_FieldLaws_HoldExactly()
    {
        Prop.ForAll<int, int, PositiveInt>((a, b, c) =>
        {
            var both = Calculator.Evaluate($"({a}/{c.Get} + {b}/{c.Get}) * {c.Get}").Result;
            return both == Calculator.Evaluate($"{(long)a + b}").Result;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Evaluate_AnyText_NeverThrows()
    {
        var symbols = "0123456789.e+-*/^!%(),πe√ sincogd".ToCharArray();
        Prop.ForAll(Gen.Elements(symbols).ArrayOf().ToArbitrary(), text =>
        {
            var (result, error) = Calculator.Evaluate(new string(text));
            return result is null ^ error is null;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task Invoke_BadExpression_ThrowsWhatTheModelIsTold()
    {
        var tool = new CalculatorTool();

        var error = await Assert.ThrowsAsync<ToolFailureException>(async () =>
            await tool.InvokeAsync(new AIFunctionArguments { ["expression"] = "1/0" }, TestContext.Current.CancellationToken));

        Assert.Equal("division by zero", error.Message);
        Assert.Equal(
            "42", await tool.InvokeAsync(new AIFunctionArguments { ["expression"] = "6*7" }, TestContext.Current.CancellationToken));
    }
}
