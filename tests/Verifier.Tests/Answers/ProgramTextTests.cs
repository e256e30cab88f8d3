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
    [InlineData("1. So:\n\n   ```python\n   def f(n):\n       return 1\n   ```", "def f(n):\n    return 1")]
    [InlineData("    return n + 1\n```\n\nThis adds one.", "    return n + 1")]
    [InlineData("````python\ndef f(n):\n    return '```'\n````", "def f(n):\n    return '```'")]
    public void Extract_Program_IsTheLastBlockThatHasTheFunctionAsItStands(string text, string program) =>
        Assert.Equal(program, Engine.Extract(Asked, text)?.Text);

    [Theory]
    [InlineData("```python\nprint(1)\n```\n```bash\npython3 main.py\n```", "print(1)")]
    [InlineData("```python\nprint(1)\n```\nOutput:\n```\n6\n```", "print(1)")]
    [InlineData("```cpp\nint main() {}\n```", "int main() {}")]
    public void Extract_ProgramThatReadsInput_IsTheLastPythonBlock(string text, string program) => Assert.Equal(
        program, Engine.Extract(new Problem { Id = "q", Question = "?", Kind = AnswerKind.Code }, text)?.Text);

    [Fact]
    public void Extract_MbppProgram_IsTheBlockThatDefinesWhatTheAssertionsCall() => Assert.Equal(
        "def primes(n):\n    return 1",
        Engine.Extract(
            new Problem
            {
                Id = "m", Question = "?", Kind = AnswerKind.Code,
                Metadata = new Dictionary<string, string> { ["test_list"] = """["assert set(primes(3)) == {2}"]""" },
            },
            "```python\ndef primes(n):\n    return 1\n```\nExample:\n```python\nprint(primes(10))\n```")?.Text);

    [Fact]
    public void Read_Program_KeepsTheIndentOfItsFirstLine() => Assert.Equal("    return 1", Engine.Read(Asked, "    return 1\n")?.Text);
}
