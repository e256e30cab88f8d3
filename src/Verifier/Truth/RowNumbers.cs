namespace HeavySim.Verifier.Truth;

/// <summary>
/// Numbers rows of whole numbers, equal rows alike. Problems that show the same are weighed once however many they are: of some thousand
/// problems with one model most do.
/// </summary>
internal sealed class RowNumbers
{
    // So few are sooner compared than hashed; there are no more where a model is asked of one problem.
    private const int Few = 8;

    private readonly List<int[]> _rows = [];
    private Dictionary<int[], int>? _numbers;

    /// <summary>Each row once, by its number.</summary>
    public IReadOnlyList<int[]> Rows => _rows;

    /// <summary>The number of a row, from 0 in order of appearance.</summary>
    public int Of(int[] row)
    {
        if (_rows.Count < Few)
        {
            for (var number = 0; number < _rows.Count; number++)
            {
                if (_rows[number].AsSpan().SequenceEqual(row))
                    return number;
            }
        }
        else
        {
            _numbers ??= _rows.Index().ToDictionary(static r => r.Item, static r => r.Index, new Alike());
            if (_numbers.TryGetValue(row, out var number))
                return number;

            _numbers[row] = _rows.Count;
        }

        _rows.Add(row);
        return _rows.Count - 1;
    }

    private sealed class Alike : IEqualityComparer<int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] row)
        {
            var hash = row.Length;
            foreach (var number in row)
                hash = (hash * 31) + number;
            return hash;
        }
    }
}
