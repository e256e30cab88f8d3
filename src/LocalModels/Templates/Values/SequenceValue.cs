namespace HeavySim.LocalModels;

/// <summary>What Python makes of a row of values.</summary>
internal enum SequenceKind
{
    /// <summary>In square brackets.</summary>
    List,

    /// <summary>In round brackets.</summary>
    Tuple,

    /// <summary>Numbers of a range.</summary>
    Range,

    /// <summary>The keys, values or items of a dict: no place in it can be asked for.</summary>
    View,

    /// <summary>Read once: what filters such as map give. It is true even if it gives nothing, and has no length.</summary>
    Generator,
}

/// <summary>A row of values. Templates cannot change one, as Hugging Face's sandbox has it, so one can be shared.</summary>
internal sealed class SequenceValue(IReadOnlyList<object?> items, SequenceKind kind = SequenceKind.List)
{
    private bool _isRead;

    /// <summary>What Python makes of it.</summary>
    public SequenceKind Kind => kind;

    /// <summary>How many values it holds.</summary>
    public int Count => items.Count;

    /// <summary>The values.</summary>
    public IReadOnlyList<object?> Items => items;

    /// <summary>Whether a place in it can be asked for.</summary>
    public bool HasPlaces => kind is SequenceKind.List or SequenceKind.Tuple or SequenceKind.Range;

    /// <summary>The values, for a loop: those of a generator come once.</summary>
    public IReadOnlyList<object?> Read()
    {
        if (kind != SequenceKind.Generator)
            return items;

        var first = !_isRead;
        _isRead = true;
        return first ? items : [];
    }

    /// <summary>A list of values that were made, within the limit.</summary>
    public static SequenceValue Of(IReadOnlyList<object?> items, SequenceKind kind = SequenceKind.List) => items.Count <= Limits.Items
        ? new SequenceValue(items, kind)
        : throw TemplateException.Failure($"a list has more than {Limits.Items} items");
}
