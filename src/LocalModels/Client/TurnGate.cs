namespace HeavySim.LocalModels;

/// <summary>Lets many in together, or one alone. First come, first served. Safe to call concurrently.</summary>
internal sealed class TurnGate
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(bool Alone, TaskCompletionSource Turn)> _waiting = new();
    private int _inside;
    private bool _isAlone;

    /// <summary>Waits for a turn; <see cref="Leave"/> ends it.</summary>
    /// <param name="alone">True to be the only one.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task EnterAsync(bool alone, CancellationToken cancellationToken)
    {
        LinkedListNode<(bool Alone, TaskCompletionSource Turn)> place;
        lock (_gate)
        {
            place = _waiting.AddLast((alone, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
            Admit();
        }

        using var registration = cancellationToken.Register(() =>
        {
            lock (_gate)
            {
                if (place.List is null)
                    return;

                _waiting.Remove(place);
                place.Value.Turn.TrySetCanceled(cancellationToken);
                Admit();
            }
        });
        await place.Value.Turn.Task;
    }

    /// <summary>Ends a turn.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _inside--;
            _isAlone = false;
            Admit();
        }
    }

    private void Admit()
    {
        while (!_isAlone && _waiting.First is { } first && (!first.Value.Alone || _inside == 0))
        {
            _waiting.Remove(first);
            _inside++;
            _isAlone = first.Value.Alone;
            first.Value.Turn.TrySetResult();
        }
    }
}
