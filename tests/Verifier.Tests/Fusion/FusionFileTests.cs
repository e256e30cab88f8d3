namespace HeavySim.Verifier.Tests;

public class FusionFileTests
{
    private static readonly Lazy<FusionModel> Model = new(static () =>
        FusionTrainer.Train(PanelWorld.Dominated(seed: 1, problems: 80, members: 6)));

    [Fact]
    public void Parse_WhatWasWritten_FusesAlike()
    {
        var read = FusionFile.Parse(FusionFile.ToJson(Model.Value), "test");

        // The outcomes of the folds serve the report at the time of the fit; the file does not carry them.
        Assert.Equal(Model.Value.Report with { Outcomes = read.Report.Outcomes }, read.Report);
        foreach (var problem in PanelWorld.Dominated(seed: 2, problems: 50, members: 6))
            Assert.Equal(Model.Value.Probabilities(problem), read.Probabilities(problem));
    }

    [Fact]
    public async Task WriteAsync_ThenRead_ReplacesTheFile()
    {
        var path = Path.Combine(Path.GetTempPath(), $"fusion-{Environment.ProcessId}.json");
        try
        {
            File.WriteAllText(path, "old");
            await FusionFile.WriteAsync(path, Model.Value);

            Assert.Equal(Model.Value.BestMember, FusionFile.Read(path).BestMember);
            Assert.False(File.Exists(path + ".part"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("{", "not a fusion file")]
    [InlineData("null", "null")]
    [InlineData("{}", "not a fusion file")]
    [InlineData("[1]", "not a fusion file")]
    public void Parse_NoFusionFile_SaysSoWithItsName(string json, string expected)
    {
        var error = Assert.Throws<HeavySimException>(() => FusionFile.Parse(json, "my.json"));

        Assert.StartsWith("my.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "version 2")]
    [InlineData("heavysim-fusion", "other", "format")]
    [InlineData("\"bestMember\": \"m00\"", "\"bestMember\": \"m99\"", "m99")]
    [InlineData("\"method\": \"", "\"method\": \"x", "not a fusion file")]
    [InlineData("\"name\": \"m01\"", "\"name\": \"m00\"", "twice")]
    [InlineData("\"name\": \"m01\"", "\"name\": \"mxx\"", "m01")]
    [InlineData("\"name\": \"m01\"", "\"name\": null", "not a fusion file")]
    public void Parse_Damaged_NamesTheDamage(string from, string to, string expected)
    {
        var json = FusionFile.ToJson(Model.Value);
        Assert.Contains(from, json, StringComparison.Ordinal);

        var error = Assert.Throws<HeavySimException>(() => FusionFile.Parse(json.Replace(from, to, StringComparison.Ordinal), "my.json"));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoSuchFile_SaysHowToMakeOne()
    {
        var error = Assert.Throws<HeavySimException>(static () => FusionFile.Read("/nowhere/fusion.json"));

        Assert.Contains("heavysim fit", error.Message, StringComparison.Ordinal);
    }
}
