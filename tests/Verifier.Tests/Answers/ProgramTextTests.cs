namespace HeavySim.Verifier.Tests.Answers;

/// <summary>Which part of a text is its program.</summary>
public sealed class ProgramTextTests
{
    private static readonly AnswerEngine Engine = new();

    private static readonly Problem Asked = new()
    {
        Id = "p",
        Question = "def f(n):\n",
        Kind = AnswerKind.Code,
        Metadata = new Dictionary<string, string> { ["entry_point"] = "f", ["test"] = "def check(c): pass" },
    };

    [Theory]
    [InlineData("    return 1\n", "    return 1")]
    [InlineData("\n\n    a = 1\n    return a\n\n", "    a = 1\n    return a")]
    [InlineData("It is:\n```python\ndef f(n):\n    return 1\n```\nDone.", "def f(n):\n    return 1")]
    [InlineData("```python\ndef f(n):\n    return 1\n```\nUse it:\n```python\nprint(f(2))\n```", "def f(n):\n    return 1")]
    [InlineData("```\ndef f(n):\n    return 1\n```\nBetter:\n```\ndef f(n):\n    return 2\n```", "def f(n):\n    return 2")]
    [InlineData("```python\n    return 1\n```", "    return 1")]
    [InlineData(
        "```python\nimport re\ndef f(n):\n    return re.sub('\\\\\\\\d', '\\\\n', n)\n```",
        "import re\ndef f(n):\n    return re.sub('\\\\\\\\d', '\\\\n', n)")]
    [InlineData("<think>```python\ndef f(n): wrong\n```</think>```python\ndef f(n):\n    return 3", "def f(n):\n    return 3")]
    public void Extract_Program_IsTheLastBlockThatHasTheFunctionAsItStands(string text, string program) =>
        Assert.Equal(program, Engine.Extract(Asked, text)?.Text);

    [Fact]
    public void Read_Program_KeepsTheIndentOfItsFirstLine() => Assert.Equal("    return 1", Engine.Read(Asked, "    return 1\n")?.Text);
}
