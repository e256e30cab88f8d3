using System.IO.Compression;
using System.Text;
using System.Text.Json;
using HeavySim.Core;
using HeavySim.Programs;
using HeavySim.Testing;

namespace HeavySim.Programs.Tests;

/// <summary>Programs and their tests in the real sandbox; skipped where programs cannot be isolated.</summary>
public sealed class ProgramExaminerTests
{
    private static readonly Lazy<Task<ProgramExaminer?>> Opened = new(OpenAsync);

    private static readonly Problem Doubling = Code(
        "def double(n: int) -> int:\n    \"\"\" Twice n.\n    >>> double(2)\n    4\n    >>> double(5)\n    10\n    \"\"\"\n",
        ("entry_point", "double"),
        ("test", "def check(candidate):\n    assert candidate(3) == 6\n    assert candidate(-1) == -2\n"));

    private static readonly Problem Adding = Code(
        "Add all numbers of the second line.",
        ("public_test_cases", Cases(("3\n1 2 3\n", "6\n"))),
        ("private_test_cases", Packed(Cases(("2\n10 20\n", "30"), ("1\n100000000000000000001\n", "100000000000000000001\n")))));

    private static readonly Problem Windows = Code(
        "Sums of windows.",
        ("metadata", """{"func_name": "sums"}"""),
        ("public_test_cases", Cases("functional", ("[1, 2, 3]\n2", "[3, 5]"))),
        ("private_test_cases", Cases("functional", ("[4, 4]\n1", "[4, 4]"))));

    private static readonly Problem First = Code(
        "The first letter.", ("test_list", """["assert first('abc') == 'a'", "assert first('x') == 'x'", "assert first('') == ''"]"""));

    public static TheoryData<string, string, TestEnd, int> Endings => new()
    {
        { nameof(Doubling), "    return 2 * n", TestEnd.Passed, 1 },
        { nameof(Doubling), "return n + n", TestEnd.Passed, 1 },
        { nameof(Doubling), "    return 2 * n\n\ndef other():\n    broken(", TestEnd.Passed, 1 },
        { nameof(Doubling), "def double(n):\n    return n * 2", TestEnd.Passed, 1 },
        { nameof(Doubling), "from __future__ import annotations\ndef double(n):\n    return n * 2", TestEnd.Passed, 1 },
        { nameof(Doubling), "double = lambda n: n << 1", TestEnd.Passed, 1 },
        {
            nameof(Doubling),
            "def double(n):\n    return n * 2\n\nif __name__ == '__main__':\n    print(double(int(input())))",
            TestEnd.Passed, 1
        },
        { nameof(Doubling), "    pass", TestEnd.WrongAnswer, 0 },
        { nameof(Doubling), "def double(n):\n    return 6", TestEnd.WrongAnswer, 0 },
        { nameof(Doubling), "def double(n):\n    return x", TestEnd.RuntimeError, 0 },
        { nameof(Doubling), "def double(n):\n    return (", TestEnd.CompileError, 0 },
        { nameof(Doubling), "import os\ndef double(n):\n    os._exit(0)", TestEnd.RuntimeError, 0 },
        { nameof(Doubling), "def double(n):\n    return 2 * n\nexit()", TestEnd.RuntimeError, 0 },
        { nameof(Doubling), "def double(n):\n    return bytearray(1 << 34)", TestEnd.MemoryLimit, 0 },
        { nameof(Doubling), "The function is\n\ndef double(n):\n    return n * 2\n\nand that is all there is to it.", TestEnd.Passed, 1 },
        { nameof(Adding), "n = int(input())\nprint(sum(map(int, input().split())))", TestEnd.Passed, 3 },
        { nameof(Adding), "print(sum(map(float, open(0).read().split()[1:])))", TestEnd.WrongAnswer, 2 },
        {
            nameof(Adding), "import sys, os\nprint(sum(map(int, sys.stdin.readlines()[1].split())), flush=True)\nos._exit(0)",
            TestEnd.Passed, 3
        },
        { nameof(Adding), "print(sum(map(int, stdin.read().split()[1:])))", TestEnd.Passed, 3 },
        { nameof(Adding), "print(6)", TestEnd.WrongAnswer, 1 },
        { nameof(Adding), "while True: print('x' * 1000)", TestEnd.OutputLimit, 0 },
        {
            nameof(Windows),
            "class Solution:\n    def sums(self, a: List[int], k: int):\n"
                + "        return tuple(sum(a[i:i+k]) for i in range(len(a)-k+1))",
            TestEnd.Passed, 2
        },
        { nameof(Windows), "def sums(a, k):\n    return [3, 5]", TestEnd.WrongAnswer, 1 },
        { nameof(Windows), "def sums(a, k):\n    return float('nan')", TestEnd.WrongAnswer, 0 },
        { nameof(First), "[BEGIN]\ndef first(s):\n    return s[:1]\n[DONE]", TestEnd.Passed, 3 },
        { nameof(First), "def first(s):\n    return s[0]", TestEnd.RuntimeError, 2 },
    };

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task Test_Program_EndsAndPassesAsItShould(string problem, string program, TestEnd end, int passed)
    {
        var report = await TestAsync(Problems(problem), program);

        Assert.Equal((end, passed), (report.End, report.Passed));
        Assert.Equal(end == TestEnd.Passed ? Grade.Correct : Grade.Incorrect, report.Grade);
    }

