using System.Threading.Channels;

namespace HeavySim.Records.Store;

/// <summary>
/// The one writer of a run: takes entries from a bounded channel and writes them in batches, one transaction each. It works outside the
/// world of the solve, on the pool and in real time, so a simulated clock never waits for a disk.
/// </summary>
internal sealed class JournalWriter
{
    /// <summary>How many entries may wait; a caller that is faster than the disk is held back beyond it.</summary>
    private const int Capacity = 1024;

    /// <summary>How long a batch may gather before it is written: short against any model's answer, long against a commit.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(5);

    private readonly Channel<JournalEntry> _queue = Channel.CreateBounded<JournalEntry>(
        new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly JournalStatements _statements;
    private readonly Task _loop;
    private HeavySimException? _failure;
    private volatile bool _isHeard;

    /// <summary>Starts writing to a run, on a connection of its own.</summary>
    public JournalWriter(string path, SqliteConnection connection, long run)
    {
        _path = path;
        _connection = connection;
        _statements = new JournalStatements(connection, run);
        // The default scheduler on purpose: the caller may be the pump of a virtual world, which must not run this loop.
        _loop = Task.Factory.StartNew(
            () => WriteAllAsync(_queue.Reader),
            CancellationToken.None, TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default).Unwrap();
    }

    /// <summary>Hands an entry over. Returns at once while there is room, else blocks until there is.</summary>
    /// <exception cref="HeavySimException">An earlier entry could not be written.</exception>
    public void Add(JournalEntry entry)
    {
        if (_queue.Writer.TryWrite(entry))
            return;

        ThrowIfFailed();
        try
        {
            // Blocking holds the whole virtual world, its clock included; awaiting would let the clock jump.
            _queue.Writer.WriteAsync(entry).AsTask().GetAwaiter().GetResult();
        }
        catch (ChannelClosedException closed)
        {
            ThrowIfFailed();
            throw new InvalidOperationException("The journal is closed: nothing can be appended any more.", closed);
        }
    }

    /// <summary>Completes when everything added before is committed.</summary>
    /// <exception cref="HeavySimException">It could not be written.</exception>
    public Task FlushAsync()
    {
        var flush = new JournalEntry.Flush(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Add(flush);
        return flush.Done.Task;
    }

    /// <summary>Writes what is left and lets go of the connection, blocking until it is done. May be called twice.</summary>
    /// <exception cref="HeavySimException">Something could not be written, and nobody has heard of it yet.</exception>
    public void Close()
    {
        _queue.Writer.TryComplete();
        // Called at the end of a run, also from within a virtual world, whose clock must not move while the disk is waited for.
        _loop.GetAwaiter().GetResult();
        LetGo();
    }

    /// <summary>As <see cref="Close"/>, without blocking.</summary>
    public async Task CloseAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        LetGo();
    }

    private async Task WriteAllAsync(ChannelReader<JournalEntry> entries)
    {
        var batch = new List<JournalEntry>(Capacity);
        try
        {
            while (await entries.WaitToReadAsync())
            {
                Gather(entries, batch);
                if (batch.Count < Capacity && batch.TrueForAll(static e => e is not JournalEntry.Flush) && !entries.Completion.IsCompleted)
                {
                    await Task.Delay(Linger, TimeProvider.System);
                    Gather(entries, batch);
                }

                Write(batch);
                batch.Clear();
            }
        }
        catch (Exception error)
        {
            Fail(error, entries, batch);
        }
    }

    private static void Gather(ChannelReader<JournalEntry> entries, List<JournalEntry> batch)
    {
        while (batch.Count < Capacity && entries.TryRead(out var entry))
            batch.Add(entry);
    }

    private void Write(List<JournalEntry> batch)
    {
        using (var transaction = _connection.BeginTransaction(deferred: false))
        {
            foreach (var entry in batch)
            {
                if (entry is JournalEntry.Attempt attempt)
                    _statements.Write(attempt);
                else if (entry is JournalEntry.Solution solution)
                    _statements.Write(solution);
                else if (entry is JournalEntry.Forget forget)
                    _statements.Forget(forget.Problem);
            }

            transaction.Commit();
        }

        foreach (var entry in batch)
            (entry as JournalEntry.Flush)?.Done.TrySetResult();
    }

    private void Fail(Exception error, ChannelReader<JournalEntry> entries, List<JournalEntry> batch)
    {
        var failure = error is SqliteException sqlite
            ? StoreError.Of(_path, sqlite)
            : new HeavySimException($"the store {_path} failed: {error.Message}", error);
        Volatile.Write(ref _failure, failure);
        _queue.Writer.TryComplete(failure);
        while (entries.TryRead(out var entry))
            batch.Add(entry);
        foreach (var entry in batch)
        {
            if (entry is JournalEntry.Flush flush)
                _isHeard |= flush.Done.TrySetException(failure);
        }
    }

    private void ThrowIfFailed()
    {
        if (Volatile.Read(ref _failure) is not { } failure)
            return;

        _isHeard = true;
        throw failure;
    }

    private void LetGo()
    {
        _statements.Dispose();
        _connection.Dispose();
        if (!_isHeard)
            ThrowIfFailed();
    }
}
