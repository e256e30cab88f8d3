namespace HeavySim.LocalModels;

/// <summary>A dict, in the order in which its keys came.</summary>
internal sealed class DictValue
{
    private readonly OrderedDictionary<object, object?> _entries = new(KeyComparer.Instance);

    /// <summary>How many entries it has.</summary>
    public int Count => _entries.Count;

    /// <summary>The keys in their order.</summary>
    public IReadOnlyList<object?> Keys => [.. _entries.Keys];

    /// <summary>The values in the order of their keys.</summary>
    public IReadOnlyList<object?> Values => [.. _entries.Values];

    /// <summary>The entries in their order.</summary>
    public IEnumerable<KeyValuePair<object, object?>> Entries => _entries;

    /// <summary>The entries as pairs.</summary>
    public IReadOnlyList<object?> Pairs => [.. _entries.Select(static e => new SequenceValue([e.Key, e.Value], SequenceKind.Tuple))];

    /// <summary>Sets the value of a key.</summary>
    public void Set(object? key, object? value) => _entries[key is string or long or double or bool
        ? key
        : throw TemplateException.Failure($"a key of a dict cannot be of type '{TypeName.Of(key)}'")] = value;

    /// <summary>The value of a key, if there is one.</summary>
    public bool TryGet(object? key, out object? value)
    {
        value = null;
        return key is not null && _entries.TryGetValue(key, out value);
    }

    /// <summary>1, 1.0 and true are the same key to Python.</summary>
    private sealed class KeyComparer : IEqualityComparer<object>
    {
        public static KeyComparer Instance { get; } = new();

        public new bool Equals(object? left, object? right) => left is string || right is string
            ? string.Equals(left as string, right as string, StringComparison.Ordinal)
            : left == right || (Numbers.TryRead(left, out var l) && Numbers.TryRead(right, out var r) && l == r);

        public int GetHashCode(object key) => key is string text
            ? text.GetHashCode(StringComparison.Ordinal)
            : Numbers.TryRead(key, out var number) ? number.GetHashCode() : 0;
    }
}
