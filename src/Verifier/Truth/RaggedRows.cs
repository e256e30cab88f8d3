using System.Runtime.InteropServices;

namespace HeavySim.Verifier.Truth;

/// <summary>Rows of unequal length, one after the other in memory: a fit goes through all of them some hundred times.</summary>
internal sealed class RaggedRows<T>
{
    private readonly List<T> _items = [];
    private readonly List<int> _ends = [];

    /// <summary>The number of rows.</summary>
    public int Count => _ends.Count;

    /// <summary>All rows in one.</summary>
    public Span<T> All => CollectionsMarshal.AsSpan(_items);

    /// <summary>A row, by its number from 0.</summary>
    public Span<T> this[int row] => All[StartOf(row).._ends[row]];

    /// <summary>Where a row begins among all.</summary>
    public int StartOf(int row) => row == 0 ? 0 : _ends[row - 1];

    /// <summary>Adds a row, which may be empty.</summary>
    public void Add(params ReadOnlySpan<T> row)
    {
        _items.AddRange(row);
        _ends.Add(_items.Count);
    }
}
