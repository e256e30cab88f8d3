namespace HeavySim.LocalModels.Tests;

public sealed class GgufOptionsTests
{
    [Theory]
    [InlineData(32, 1, new[] { 32 })]
    [InlineData(32, 2, new[] { 16, 16 })]
    [InlineData(5, 2, new[] { 3, 2 })]
    [InlineData(2, 8, new[] { 1, 1 })]
    public void Parts_OfASmallModel_AreAProcessForEachThread(int slots, int threads, int[] expected)
    {
        var parts = new GgufOptions(ModelFile.Path) { Slots = slots, Threads = threads }.Parts();

        Assert.Equal(expected, parts.Select(static p => p.Slots));
        Assert.Equal(threads == 1 ? 1 : expected.Length, parts.Count);
        Assert.All(parts, static p => Assert.Equal(1, p.Threads));
    }

    [Fact]
    public void CheckFile_OfAnotherKind_SaysSo()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "this is no model");

            var error = Assert.Throws<HeavySimException>(() => new GgufOptions(path).CheckFile());

            Assert.Contains("is no GGUF file", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void CheckFile_ThatIsNotThere_SaysSo() =>
        Assert.Contains(
            "cannot be read", Assert.Throws<HeavySimException>(() => new GgufOptions("/no/such.gguf").CheckFile()).Message,
            StringComparison.Ordinal);
}
