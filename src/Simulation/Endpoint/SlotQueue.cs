namespace HeavySim.Simulation;

/// <summary>Slots, and a first-come-first-served queue for them. Thread-safe.</summary>
internal sealed class SlotQueue(int slots)
{
    private readonly Queue<TaskCompletionSource> _queue = new();
    private readonly Lock _gate = new();
    private int _free = slots;

    /// <summary>How many wait.</summary>
    public int Waiting { get; private set; }

    /// <summary>Takes a free slot; false when there is none.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_free == 0)
                return false;

            _free--;
            return true;
        }
    }

    /// <summary>Waits for a slot.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _queue.Enqueue(waiter);
            Waiting++;
        }

        await using var registration = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                var (queue, waiter) = ((SlotQueue, TaskCompletionSource))state!;
                queue.GiveUp(waiter, token);
            },
            (this, waiter));
        await waiter.Task;
    }

    /// <summary>Gives a slot back, to the first in the queue if there is one.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            while (_queue.TryDequeue(out var next))
            {
                // Those that gave up are still in the queue, completed.
                if (next.TrySetResult())
                {
                    Waiting--;
                    return;
                }
            }

            _free++;
        }
    }

    private void GiveUp(TaskCompletionSource waiter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (waiter.TrySetCanceled(cancellationToken))
                Waiting--;
        }
    }
}
