using HeavySim.Records.Problems;

namespace HeavySim.Records.Tests;

/// <summary>The record forms of published sets.</summary>
public sealed class ProblemSetFormsTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"question":"q","answer":"4"}""", "4")]
    [InlineData("""{"problem":"q","target":4}""", "4")]
    [InlineData("""{"prompt":"q","gold":145.0}""", "145.0")]
    [InlineData("""{"input":"q","final_answer":["7"]}""", "7")]
    [InlineData("""{"Question":"q","Answer":true}""", "true")]
    [InlineData("""{"question":"q","answer":"She has 1,200 + 34.\n#### 1,234"}""", "1234")]
    [InlineData(
        """{"problem":"q","solution":"So $\\boxed{\\frac{1}{2}}$, or \\boxed{\\left\\{\\frac{3}{4}\\right\\}}."}""",
        @"\left\{\frac{3}{4}\right\}")]
    [InlineData("""{"problem":"q","solution":"Hence \\boxed 5$."}""", "5")]
    [InlineData("""{"problem":"q","solution":"\\boxed{1}","answer":"2"}""", "2")]
    [InlineData("""{"ID":"2024-I-1","Problem":"q","Solution":"long\nstory","Answer":"073"}""", "073")]
    [InlineData("""{"question":"q","answer":[1,2]}""", "1, 2")]
    public async Task LoadAsync_AliasedGold_ReadsIt(string line, string gold)
    {
        var problem = Assert.Single((await Load("a.jsonl", line)).Problems);

        Assert.Equal("q", problem.Question);
        Assert.Equal(gold, problem.Gold);
    }

    [Theory]
    [InlineData("""{"question":"q","answer":""}""")]
    [InlineData("""{"question":"q","answer":null}""")]
    [InlineData("""{"question":"q"}""")]
    [InlineData("""{"question":"q","solution":"a long\nstory with no box"}""")]
    public async Task LoadAsync_NoGold_IsNullAndCounted(string line)
    {
        var set = await Load("a.jsonl", line);

        Assert.Null(set.Problems[0].Gold);
        Assert.Equal(1, set.MissingGolds);
        Assert.Contains("without a gold", Assert.Single(set.Remarks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"question":"q","options":["A)one","B)two","C)three"],"answer":"B"}""", "one|two|three", "B")]
    [InlineData("""{"question":"q","choices":["one","two"],"answer":1}""", "one|two", "B")]
    [InlineData("""{"question":"q","choices":{"B":"two","A":"one"},"answer":"(a)"}""", "one|two", "A")]
    [InlineData("""{"question":"q","choices":{"text":["one","two"],"label":["1","2"]},"answerKey":"2"}""", "one|two", "B")]
    [InlineData(
        """{"question":{"stem":"q","choices":[{"text":"one","label":"A"},{"text":"two","label":"B"}]},"answerKey":"B"}""", "one|two", "B")]
    [InlineData("""{"question":"q","choices":["one","two"],"answer":"two"}""", "one|two", "B")]
    [InlineData("""{"question":"q","options":["one","two"],"answer_index":0}""", "one|two", "A")]
    [InlineData("""{"question":"q","A":"one","B":"two","answer":"B"}""", "one|two", "B")]
    [InlineData("""{"question":"q","opa":"one","opb":"two","cop":1}""", "one|two", "B")]
    [InlineData("""{"question":"q","choices":"['o\\'ne', \"two\"]","answer":"1"}""", "o'ne|two", "B")]
    [InlineData("""{"question":"q","choices":["A. only the first","has a label"],"answer":0}""", "A. only the first|has a label", "A")]
    public async Task LoadAsync_Choices_AreInOrderAndGoldIsTheLetter(string line, string choices, string gold)
    {
        var problem = Assert.Single((await Load("a.jsonl", line)).Problems);

        Assert.Equal("q", problem.Question);
        Assert.Equal(choices, string.Join('|', problem.Choices));
        Assert.Equal(gold, problem.Gold);
        Assert.Equal(AnswerKind.Choice, problem.Kind);
    }

    [Fact]
    public async Task LoadAsync_Gpqa_ShufflesTheSameWayEveryTime()
    {
        var rows = string.Join('\n', Enumerable.Range(0, 40).Select(i => $"r{i},\"Which, {i}?\",right,w1,w2,w3,Physics"));
        var csv = "Record ID,Question,Correct Answer,Incorrect Answer 1,Incorrect Answer 2,Incorrect Answer 3,Subdomain\n" + rows;

        var first = await Load("g.csv", csv);
        var second = await Load("again.csv", csv);

        Assert.Equal(first.Digest, second.Digest);
        Assert.All(first.Problems, static p => Assert.Equal("right", p.Choices[p.Gold![0] - 'A']));
        Assert.Equal(["A", "B", "C", "D"], first.Problems.Select(static p => p.Gold!).Distinct().Order());
        Assert.Equal("Which, 3?", first.Problems[3].Question);
        Assert.Equal("r3", first.Problems[3].Id);
        Assert.Equal("Physics", first.Problems[3].Category);
    }

    [Fact]
    public async Task LoadAsync_ArcTasks_BecomeGridQuestions()
    {
        var json = """
            {"0a": {"train":[{"input":[[0, 1]],"output":[[1, 0]]}],"test":[{"input":[[2,3],[4,5]],"output":[[3, 2],[5,4]]}]},
             "0b": {"train":[{"input":[[1]],"output":[[2]]}],"test":[{"input":[[3]]}]}}
            """;

        var set = await Load("arc.json", json);

        Assert.Equal(["0a", "0b"], set.Problems.Select(static p => p.Id));
        Assert.Equal("[[3,2],[5,4]]", set.Problems[0].Gold);
        Assert.Equal(AnswerKind.Grid, set.Problems[0].Kind);
        Assert.EndsWith("Test input:\n[2,3]\n[4,5]\n", set.Problems[0].Question, StringComparison.Ordinal);
        Assert.Null(set.Problems[1].Gold);
    }

    [Fact]
    public async Task LoadAsync_SingleArcTask_IsOneProblem()
    {
        var set = await Load("007bbfb7.json", """{"train":[{"input":[[1]],"output":[[2]]}],"test":[{"input":[[3]],"output":[[4]]}]}""");

        Assert.Equal("007bbfb7/0", Assert.Single(set.Problems).Id);
        Assert.Equal("[[4]]", set.Problems[0].Gold);
    }

    [Fact]
    public async Task LoadAsync_HumanEval_IsCodeWithItsTests()
    {
        var set = await Load(
            "h.jsonl", """{"task_id":"HumanEval/0","prompt":"def f():","entry_point":"f","canonical_solution":"  return 1","test":"def check(c): assert c() == 1"}""");

        var problem = Assert.Single(set.Problems);
        Assert.Equal(
            ("HumanEval/0", "def f():", "  return 1", AnswerKind.Code), (problem.Id, problem.Question, problem.Gold, problem.Kind));
        Assert.Equal("def check(c): assert c() == 1", problem.Metadata["test"]);
        Assert.Equal("f", problem.Metadata["entry_point"]);
    }

    [Fact]
    public async Task LoadAsync_CodeWithTestsOnly_IsNotMissingItsGold()
    {
        var set = await Load("h.jsonl", """{"task_id":1,"text":"Write f.","test_list":["assert f() == 1"]}""");

        Assert.Equal(0, set.MissingGolds);
    }

    [Fact]
    public async Task LoadAsync_CruxEval_AsksForTheOutput()
    {
        var set = await Load("c.jsonl", """{"code":"def f(a):\n    return a","input":"[1, 2]","output":"[1, 2]","id":"sample_0"}""");

        Assert.Equal("def f(a):\n    return a\nassert f([1, 2]) == ??", set.Problems[0].Question);
        Assert.Equal("[1, 2]", set.Problems[0].Gold);
        Assert.Equal(AnswerKind.Literal, set.Problems[0].Kind);
    }

    [Theory]
    [InlineData("""{"question":"1 1 4 6","answer":"24"}""", AnswerKind.Puzzle24)]
    [InlineData("""{"question":"4 5 6 10","answer":"24 (any valid expression using each number once)"}""", AnswerKind.Puzzle24)]
    [InlineData("""{"Puzzles":"1 1 4 6"}""", AnswerKind.Puzzle24)]
    [InlineData("""{"question":"1 2 3 4","answer":"5"}""", null)]
    [InlineData("""{"question":"What is 1 1 4 6?","answer":"24"}""", null)]
    public async Task LoadAsync_GameOf24_IsRecognised(string line, AnswerKind? kind)
    {
        var set = await Load("a.jsonl", line);

        Assert.Equal(kind, set.Problems[0].Kind);
    }

    [Fact]
    public async Task LoadAsync_LastExam_SplitsChoicesAndLeavesImagesOut()
    {
        var set = await Load(
            "hle.jsonl",
            """
            {"id":"1","question":"Which?\n\nAnswer Choices:\nA. one\nB. two\nmore","answer":"B","answer_type":"multipleChoice","image":"","category":"Math"}
            {"id":"2","question":"What?","answer":"x","answer_type":"exactMatch","image":"data:image/png;base64,AAAA","category":"Other"}
            """);

        Assert.Equal("Which?", set.Problems[0].Question);
        Assert.Equal(["one", "two\nmore"], set.Problems[0].Choices);
        Assert.Equal("B", set.Problems[0].Gold);
        Assert.Equal("Math", set.Problems[0].Category);
        Assert.Null(set.Problems[1].Kind);
        Assert.DoesNotContain("AAAA", set.Problems[1].Metadata["image"], StringComparison.Ordinal);
        Assert.Equal(1, set.LeftOutImages);
    }

    [Fact]
    public async Task LoadAsync_FurtherFields_BecomeMetadataAndCategory()
    {
        var set = await Load(
            "a.jsonl", """{"unique_id":"x","question":"q","answer":"1","subject":"Algebra","level":3,"tags":["a","b"],"note":"n","empty":""}""");

        var problem = set.Problems[0];
        Assert.Equal("Algebra", problem.Category);
        Assert.Equal(new Dictionary<string, string> { ["level"] = "3", ["note"] = "n", ["tags"] = """["a","b"]""" }, problem.Metadata);
    }

    [Fact]
    public async Task LoadAsync_Chat_AsksTheUsersWords()
    {
        var set = await Load(
            "a.jsonl", """{"input":[{"role":"system","content":"s"},{"role":"user","content":[{"type":"text","text":"q"}]}],"target":"1"}""");

        Assert.Equal("q", set.Problems[0].Question);
    }

    [Fact]
    public async Task LoadAsync_StoryApart_JoinsIt()
    {
        var set = await Load("a.json", """[{"ID":"chal-1","Body":"Ann has 3 pens","Question":"How many?","Answer":3.0}]""");

        Assert.Equal("Ann has 3 pens. How many?", set.Problems[0].Question);
        Assert.Equal("3.0", set.Problems[0].Gold);
    }

    [Fact]
    public async Task LoadAsync_StatedKind_Wins()
    {
        var set = await Load("a.jsonl", """{"question":"q","answer":"yes","kind":"yesno"}""");

        Assert.Equal(AnswerKind.YesNo, set.Problems[0].Kind);
    }

    private Task<ProblemSet> Load(string name, string text) =>
        ProblemSet.LoadAsync(_folder.Write(name, text), TestContext.Current.CancellationToken);
}
