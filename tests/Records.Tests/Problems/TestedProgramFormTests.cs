using HeavySim.Records.Problems;

namespace HeavySim.Records.Tests;

public sealed class TestedProgramFormTests
{
    [Theory]
    [InlineData(
        """{"task_id": "HumanEval/0", "prompt": "def f():\n    ", "canonical_solution": "return 1","""
            + """ "test": "def check(c): pass", "entry_point": "f"}""",
        "def f():\n    ", "return 1")]
    [InlineData(
        """{"task_id": 2, "text": "Write f.", "code": "def f(): pass","""
            + """ "test_list": ["assert f() is None", "assert not f()"], "test_setup_code": ""}""",
        "Write f.\n\nYour code should pass these tests:\n\nassert f() is None\nassert not f()", "def f(): pass")]
    [InlineData(
        """{"question_id": "1", "question_content": "Add.", "starter_code": "", "public_test_cases": "[]","""
            + """ "private_test_cases": "[]", "metadata": "{}"}""",
        "Add.\n\nRead the input from standard input and write the answer to standard output.", null)]
    [InlineData(
        """{"question_id": "1", "question_content": "Add.", "starter_code": "class Solution:\n    pass\n", "public_test_cases": "[]"}""",
        "Add.\n\nUse this starter code:\n\nclass Solution:\n    pass", null)]
    [InlineData(
        """{"problem_id": 1, "question": "Add.", "solutions": "[\"print(1)\", \"x\"]","""
            + """ "input_output": "{\"inputs\": [], \"outputs\": []}"}""",
        "Add.\n\nRead the input from standard input and write the answer to standard output.", "print(1)")]
    [InlineData(
        """{"name": "a", "description": "Add.", "public_tests": {"input": [], "output": []},"""
            + """ "solutions": {"language": [2, 3], "solution": ["c", "py"]}}""",
        "Add.\n\nRead the input from standard input and write the answer to standard output.", "py")]
    public async Task Read_ProgramSet_HasTheWholeQuestionAndItsGold(string record, string question, string? gold)
    {
        using var folder = new ScratchFolder();

        var set = await ProblemSet.LoadAsync(folder.Write("set.jsonl", record), TestContext.Current.CancellationToken);

        var problem = Assert.Single(set.Problems);
        Assert.Equal((question, gold, AnswerKind.Code), (problem.Question, problem.Gold, problem.Kind));
        Assert.Equal(0, set.MissingGolds);
    }
}
