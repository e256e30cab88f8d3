using System.Diagnostics.CodeAnalysis;

namespace HeavySim.Simulation;

/// <summary>
/// Binary heap of timers by (time, order of setting) that knows each timer's place. The framework's PriorityQueue removes in O(n), and most
/// timers of a solve are time limits that are cancelled.
/// </summary>
internal sealed class TimerHeap
{
    private VirtualTimer[] _items = new VirtualTimer[64];
    private int _count;
    private long _orders;

    public void Add(VirtualTimer timer, long due)
    {
        if (_count == _items.Length)
            Array.Resize(ref _items, _count * 2);

        timer.Due = due;
        timer.Order = _orders++;
        Up(_count++, timer);
    }

    public void Remove(VirtualTimer timer)
    {
        var at = timer.Index;
        if (at < 0)
            return;

        timer.Index = -1;
        var last = _items[--_count];
        _items[_count] = null!;
        if (at == _count)
            return;

        if (at > 0 && IsBefore(last, _items[(at - 1) / 2]))
            Up(at, last);
        else
            Down(at, last);
    }

    public bool TryTakeFirst([NotNullWhen(true)] out VirtualTimer? first)
    {
        first = _count > 0 ? _items[0] : null;
        if (first is null)
            return false;

        Remove(first);
        return true;
    }

    public void Clear()
    {
        for (var i = 0; i < _count; i++)
            _items[i].Index = -1;

        Array.Clear(_items, 0, _count);
        _count = 0;
    }

    private static bool IsBefore(VirtualTimer left, VirtualTimer right) =>
        left.Due < right.Due || (left.Due == right.Due && left.Order < right.Order);

    private void Up(int at, VirtualTimer timer)
    {
        while (at > 0)
        {
            var parent = (at - 1) / 2;
            if (!IsBefore(timer, _items[parent]))
                break;

            Place(at, _items[parent]);
            at = parent;
        }

        Place(at, timer);
    }

    private void Down(int at, VirtualTimer timer)
    {
        while (true)
        {
            var child = (2 * at) + 1;
            if (child >= _count)
                break;

            if (child + 1 < _count && IsBefore(_items[child + 1], _items[child]))
                child++;

            if (!IsBefore(_items[child], timer))
                break;

            Place(at, _items[child]);
            at = child;
        }

        Place(at, timer);
    }

    private void Place(int at, VirtualTimer timer)
    {
        _items[at] = timer;
        timer.Index = at;
    }
}
