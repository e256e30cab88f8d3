using HeavySim.Records.Problems;
using HeavySim.Verifier;

namespace HeavySim.Records.Tests;

/// <summary>Golds that are lists: which of them are several right answers, and which are one.</summary>
public sealed class GoldListTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("target")]
    [InlineData("answer")]
    [InlineData("ideal")]
    [InlineData("expected_output")]
    [InlineData("ground_truth")]
    [InlineData("answers")]
    public async Task LoadAsync_ListOfTexts_EachIsRight(string field)
    {
        var problem = await Load($$"""{"question":"which town?","{{field}}":["Bonn"," Bonn on the Rhine ","Bonn",""]}""");

        Assert.Equal("Bonn", problem.Gold);
        Assert.Equal("""["Bonn","Bonn on the Rhine"]""", problem.Metadata["golds"]);
        Assert.Equal(
            [Grade.Correct, Grade.Correct, Grade.Incorrect], Grades(problem, "bonn", "Bonn on the Rhine", "Bonn, Bonn on the Rhine"));
    }

    [Fact]
    public async Task LoadAsync_NumbersAsTexts_AreSeveralAnswers()
    {
        var problem = await Load("""{"question":"how many?","answer":["7","seven",8]}""");

        Assert.Equal([Grade.Correct, Grade.Correct, Grade.Incorrect], Grades(problem, "7", "8", "9"));
    }

    [Theory]
    [InlineData("""{"question":"q","answers":{"text":["Bonn","in Bonn"],"answer_start":[3,5]}}""", "Bonn")]
    [InlineData("""{"question":"q","answers":["so\n#### 1,200"]}""", "1200")]
    [InlineData("""{"question":"q","answers":[""]}""", null)]
    [InlineData("""{"question":"q","answers":[3,5]}""", "3, 5")]
    [InlineData("""{"question":"q","answer":"Bonn","answers":["Rome"]}""", "Bonn")]
    public async Task LoadAsync_OtherLists_AreReadAsTheyAreMeant(string line, string? gold) =>
        Assert.Equal(gold, (await Load(line)).Gold);

    private static IEnumerable<Grade> Grades(Problem problem, params string[] answers)
    {
        var engine = new AnswerEngine();
        return answers.Select(answer => engine.Grade(problem, engine.Read(problem, answer)));
    }

    private async Task<Problem> Load(string line) =>
        Assert.Single((await ProblemSet.LoadAsync(_folder.Write("a.jsonl", line), TestContext.Current.CancellationToken)).Problems);
}
