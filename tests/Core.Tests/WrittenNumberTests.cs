using System.Globalization;

namespace HeavySim.Core.Tests;

public sealed class WrittenNumberTests
{
    [Theory]
    [InlineData("0.2", 0.2)]
    [InlineData(".2", 0.2)]
    [InlineData("-3", -3)]
    [InlineData("2e-1", 0.2)]
    public void TryReal_Number_IsRead(string text, double number)
    {
        Assert.True(WrittenNumber.TryReal(text, out var read));
        Assert.Equal(number, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0,1")]
    [InlineData("1,000")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-∞")]
    [InlineData("1e999")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("٣")]
    [InlineData("0x1")]
    public void TryReal_WhatMayBeMeantOtherwise_IsNone(string text) => Assert.False(WrittenNumber.TryReal(text, out _));

    [Theory]
    [InlineData("1,000")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData(" 1")]
    [InlineData("99999999999999999999")]
    public void TryWhole_WhatMayBeMeantOtherwise_IsNone(string text) => Assert.False(WrittenNumber.TryWhole(text, out _));

    [Fact]
    public void TryReal_WhereACommaStandsBeforeDecimals_IsReadAllTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (german.NumberFormat.NumberDecimalSeparator, german.NumberFormat.NumberGroupSeparator) = (",", ".");
        try
        {
            CultureInfo.CurrentCulture = german;

            Assert.True(WrittenNumber.TryReal("0.5", out var half));
            Assert.Equal(.5, half);
            Assert.False(WrittenNumber.TryReal("0,5", out _));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Holds_NaN_IsInNoRange() =>
        Assert.All(
            (NumberRange[])[NumberRange.Any, NumberRange.AtLeast(0), NumberRange.Of(0, 1)],
            static range => Assert.False(range.Holds(double.NaN)));
}
