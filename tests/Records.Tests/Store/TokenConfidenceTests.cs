using HeavySim.Records.Recorded;
using HeavySim.Records.Samples;
using HeavySim.Records.Store;
using HeavySim.Verifier;
using Microsoft.Data.Sqlite;

namespace HeavySim.Records.Tests;

/// <summary>What is kept of tokens' confidence, in stores and files of every version.</summary>
public sealed class TokenConfidenceTests : IDisposable
{
    private static readonly TokenConfidence Measured = new(12.5, 11.25, 7.125, 8.0625);

    private readonly ScratchFolder _folder = new();

    private string Path => _folder.File("runs.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Attempt_Measured_ComesBackWholeAndInOutline()
    {
        var reader = await RecordAsync();

        var attempts = Assert.Single(reader.Problems()).Attempts;
        Assert.Equal([Measured, null], attempts.Select(static a => a.Attempt.TokenConfidence));
        Assert.Equal("unsure", Assert.IsType<Outcome.Cut>(attempts[1].Attempt.Outcome).Reason);
        var outlines = Assert.Single(reader.Outlines()).Attempts;
        Assert.Equal([Measured, null], outlines.Select(static a => a.TokenConfidence));
        Assert.Equal([false, true], outlines.Select(static a => a.IsCut));
        Assert.Equal([true, false], outlines.Select(static a => a.IsSample));
        Assert.True(reader.HasTokenConfidence());
    }

    [Fact]
    public async Task Store_OfTheVersionBefore_IsReadAndBroughtUpToDate()
    {
        var digest = (await RecordAsync(measured: null)).Digest();
        Execute(
            $"""
            ALTER TABLE attempts DROP COLUMN token_mean; ALTER TABLE attempts DROP COLUMN token_tail;
            ALTER TABLE attempts DROP COLUMN token_lowest; ALTER TABLE attempts DROP COLUMN token_bottom;
            PRAGMA user_version = {StoreSchema.WithTokenConfidence - 1}
            """);

        var old = RunStore.OpenExisting(Path).Read("first");
        Assert.Equal(digest, old.Digest());
        Assert.False(old.HasTokenConfidence());
        Assert.All(Assert.Single(old.Outlines()).Attempts, static a => Assert.Null(a.TokenConfidence));

        RunStore.Open(Path);
        Assert.Equal(digest, RunStore.OpenExisting(Path).Read("first").Digest());
    }

    [Fact]
    public async Task Export_Measured_IsImportedAgain()
    {
        var reader = await RecordAsync();
        var file = _folder.File("samples.jsonl");
        await SampleExport.WriteAsync(reader, file, SampleForm.Own, TestContext.Current.CancellationToken);

        var store = RunStore.Open(_folder.File("again.db"));
        await SampleImport.ImportAsync(
            store, file, new ImportOptions(), new AnswerEngine(), TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal(reader.Digest(), store.Read("first").Digest());
        Assert.Equal(Measured, store.Read("first").Problems().Single().Attempts[0].Attempt.TokenConfidence);
    }

    private async Task<RunReader> RecordAsync(bool? measured = true)
    {
        var store = RunStore.Open(Path);
        await using (var journal = store.Begin(RecordedRun.Settings(), RecordedRun.Problems(1), TimeProvider.System))
        {
            var whole = RecordedRun.Attempt("p0", 0);
            journal.Append(whole with { Attempt = whole.Attempt with { TokenConfidence = measured is null ? null : Measured } });
            journal.Append(RecordedRun.Ended("p0", 1, measured is null ? new Outcome.Abstained("no") : new Outcome.Cut("unsure")));
        }

        return store.Read("first");
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
