using HeavySim.Records.Store;
using Microsoft.Data.Sqlite;

namespace HeavySim.Records.Tests;

/// <summary>What a store survives: kills, other programs' files, full disks.</summary>
public sealed class RunStoreFailureTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private string Path => _folder.File("runs.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_FilesLeftByAKilledWriter_HasAllThatWasFlushed()
    {
        var problems = RecordedRun.Problems(50);
        var killed = _folder.File("killed");
        Directory.CreateDirectory(killed);
        using var journal = RunStore.Open(Path).Begin(RecordedRun.Settings(), problems, TimeProvider.System);
        for (var i = 0; i < 50; i++)
        {
            journal.Append(RecordedRun.Attempt($"p{i}", 0));
            if (i != 30)
                continue;

            // What a kill leaves: the files as they are, nothing closed, the rest still in the queue.
            journal.Flush();
            foreach (var file in Directory.GetFiles(_folder.Path, "runs.db*")
                .Where(static f => !f.EndsWith(".lock", StringComparison.Ordinal)))
                File.Copy(file, System.IO.Path.Combine(killed, System.IO.Path.GetFileName(file)));
        }

        var store = RunStore.Open(System.IO.Path.Combine(killed, "runs.db"));
        using var resumed = store.Begin(RecordedRun.Settings(), problems, TimeProvider.System);

        Assert.Equal(31, resumed.RecordedAttemptCount);
        Assert.Equal(31, store.Read().Problems().Sum(static p => p.Attempts.Count));
    }

    [Fact]
    public void Problems_WhileBeingWritten_SeesWhatIsFlushed()
    {
        using var journal = RunStore.Open(Path).Begin(RecordedRun.Settings(), RecordedRun.Problems(2), TimeProvider.System);
        journal.Append(RecordedRun.Attempt("p0", 0));
        journal.Flush();

        Assert.Single(RunStore.OpenExisting(Path).Read().Problem("p0")!.Attempts);
    }

    [Fact]
    public async Task Append_WriterFailed_SaysSoAtTheNextCall()
    {
        using var journal = RunStore.Open(Path).Begin(RecordedRun.Settings(), RecordedRun.Problems(1), TimeProvider.System);
        Execute("CREATE TRIGGER no BEFORE INSERT ON attempts BEGIN SELECT RAISE(ABORT, 'out of ink'); END");
        journal.Append(RecordedRun.Attempt("p0", 0));

        var flush = await Assert.ThrowsAsync<HeavySimException>(() => journal.FlushAsync(TestContext.Current.CancellationToken));
        var append = Assert.Throws<HeavySimException>(() => journal.Append(RecordedRun.Attempt("p0", 1)));

        Assert.Contains("out of ink", flush.Message, StringComparison.Ordinal);
        Assert.Same(flush, append);
    }

    [Fact]
    public void Dispose_WriterFailedUnheard_SaysSo()
    {
        var journal = RunStore.Open(Path).Begin(RecordedRun.Settings(), RecordedRun.Problems(1), TimeProvider.System);
        Execute("CREATE TRIGGER no BEFORE INSERT ON attempts BEGIN SELECT RAISE(ABORT, 'out of ink'); END");
        journal.Append(RecordedRun.Attempt("p0", 0));

        Assert.Throws<HeavySimException>(journal.Dispose);
        journal.Dispose();
    }

    [Fact]
    public void Append_UnknownProblem_Throws()
    {
        using var journal = RunStore.Open(Path).Begin(RecordedRun.Settings(), RecordedRun.Problems(1), TimeProvider.System);

        Assert.Throws<ArgumentException>(() => journal.Append(RecordedRun.Attempt("nowhere", 0)));
    }

    [Fact]
    public void Append_AfterDispose_Throws()
    {
        var journal = RunStore.Open(Path).Begin(RecordedRun.Settings(), RecordedRun.Problems(1), TimeProvider.System);
        journal.Dispose();

        Assert.Throws<InvalidOperationException>(() => journal.Append(RecordedRun.Attempt("p0", 0)));
    }

    [Fact]
    public async Task DisposeAsync_FromManyThreads_LosesNothing()
    {
        var problems = RecordedRun.Problems(100);
        await using (var journal = RunStore.Open(Path).Begin(RecordedRun.Settings(), problems, TimeProvider.System))
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, 3200), TestContext.Current.CancellationToken, (i, _) =>
            {
                journal.Append(RecordedRun.Attempt($"p{i % 100}", i / 100));
                return ValueTask.CompletedTask;
            });
        }

        Assert.All(RunStore.OpenExisting(Path).Read().Outlines(), static o =>
            Assert.Equal(Enumerable.Range(0, 32), o.Attempts.Select(static a => a.Agent)));
    }

    [Fact]
    public void Append_OnASynchronizationContext_NeverPostsToIt()
    {
        var before = SynchronizationContext.Current;
        var context = new RefusingContext();
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            using var journal = RunStore.Open(Path).Begin(RecordedRun.Settings(), RecordedRun.Problems(1), TimeProvider.System);
            for (var i = 0; i < 5000; i++)
                journal.Append(RecordedRun.Attempt("p0", i));
            journal.Flush();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        Assert.Equal(0, context.Posts);
        Assert.Equal(5000, Assert.Single(RunStore.OpenExisting(Path).Runs()).Attempts);
    }

    [Fact]
    public void Open_OtherFiles_SaysWhatTheyAre()
    {
        var text = _folder.Write("notes.txt", string.Concat(Enumerable.Repeat("not a database at all\n", 100)));
        var foreign = _folder.File("foreign.db");
        Execute("CREATE TABLE t (x)", foreign);
        var newer = _folder.File("newer.db");
        RunStore.Open(newer);
        Execute("PRAGMA user_version = 99", newer);

        Assert.Contains("is not a HeavySim store", Message(() => RunStore.Open(text)), StringComparison.Ordinal);
        Assert.Contains("another program's", Message(() => RunStore.Open(foreign)), StringComparison.Ordinal);
        Assert.Contains("newer HeavySim", Message(() => RunStore.Open(newer)), StringComparison.Ordinal);
        Assert.Contains("is a directory", Message(() => RunStore.Open(_folder.Path)), StringComparison.Ordinal);
        Assert.Contains(
            "cannot be opened", Message(() => RunStore.Open(System.IO.Path.Combine(_folder.Path, "no", "such.db"))),
            StringComparison.Ordinal);
        Assert.Contains("there is no store", Message(() => RunStore.OpenExisting(_folder.File("none.db"))), StringComparison.Ordinal);
        Assert.Contains(
            "is not a HeavySim store", Message(() => RunStore.OpenExisting(_folder.Write("empty.db", ""))), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("none.db")));
    }

    [Fact]
    public void Open_StoreOfTheVersionBeforeRounds_IsReadAsItIsAndThenBroughtUpToDate()
    {
        var problems = RecordedRun.Problems(1);
        using (var journal = RunStore.Open(Path).Begin(RecordedRun.Settings(), problems, TimeProvider.System))
            journal.Append(RecordedRun.Attempt("p0", 0));
        var digest = RunStore.OpenExisting(Path).Read().Digest();
        Execute(
            """
            ALTER TABLE attempts DROP COLUMN round; ALTER TABLE attempts DROP COLUMN token_mean;
            ALTER TABLE attempts DROP COLUMN token_tail; ALTER TABLE attempts DROP COLUMN token_lowest;
            ALTER TABLE attempts DROP COLUMN token_bottom; PRAGMA user_version = 3
            """);

        var old = RunStore.OpenExisting(Path).Read();
        Assert.Equal((0, 0), (Assert.Single(old.Problems()).Attempts[0].Attempt.Round, Assert.Single(old.Outlines()).Attempts[0].Round));
        Assert.Equal(digest, old.Digest());

        using (var journal = RunStore.Open(Path).Begin(RecordedRun.Settings(), problems, TimeProvider.System))
        {
            var later = RecordedRun.Attempt("p0", 0, sample: 1);
            journal.Append(later with { Attempt = later.Attempt with { Round = 1 } });
        }

        var read = RunStore.OpenExisting(Path).Read();
        Assert.Equal([0, 1], read.Problem("p0")!.Attempts.Select(static a => a.Attempt.Round));
        Assert.Equal([(0, true), (1, false)], read.Outlines().Single().Attempts.Select(static a => (a.Round, a.IsSample)));
    }

    [Fact]
    public void Problems_DamagedFile_SaysSo()
    {
        using (var journal = RunStore.Open(Path).Begin(RecordedRun.Settings(), RecordedRun.Problems(500), TimeProvider.System))
        {
            for (var i = 0; i < 500; i++)
                journal.Append(RecordedRun.Attempt($"p{i}", 0, text: new string('x', 500)));
        }

        using (var file = File.OpenWrite(Path))
        {
            file.Position = 8192;
            file.Write(new byte[(int)file.Length - 8192]);
        }

        Assert.Contains("is damaged", Message(() => RunStore.OpenExisting(Path).Read().Problems().Count()), StringComparison.Ordinal);
    }

    private void Execute(string sql, string? path = null)
    {
        using var connection = new SqliteConnection($"Data Source={path ?? Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Message(Func<object> action) => Assert.Throws<HeavySimException>(action).Message;

    private sealed class RefusingContext : SynchronizationContext
    {
        public int Posts { get; private set; }

        public override void Post(SendOrPostCallback d, object? state)
        {
            Posts++;
            base.Post(d, state);
        }
    }
}
