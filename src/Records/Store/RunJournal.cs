using HeavySim.Records.Problems;

namespace HeavySim.Records.Store;

/// <summary>
/// A run being written: append-only, one writer, batched. What is appended is safe from a killed process within milliseconds; a flush
/// says when. Safe to append to from several threads.
/// </summary>
internal sealed class RunJournal : IDisposable, IAsyncDisposable
{
    private readonly RunLock _lock;
    private readonly JournalWriter _writer;
    private readonly Dictionary<string, int> _ordinals;
    private readonly RecordedProgress _progress;
    private bool _hasAppended;

    internal RunJournal(
        RunSettings settings, ProblemSet problems, RunLock runLock, JournalWriter writer, RecordedProgress progress, bool hasMoreAgents)
    {
        HasMoreAgents = hasMoreAgents;
        Settings = settings;
        Problems = problems;
        _lock = runLock;
        _writer = writer;
        _progress = progress;
        _ordinals = new Dictionary<string, int>(problems.Problems.Count, StringComparer.Ordinal);
        for (var i = 0; i < problems.Problems.Count; i++)
            _ordinals.Add(problems.Problems[i].Id, i);
    }

    /// <summary>The run's settings.</summary>
    public RunSettings Settings { get; }

    /// <summary>The run's problems.</summary>
    public ProblemSet Problems { get; }

    /// <summary>True when the run had been begun before and goes on now.</summary>
    public bool IsResumed => _progress.IsResumed;

    /// <summary>True when it goes on with more agents than it was begun with.</summary>
    public bool HasMoreAgents { get; }

    /// <summary>True when nothing is recorded, of earlier times or by this journal.</summary>
    public bool IsEmpty => !_progress.IsResumed && !Volatile.Read(ref _hasAppended);

    /// <summary>How many attempts had been recorded for good when the run was resumed.</summary>
    public long RecordedAttemptCount => _progress.Attempts - _progress.Unsettled;

    /// <summary>How many more had been recorded that are not settled, and are made again.</summary>
    public long UnsettledAttemptCount => _progress.Unsettled;

    /// <summary>How many more had been recorded that <see cref="ForgetUnlessWhole"/> took away.</summary>
    public long ForgottenAttemptCount => _progress.Forgotten;

    /// <summary>Whether a problem's solution was recorded when the run was resumed.</summary>
    public bool IsSolved(string problemId) => _progress.IsSolved(OrdinalOf(problemId));

    /// <summary>
    /// The attempts at a problem that were recorded when the run was resumed, by agent, then by sample; empty for most problems of a run
    /// cut short, which costs nothing to learn.
    /// </summary>
    public IReadOnlyList<RecordedAttempt> RecordedAttempts(string problemId) => _progress.AttemptsAt(OrdinalOf(problemId), problemId);

    /// <summary>
    /// Records an attempt. Of two records of one agent's sample of a problem the first stays, unless the second supersedes it and the first
    /// is not settled: then that becomes a try. Returns at once; blocks only while the disk is far behind, so a simulated clock never moves
    /// for it.
    /// </summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="supersedes">True when the same agent's sample was recorded before, and is made again.</param>
    /// <exception cref="HeavySimException">
    /// The journal cannot be written, now or since an earlier call (disk full, locked, damaged).
    /// </exception>
    /// <exception cref="ArgumentException">The problem is not of this run.</exception>
    public void Append(RecordedAttempt attempt, bool supersedes = false)
    {
        _writer.Add(new JournalEntry.Attempt(OrdinalOf(attempt.Attempt.ProblemId), attempt, supersedes));
        Volatile.Write(ref _hasAppended, true);
    }

    /// <summary>
    /// Records a solution and its findings, in one transaction; its attempts are appended on their own, as they end. Of two solutions of a
    /// problem the first stays. Returns as <see cref="Append(RecordedAttempt, bool)"/>.
    /// </summary>
    /// <exception cref="HeavySimException">As <see cref="Append(RecordedAttempt, bool)"/>.</exception>
    /// <exception cref="ArgumentException">The problem is not of this run.</exception>
    public void Append(RecordedSolution solution)
    {
        _writer.Add(new JournalEntry.Solution(OrdinalOf(solution.Solution.Problem.Id), solution));
        Volatile.Write(ref _hasAppended, true);
    }

    /// <summary>
    /// Where some of these problems are begun and not all are solved: takes away all that is recorded of them, to be made anew. For
    /// problems that are simulated together, whose times depend on each other. To be called before anything is appended.
    /// </summary>
    public void ForgetUnlessWhole(IReadOnlyCollection<Problem> problems)
    {
        var ordinals = problems.Select(p => OrdinalOf(p.Id)).ToList();
        if (ordinals.TrueForAll(_progress.IsSolved) || !ordinals.Exists(_progress.IsBegun))
            return;

        foreach (var ordinal in ordinals.Where(_progress.IsBegun))
        {
            _progress.Forget(ordinal);
            _writer.Add(new JournalEntry.Forget(ordinal));
        }
    }

    /// <summary>
    /// Blocks until everything appended is committed. For callers inside a virtual world, whose clock must not move meanwhile.
    /// </summary>
    /// <exception cref="HeavySimException">As <see cref="Append(RecordedAttempt, bool)"/>.</exception>
    public void Flush() => _writer.FlushAsync().GetAwaiter().GetResult();

    /// <summary>Completes when everything appended is committed, in real time: not to be awaited inside a virtual world.</summary>
    /// <exception cref="HeavySimException">As <see cref="Append(RecordedAttempt, bool)"/>.</exception>
    public Task FlushAsync(CancellationToken cancellationToken) => _writer.FlushAsync().WaitAsync(cancellationToken);

    /// <summary>Writes what is left and closes the run, blocking; as <see cref="Flush"/>.</summary>
    /// <exception cref="HeavySimException">Something could not be written, and no call before has said so.</exception>
    public void Dispose()
    {
        try
        {
            _progress.Dispose();
            _writer.Close();
        }
        finally
        {
            _lock.Dispose();
        }
    }

    /// <summary>Writes what is left and closes the run, in real time; as <see cref="FlushAsync"/>.</summary>
    /// <exception cref="HeavySimException">Something could not be written, and no call before has said so.</exception>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _progress.Dispose();
            await _writer.CloseAsync();
        }
        finally
        {
            _lock.Dispose();
        }
    }

    private int OrdinalOf(string problemId) =>
        _ordinals.TryGetValue(problemId, out var ordinal)
            ? ordinal
            : throw new ArgumentException($"Problem \"{problemId}\" is not of this run.", nameof(problemId));
}
