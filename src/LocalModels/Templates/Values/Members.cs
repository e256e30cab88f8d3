namespace HeavySim.LocalModels;

/// <summary>Parts of values: attributes, items and slices. A part that is not there is undefined; a part of nothing is an error.</summary>
internal static class Members
{
    /// <summary>What is after a point: a method, or else the entry of that name.</summary>
    public static object? Attribute(object? target, string name)
    {
        if (target is Undefined undefined)
            throw undefined.Fault();

        return Own(target, name, out var value) ? value
            : target is DictValue dict && dict.TryGet(name, out value) ? value
            : Absent(target, name);
    }

    /// <summary>What is in square brackets: an entry, or else the attribute of that name.</summary>
    public static object? Item(Rendering rendering, object? target, object? key)
    {
        switch (target)
        {
            case Undefined undefined:
                throw undefined.Fault();
            case DictValue dict when dict.TryGet(key, out var value):
                return value;
            case SequenceValue { HasPlaces: true } sequence when Numbers.TryWhole(key, out var index):
                return Place(index, sequence.Count) is { } at ? sequence.Items[at] : Absent(target, key);
            case string text when Numbers.TryWhole(key, out var index):
                return Character(rendering, text, index) is { } character ? character : Absent(target, key);
            default:
                return key is string name && Own(target, name, out var own) ? own : Absent(target, key);
        }
    }

    /// <summary>A part of a list or a text.</summary>
    public static object? Slice(Rendering rendering, object? target, object? from, object? to, object? step)
    {
        switch (target)
        {
            case Undefined undefined:
                throw undefined.Fault();
            case SequenceValue { HasPlaces: true } sequence:
                return new SequenceValue([.. Places(from, to, step, sequence.Count).Select(i => sequence.Items[i])], sequence.Kind);
            case string text when PythonString.IsPlain(text):
                return Sliced(rendering, Places(from, to, step, text.Length), i => text.AsSpan(i, 1));
            case string text:
                var characters = Characters(rendering, text);
                return Sliced(rendering, Places(from, to, step, characters.Length), i => characters[i]);
            default:
                return new Undefined($"'{TypeName.Of(target)}' object has no slices");
        }
    }

    private delegate ReadOnlySpan<char> CharacterAt(int place);

    private static string Sliced(Rendering rendering, IEnumerable<int> places, CharacterAt characterAt)
    {
        var text = new StringBuilder();
        foreach (var place in places)
            text.Append(characterAt(place));

        rendering.Charge(text.Length / 16);
        return text.ToString();
    }

    /// <summary>The attributes that a value has by its type.</summary>
    private static bool Own(object? target, string name, out object? value)
    {
        value = null;
        switch (target)
        {
            case NamespaceValue holder:
                return holder.Attributes.TryGetValue(name, out value);
            case LoopValue loop:
                value = loop.Get(name);
                return true;
            default:
                if (!Methods.Of(target).TryGetValue(name, out var method))
                    return false;

                value = new OperationFunction(method, target);
                return true;
        }
    }

    private static Undefined Absent(object? target, object? key) => key is string
        ? new($"'{TypeName.Of(target)}' object has no attribute '{key}'")
        : new($"'{TypeName.Of(target)}' object has no element {PythonText.Repr(key)}");

    private static int? Place(long index, int count)
    {
        if (index < 0)
            index += count;

        return index >= 0 && index < count ? (int)index : null;
    }

    private static string? Character(Rendering rendering, string text, long index)
    {
        if (PythonString.IsPlain(text))
            return Place(index, text.Length) is { } at ? text.Substring(at, 1) : null;

        var characters = Characters(rendering, text);
        return Place(index, characters.Length) is { } place ? characters[place] : null;
    }

    private static string[] Characters(Rendering rendering, string text)
    {
        rendering.Charge(text.Length / 4);
        return PythonString.Characters(text);
    }

    private static IEnumerable<int> Places(object? from, object? to, object? step, int count)
    {
        var stride = Bound(step) ?? 1;
        if (stride == 0)
            throw TemplateException.Failure("the step of a slice cannot be zero");

        // As Python's slice.indices: bounds count from the end if negative, and are cut to what there is.
        var (lowest, highest) = stride > 0 ? (0L, (long)count) : (-1L, count - 1L);
        var begin = Cut(Bound(from), stride > 0 ? lowest : highest);
        var end = Cut(Bound(to), stride > 0 ? highest : lowest);
        return Walk(begin, end, stride);

        long Cut(long? bound, long absent) =>
            bound is not { } place ? absent : Math.Clamp(place < 0 ? place + count : place, lowest, highest);
    }

    private static IEnumerable<int> Walk(long begin, long end, long stride)
    {
        for (var place = begin; stride > 0 ? place < end : place > end;)
        {
            yield return (int)place;
            // A step beyond every text ends the walk.
            if (Math.Abs((double)stride) > int.MaxValue)
                break;

            place += stride;
        }
    }

    private static long? Bound(object? value) => value is null ? null
        : Numbers.TryWhole(value, out var number) ? number
        : throw TemplateException.Failure($"a bound of a slice must be a whole number, not '{TypeName.Of(value)}'");
}
