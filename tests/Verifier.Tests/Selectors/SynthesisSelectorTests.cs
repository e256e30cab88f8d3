namespace HeavySim.Verifier.Tests;

public class SynthesisSelectorTests
{
    private static readonly Ballot Split = Ballots.Of("7", "7", "8", "9");

    [Fact]
    public async Task Select_AnswerOfAClass_IsChosenWithTheAgentsItRestsOn()
    {
        var model = new ScriptedModel(static r => $"Rests on: {Label(r, "8")}\nAnswer: 8");

        var selection = await SelectAsync(model, Split, [CheckedWorld.Verdict("7", Judgement.Incorrect, step: "7 is odd")]);

        Assert.Equal("8", selection.Answer!.Key);
        Assert.Equal("8", selection.Ranking[0].Key);
        Assert.Contains("it rests on \"8\" (agent 2)", selection.Rationale, StringComparison.Ordinal);
        Assert.Equal(1, selection.Usage.Calls);
        var request = Assert.Single(model.Requests);
        Assert.Equal(ModelTask.Synthesize, TaskLine.Read(request.System));
        Assert.Equal("7 is odd", request.Block("critique"));
        Assert.InRange(selection.Confidence!.Value, .05, 1);
    }

    [Theory]
    [InlineData("Verdict: correct", "10", "checked it and found it correct")]
    [InlineData("Verdict: incorrect", "7", "passed no check")]
    [InlineData("hm", "7", "passed no check")]
    public async Task Select_AnswerOfNobody_NeedsAPassedCheck(string verdict, string expected, string reason)
    {
        var model = new ScriptedModel(r => TaskLine.Read(r.System) == ModelTask.Synthesize ? "Answer: 10" : verdict);

        var selection = await SelectAsync(model, Split, []);

        Assert.Equal(expected, selection.Answer!.Key);
        Assert.Contains(reason, selection.Rationale, StringComparison.Ordinal);
        Assert.Equal(2, selection.Usage.Calls);
        Assert.NotEqual(model.Requests[0].Options.ModelId, model.Requests[1].Options.ModelId);
    }

    [Fact]
    public async Task Select_ComposerFails_BayesDecides()
    {
        var model = new ScriptedModel(static (_, _) => throw new ModelCallException(FailureCause.Server, "down"));

        var selection = await SelectAsync(model, Split, []);

        Assert.Equal("7", selection.Answer!.Key);
        Assert.Contains("Server: down", selection.Rationale, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Select_OneClassOrNone_AsksNobody()
    {
        var model = new ScriptedModel(static _ => "Answer: 1");

        Assert.Equal("7", (await SelectAsync(model, Ballots.Of("7", "7"), [])).Answer!.Key);
        Assert.Null((await SelectAsync(model, Ballots.Of(null, null), [])).Answer);
        Assert.Empty(model.Requests);
    }

    private static string Label(ScriptedModel.Request request, string answer) =>
        request.Blocks.First(b => b.Name.StartsWith("answer", StringComparison.Ordinal) && b.Text == answer).Name.Split(' ')[1];

    private static ValueTask<Selection> SelectAsync(ScriptedModel model, Ballot ballot, IReadOnlyList<Finding> findings)
    {
        var options = new SelectorOptions { Answers = new LabelledAnswers(), Calls = Panels.Options(model, 4) };
        return SelectorCatalog.Create("synthesis", options)
            .SelectAsync(Ballots.Problem(), ballot, findings, 1, TestContext.Current.CancellationToken);
    }

    /// <summary>Reads what stands after "Answer:".</summary>
    private sealed class LabelledAnswers : IAnswerEngine
    {
        public string Version => "test";

        public Answer? Extract(Problem problem, string text) =>
            text.IndexOf("Answer: ", StringComparison.Ordinal) is >= 0 and var at ? Read(problem, text[(at + 8)..]) : null;

        public Answer? Read(Problem problem, string answer) => new(answer, answer, AnswerSource.Labelled);

        public Grade Grade(Problem problem, Answer? answer) => Core.Grade.Ungraded;
    }
}
