using HeavySim.Records.Store;

namespace HeavySim.Records.Tests;

public sealed class WholeFileTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WriteAsync_ExistingFile_IsReplacedWhole()
    {
        var path = _folder.Write("x.txt", "a long text from before");

        await WholeFile.WriteAsync(path, static file => file.WriteAsync("new"u8.ToArray()).AsTask());

        Assert.Equal("new", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WriteAsync_FailingOnTheWay_LeavesWhatWasThere()
    {
        var path = _folder.Write("x.txt", "before");

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            WholeFile.WriteAsync(path, static _ => throw new InvalidOperationException()));

        Assert.Equal("before", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task WriteAsync_Store_IsNeverReplaced()
    {
        var path = _folder.File("runs.db");
        RunStore.Open(path).Begin(RecordedRun.Settings(), RecordedRun.Problems(1), TimeProvider.System).Dispose();

        var error = await Assert.ThrowsAsync<HeavySimException>(() => WholeFile.WriteAsync(path, static _ => Task.CompletedTask));

        Assert.Contains("store of runs", error.Message, StringComparison.Ordinal);
        Assert.Single(RunStore.OpenExisting(path).Read().Problems());
    }

    [Theory]
    [InlineData("", "needs a name")]
    [InlineData("none/x.txt", "there is no folder")]
    [InlineData(".", "is a directory")]
    public async Task WriteAsync_NoPlaceToWrite_SaysSo(string name, string message)
    {
        var error = await Assert.ThrowsAsync<HeavySimException>(() =>
            WholeFile.WriteAsync(name.Length == 0 ? "" : _folder.File(name), static _ => Task.CompletedTask));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
