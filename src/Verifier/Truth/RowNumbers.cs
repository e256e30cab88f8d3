namespace HeavySim.Verifier.Truth;

/// <summary>
/// Numbers rows of whole numbers, equal rows alike. Problems that show the same are weighed once however many they are: of some thousand
/// problems with one model most do.
/// </summary>
internal sealed class RowNumbers
{
    private readonly Dictionary<int[], int> _numbers = new(new Alike());
    private readonly List<int[]> _rows = [];

    /// <summary>Each row once, by its number.</summary>
    public IReadOnlyList<int[]> Rows => _rows;

    /// <summary>The number of a row, from 0 in order of appearance.</summary>
    public int Of(int[] row)
    {
        if (!_numbers.TryGetValue(row, out var number))
        {
            _numbers[row] = number = _rows.Count;
            _rows.Add(row);
        }

        return number;
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
