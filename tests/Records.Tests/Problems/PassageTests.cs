using HeavySim.Records.Problems;

namespace HeavySim.Records.Tests;

/// <summary>What a question is asked about: it reaches the agents, or is said to be left out.</summary>
public sealed class PassageTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"passage":" The mill burnt. ","question":"What burnt?"}""", "The mill burnt.\n\nWhat burnt?")]
    [InlineData("""{"Context":["One.","Two."],"question":"What?"}""", "One.\n\nTwo.\n\nWhat?")]
    [InlineData("""{"context":{"contexts":["One.","Two."],"labels":["a","b"]},"question":"What?"}""", "One.\n\nTwo.\n\nWhat?")]
    [InlineData("""{"instruction":"Add them.","input":"3 4"}""", "Add them.\n\n3 4")]
    [InlineData("""{"instruction":"Read.","context":"A.","input":"B?"}""", "Read.\n\nA.\n\nB?")]
    public async Task LoadAsync_Passage_StandsBeforeTheQuestion(string line, string question)
    {
        var set = await Load(line);

        Assert.Equal(question, set.Problems[0].Question);
        Assert.Empty(set.Problems[0].Metadata);
        Assert.Empty(set.LeftOutFields);
    }

    [Theory]
    [InlineData("""{"question":"q","answer":"1","table":[["a"]]}""", "table")]
    [InlineData("""{"question":"q","answer":"1","option1":"a","option2":"b"}""", "option1, option2")]
    [InlineData("""{"question":"q","answer":"1","context":{"title":["t"],"sentences":[["s"]]}}""", "context")]
    [InlineData("""{"question":"q","answer":"1","choices":"one of many"}""", "choices")]
    [InlineData("""{"question":"q","answer":"1","instruction":"Be kind."}""", "instruction")]
    public async Task LoadAsync_PartThatIsNotAsked_IsNamed(string line, string fields)
    {
        var set = await Load(line);

        Assert.Equal($"fields that may belong to the question are not put to the agents: {fields}", Assert.Single(set.Remarks));
    }

    [Fact]
    public async Task LoadAsync_CodeAndOtherMetadata_AreNoParts()
    {
        var set = await Load("""{"task_id":1,"prompt":"p","entry_point":"f","test":"t","context":"c","note":"n","hint2":"h"}""");

        Assert.Equal("p", set.Problems[0].Question);
        Assert.Empty(set.Remarks);
    }

    private Task<ProblemSet> Load(string line) =>
        ProblemSet.LoadAsync(_folder.Write("a.jsonl", line), TestContext.Current.CancellationToken);
}
