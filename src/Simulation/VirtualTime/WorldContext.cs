namespace HeavySim.Simulation;

/// <summary>
/// The pump of one virtual world. Work posted on its own thread runs first in, first out; work from outside waits in an inbox until
/// nothing is ready inside; only then does the clock move.
/// </summary>
internal sealed class WorldContext : SynchronizationContext
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _ready = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _inbox = new();
    private readonly object _gate = new();
    private InvalidOperationException? _escape;
    private int _operations;
    private volatile bool _isAttentionNeeded;
    private volatile bool _isClosed;
    private bool _isCancellationRequested;

    public WorldContext() => Clock = new VirtualTimeProvider(this);

    public VirtualTimeProvider Clock { get; }

    /// <summary>Ends when the outside call that began last has come back: the next one comes back after it.</summary>
    public Task LastReturn { get; set; } = Task.CompletedTask;

    /// <summary>True on the world's own thread, while the world lasts.</summary>
    public bool IsInside => Environment.CurrentManagedThreadId == _thread && !_isClosed;

    /// <summary>True where the clock may be read: inside, and outside while counted work holds it still.</summary>
    public bool IsClockReadable => Environment.CurrentManagedThreadId == _thread || Volatile.Read(ref _operations) > 0 || _isClosed;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId == _thread)
        {
            if (!_isClosed)
                _ready.Enqueue((d, state));
            return;
        }

        lock (_gate)
        {
            // A world that has ended has no one left who could wait for this.
            if (_isClosed)
                return;

            if (_operations > 0)
            {
                _inbox.Enqueue((d, state));
                Monitor.Pulse(_gate);
                return;
            }
        }

        ReportEscape("A continuation came in from another thread.");
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (!IsInside)
            throw ReportEscape("Work was sent in from another thread.");

        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;

    public override void OperationStarted() => Interlocked.Increment(ref _operations);

    public override void OperationCompleted()
    {
        lock (_gate)
        {
            Interlocked.Decrement(ref _operations);
            Monitor.Pulse(_gate);
        }
    }

    public void RequestCancellation()
    {
        lock (_gate)
        {
            _isCancellationRequested = true;
            _isAttentionNeeded = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Ends the world with an error that says how to mend the code that left it; returns it for the offender to throw.</summary>
    public InvalidOperationException ReportEscape(string what)
    {
        var error = new InvalidOperationException(
            $"{what} Code in a virtual world stays on the world's thread: no ConfigureAwait(false), no Task.Run, no CancelAsync, no real "
                + $"timers; " +
            "outside work is counted with SynchronizationContext.OperationStarted and OperationCompleted.");
        lock (_gate)
        {
            _escape ??= error;
            _isAttentionNeeded = true;
            Monitor.Pulse(_gate);
        }

        return error;
    }

    public void RunUntil(Task body, CancellationTokenSource cancellation)
    {
        while (!body.IsCompleted)
        {
            if (_isAttentionNeeded)
                Attend(cancellation);

            if (!TryRunReady() && !TryTakeInbox() && !Clock.TryFireNext())
            {
                throw new InvalidOperationException(
                    $"Deadlock at {Clock.Elapsed} of virtual time: nothing is ready, no timer is set, and the body has not ended. It "
                        + $"waits for " +
                    "itself, or for work outside the world that was not counted with SynchronizationContext.OperationStarted.");
            }
        }

        // The body's last act may have posted work (progress reports, say): it runs, but the clock no longer moves.
        while (TryRunReady())
        {
        }

        if (_isAttentionNeeded)
            Attend(cancellation);
    }

    public void Close()
    {
        lock (_gate)
            _isClosed = true;

        _ready.Clear();
        Clock.Clear();
    }

    private bool TryRunReady()
    {
        if (!_ready.TryDequeue(out var work))
            return false;

        work.Callback(work.State);
        return true;
    }

    /// <summary>Waits while work is outside and none of it has come in; false when nothing is outside.</summary>
    private bool TryTakeInbox()
    {
        if (Volatile.Read(ref _operations) == 0 && _inbox.Count == 0)
            return false;

        lock (_gate)
        {
            while (_inbox.Count == 0 && Volatile.Read(ref _operations) > 0 && !_isAttentionNeeded)
                Monitor.Wait(_gate);

            var isTaken = _inbox.Count > 0;
            while (_inbox.TryDequeue(out var work))
                _ready.Enqueue(work);

            return isTaken || _isAttentionNeeded;
        }
    }

    private void Attend(CancellationTokenSource cancellation)
    {
        bool isCancellationRequested;
        lock (_gate)
        {
            _isAttentionNeeded = false;
            if (_escape is not null)
                throw _escape;

            isCancellationRequested = _isCancellationRequested;
            _isCancellationRequested = false;
        }

        // On the world's thread, so that the callbacks of the token run where they belong.
        if (isCancellationRequested)
            cancellation.Cancel();
    }
}