    [Fact]
    public async Task Test_EndlessProgram_EndsAtItsTimeLimit()
    {
        var report = await TestAsync(Doubling, "def double(n):\n    while True: pass");

        Assert.Equal(TestEnd.TimeLimit, report.End);
    }

    [Fact]
    public async Task Classify_ProgramsThatDoTheSame_ShareAKeyAndOthersDoNot()
    {
        var key = await KeyAsync(Doubling, "    return 2 * n");

        Assert.Equal(key, await KeyAsync(Doubling, "def double(n):\n    # another way\n    return n + n"));
        Assert.NotEqual(key, await KeyAsync(Doubling, "def double(n):\n    return 4 if n == 2 else 10 if n == 5 else 0"));
        Assert.False(BehaviourKey.Fails(await KeyAsync(Doubling, "def double(n):\n    return 4 if n == 2 else 10 if n == 5 else 0")));
        Assert.True(BehaviourKey.Fails(await KeyAsync(Doubling, "def double(n):\n    return n ** 2")));
        Assert.False(BehaviourKey.Is(await KeyAsync(Doubling, "def double(n):\n    return missing")));
    }

    [Fact]
    public async Task Classify_ProgramsThatReadInput_AreToldByInputsNearThoseThatAreShown()
    {
        var key = await KeyAsync(Adding, "input()\nprint(sum(map(int, input().split())))");

        Assert.True(BehaviourKey.Is(key));
        Assert.Equal(key, await KeyAsync(Adding, "print(sum(int(x) for x in open(0).read().split()[1:]))"));
        Assert.NotEqual(key, await KeyAsync(Adding, "print(6)"));
        Assert.True(BehaviourKey.Fails(await KeyAsync(Adding, "print(7)")));
    }

    [Fact]
    public async Task Classify_SetsAndFloats_DoNotDependOnOrderAndLastDigits()
    {
        var problem = Code(
            "def letters(s: str):\n    \"\"\" >>> letters('ab') \"\"\"\n", ("entry_point", "letters"),
            ("test", "def check(c):\n    assert c('a')"));

        Assert.Equal(
            await KeyAsync(problem, "def letters(s):\n    return set(s), .1 + .2"),
            await KeyAsync(problem, "def letters(s):\n    return set(s[::-1]), .3"));
    }

