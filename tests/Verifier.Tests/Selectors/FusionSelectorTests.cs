using HeavySim.Verifier.Truth;

namespace HeavySim.Verifier.Tests;

public class FusionSelectorTests
{
    private static readonly TruthMemory Prior = TruthMemory.Of(TruthModel.Prior);

    [Fact]
    public void Confidence_VotesOfOneModelAlone_IsTheirShareAndSaysSo()
    {
        var selection = new FusionSelector(Prior).Select(OfOneModel("a", "a", "a", "b", "c"));

        Assert.Equal("a", selection.Answer!.Key);
        Assert.True(selection.IsShare);
        Assert.Equal(.6, selection.Confidence!.Value, 12);
    }

    [Fact]
    public void Confidence_VotesOfOneModelThatAreLevel_TheShareOfEach()
    {
        var selection = new FusionSelector(Prior).Select(OfOneModel("a", "a", "b", "b"));

        Assert.True(selection.IsShare);
        Assert.Equal(.5, selection.Confidence!.Value, 12);
    }

    [Fact]
    public void Confidence_CheckersThatAreBelieved_IsAProbability()
    {
        Finding[] findings = [CheckedWorld.Verdict("a", Judgement.Correct), CheckedWorld.Verdict("b", Judgement.Incorrect)];

        Assert.False(new FusionSelector(Prior).Select(OfOneModel("a", "a", "b"), findings).IsShare);
        // While a run begins nobody is believed yet.
        Assert.True(new FusionSelector(TruthMemory.Learning()).Select(OfOneModel("a", "a", "b"), findings).IsShare);
    }

    [Fact]
    public void Confidence_SeveralModelsOrAScaleByGolds_IsAProbability()
    {
        Assert.False(new FusionSelector(Prior).Select(Ballots.Of("a", "a", "b")).IsShare);
        var scale = Calibration.Fit([(.9, 1), (.8, 0), (.7, 1), (.6, 0)], Calibration.ForFewGolds);
        Assert.False(new FusionSelector(Prior, scale).Select(OfOneModel("a", "a", "b")).IsShare);
    }

    private static Ballot OfOneModel(params string[] answers) => Ballot.Of(
        [.. answers.Select(static (a, i) => Ballots.Attempt(i, a) with { Agent = Ballots.Card(i) with { Model = "model" } })]);
}
