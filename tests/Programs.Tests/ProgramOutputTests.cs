using System.Text.Json;

namespace HeavySim.Programs.Tests;

public sealed class ProgramOutputTests
{
    [Theory]
    [InlineData("6", "6", true)]
    [InlineData("6\n", "6", true)]
    [InlineData("  1 2 \n3 ", "1 2\n3", true)]
    [InlineData("6.0", "6", true)]
    [InlineData("1e3", "1000.00", true)]
    [InlineData("-0", "0", true)]
    [InlineData("1  2.50", "1 2.5", true)]
    [InlineData("100000000000000000001", "100000000000000000000", false)]
    [InlineData("0.30000000000000004", "0.3", false)]
    [InlineData("YES", "Yes", false)]
    [InlineData("1\n2", "1 2", false)]
    [InlineData("1 2", "12", false)]
    [InlineData("", "0", false)]
    [InlineData("", "", true)]
    [InlineData("nan", "0", false)]
    [InlineData("1e999999999999", "1", false)]
    public void IsExpected_Output_LineByLineExactlyElseAsDecimals(string output, string expected, bool isExpected) =>
        Assert.Equal(isExpected, ProgramOutput.IsExpected(output, expected));

    [Theory]
    [InlineData("[1, 2]", "[1, 2]", true)]
    [InlineData("[1.0, true]", "[1, 1]", true)]
    [InlineData("[2, 1]", "[1, 2]", false)]
    [InlineData("\"1\"", "1", false)]
    [InlineData("null", "null", true)]
    [InlineData("null", "0", false)]
    [InlineData("false", "0", true)]
    [InlineData("{\"a\": [1]}", "{\"a\": [1]}", true)]
    [InlineData("{\"a\": 1, \"b\": 2}", "{\"a\": 1}", false)]
    [InlineData("[[1]]", "[1]", false)]
    public void IsExpected_Result_AsPythonCompares(string result, string expected, bool isExpected) =>
        Assert.Equal(isExpected, ProgramOutput.IsExpected(JsonElement.Parse(result), JsonElement.Parse(expected)));

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("eJwDAAAAAAE=")]
    [InlineData("gASVAAAAAAAAAAAu")]
    public void Read_WhatIsNotOnePickledText_IsNull(string packed) => Assert.Null(PickledText.Read(packed));
}