    [Theory]
    [InlineData("private_test_cases", "!!!! not base64")]
    [InlineData("private_test_cases", """[{"input": "1"}]""")]
    [InlineData("input_output", """{"inputs": ["1", "2"], "outputs": ["1"]}""")]
    [InlineData("input_output", "{broken")]
    [InlineData("test", "import no_such_module_here\ndef check(candidate):\n    assert candidate(3) == 6\n")]
    [InlineData("test", "def check(candidate:\n")]
    public async Task Test_TestsThatCannotBeReadOrRun_LeaveTheProgramUngraded(string field, string value)
    {
        var problem = field == "test" ? Code(Doubling.Question, ("entry_point", "double"), (field, value))
            : Code("Echo.", ("public_test_cases", field[0] == 'p' ? Cases(("1", "1")) : ""), (field, value));

        var report = await TestAsync(problem, field == "test" ? $"    return 2 * n  # {value.Length}" : $"print(1)  # {value.Length}");

        Assert.Equal(TestEnd.Untestable, report.End);
        Assert.Equal(Grade.Ungraded, report.Grade);
        Assert.NotEmpty(report.Note!);
    }

    [Theory]
    [InlineData("import unittest\nunittest.TestCase.assertEqual = lambda *a: None\ndef double(n):\n    return 99", TestEnd.WrongAnswer)]
    [InlineData("import os\ndef double(n):\n    os.fork()\n    return 2 * n", TestEnd.RuntimeError)]
    [InlineData("class Untestable(Exception): pass\ndef double(n):\n    raise Untestable", TestEnd.WrongAnswer)]
    [InlineData("class S(str):\n    __repr__ = lambda s: '\\ud83d'\ndef double(n):\n    return S()", TestEnd.WrongAnswer)]
    public async Task Test_ProgramThatActsOnItsTests_FailsAndEndsNothingElse(string program, TestEnd end)
    {
        var problem = Code(
            Doubling.Question, ("entry_point", "double"),
            ("test", "import unittest\nclass T(unittest.TestCase):\n    def test_it(self):\n        self.assertEqual(double(3), 6)\n"));

        Assert.Equal(end, (await TestAsync(problem, program)).End);
    }

    [Fact]
    public async Task Test_ProgramThatLoadsAPartOfUnittest_LeavesItToItsTests()
    {
        var problem = Code(
            Doubling.Question, ("entry_point", "double"),
            ("test", "import unittest.mock\nclass T(unittest.TestCase):\n    def test_it(self):\n"
                + "        self.assertEqual(double(unittest.mock.Mock(return_value=3)()), 6)\n"));

        Assert.Equal(TestEnd.Passed, (await TestAsync(problem, "import unittest.mock\n\ndef double(n):\n    return 2 * n")).End);
    }

    [Theory]
    [InlineData(@"['assert double(3) == 6', ""assert double(\'4\'[:0] or 1) == 2""]", TestEnd.Passed)]
    [InlineData(@"['assert double(3) == 6', 'assert ""\x41\u0041\N{DIGIT ONE}"" == ""AA1"" and double(1) == 2']", TestEnd.Passed)]
    [InlineData(@"['assert double(3) == 6 # \x \u12 \c']", TestEnd.Passed)]
    [InlineData(@"['assert double(3) == 7 # \x']", TestEnd.WrongAnswer)]
    public async Task Test_AssertionsAsPythonPrintsThem_AreReadWithAnyEscape(string list, TestEnd end)
    {
        var report = await TestAsync(Code("Double it.", ("test_list", list)), $"def double(n):\n    return 2 * n  # {list.Length}");

        Assert.Equal(end, report.End);
    }

    [Fact]
    public async Task Test_CompletionOfStarterCode_AndWrappedResults_AreRead()
    {
        var problem = Code(
            "Add one.", ("metadata", "{}"), ("starter_code", "class Solution:\n    def inc(self, x: int) -> int:\n        "),
            ("public_test_cases", Cases("functional", ("4", "5"))));
        var wrapped = Code("One.", ("input_output", """{"fn_name": "one", "inputs": [[4]], "outputs": [[5]]}"""));

        Assert.Equal(TestEnd.Passed, (await TestAsync(problem, "        return x + 1")).End);
        Assert.Equal(TestEnd.Passed, (await TestAsync(wrapped, "def one(x):\n    return [x + 1]")).End);
        Assert.Equal(TestEnd.Passed, (await TestAsync(wrapped, "def one(x):\n    return x + 1")).End);
    }

    [Fact]
    public async Task Test_ProblemOfAnotherLanguage_IsNotRun()
    {
        var examiner = await OpenedAsync();
        var java = Doubling with { Metadata = new Dictionary<string, string>(Doubling.Metadata) { ["language"] = "java" } };

        Assert.Null(await examiner.TestAsync(java, Answer("return 1"), TestContext.Current.CancellationToken));
        Assert.Null(await examiner.TestAsync(Code("no tests"), Answer("return 1"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Test_EveryFourthOfHumanEval_ReferencePassesAndEmptyBodyFails()
    {
        var problems = File.ReadLines(SharedData.Need("problems/humaneval.jsonl")).Where(static (_, i) => i % 4 == 0)
            .Select(static line => JsonElement.Parse(line)).ToList();
        await OpenedAsync();

        await Parallel.ForEachAsync(problems, TestContext.Current.CancellationToken, async (record, _) =>
        {
            string Field(string name) => record.GetProperty(name).GetString()!;
            var problem = Code(Field("question"), ("entry_point", Field("entry_point")), ("test", Field("test"))) with { Id = Field("id") };

            Assert.Equal((Field("id"), TestEnd.Passed), (Field("id"), (await TestAsync(problem, Field("answer"))).End));
            Assert.NotEqual((Field("id"), TestEnd.Passed), (Field("id"), (await TestAsync(problem, "    pass")).End));
        });
    }

    private static Problem Problems(string name) => name switch
    {
        nameof(Doubling) => Doubling,
        nameof(Adding) => Adding,
        nameof(Windows) => Windows,
        _ => First,
    };

    private static Problem Code(string question, params (string Name, string Value)[] fields) => new()
    {
        Id = question,
        Question = question,
        Kind = AnswerKind.Code,
        Metadata = fields.ToDictionary(static f => f.Name, static f => f.Value),
    };

    private static string Cases(params (string Input, string Output)[] cases) => Cases("stdin", cases);

    private static string Cases(string type, params (string Input, string Output)[] cases) =>
        JsonSerializer.Serialize(cases.Select(c => new { input = c.Input, output = c.Output, testtype = type }));

    /// <summary>As python's pickle, zlib and base64 write a text.</summary>
    private static string Packed(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.Optimal))
            packing.Write([0x80, 4, (byte)'X', .. BitConverter.GetBytes(bytes.Length), .. bytes, 0x94, (byte)'.']);

        return Convert.ToBase64String(packed.ToArray());
    }

    private static Answer Answer(string program) => new(program, "x:" + program, AnswerSource.Labelled);

    private static async Task<TestReport> TestAsync(Problem problem, string program) =>
        (await (await OpenedAsync()).TestAsync(problem, Answer(program), TestContext.Current.CancellationToken))!;

    private static async Task<string> KeyAsync(Problem problem, string program) =>
        (await (await OpenedAsync()).ClassifyAsync(problem, Answer(program), TestContext.Current.CancellationToken)).Key;

    private static async Task<ProgramExaminer> OpenedAsync()
    {
        var examiner = await Opened.Value;
        Assert.SkipWhen(examiner is null, "programs cannot be isolated on this machine");
        return examiner!;
    }

    private static async Task<ProgramExaminer?> OpenAsync()
    {
        try
        {
            return await ProgramExaminer.OpenAsync(CancellationToken.None);
        }
        catch (SandboxException)
        {
            return null;
        }
    }
}
