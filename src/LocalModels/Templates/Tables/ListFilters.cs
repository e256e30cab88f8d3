namespace HeavySim.LocalModels;

/// <summary>The filters of lists and dicts; one more is one line.</summary>
internal static class ListFilters
{
    /// <summary>All of them.</summary>
    public static OperationTable Known { get; } = new()
    {
        { "length count", "", Length },
        { "first", "", static c => c.SubjectItems is { Count: > 0 } items ? items[0] : Empty("first") },
        { "last", "", static c => c.SubjectItems is { Count: > 0 } items ? items[^1] : Empty("last") },
        { "list", "", static c => SequenceValue.Of(c.SubjectItems) },
        { "join", "d attribute", static c => BoundedText.Join(
            PythonText.Of(c.Value(0, "")), c.SubjectItems.Select(item => PythonText.Of(Part(c.Rendering, item, c.Value(1, null))))) },
        { "reverse", "", static c => c.Subject is string text
            ? string.Concat(PythonString.Characters(text).Reverse()) : Generated(c.SubjectItems.Reverse()) },
        { "items", "", static c => Generated(c.Subject is Undefined ? [] : Dict(c).Pairs) },
        { "dictsort", "case_sensitive by reverse", DictSort },
        { "sort", "reverse case_sensitive attribute", static c => SequenceValue.Of(Sorting.By(
            c.Rendering, c.SubjectItems, item => Key(c, item, path: 2, isCaseSensitive: 1), c.Flag(0))) },
        { "unique", "case_sensitive attribute", static c => Generated(Unique(c)) },
        { "min", "case_sensitive attribute", static c => Extreme(c, isMax: false) },
        { "max", "case_sensitive attribute", static c => Extreme(c, isMax: true) },
        { "sum", "attribute start", static c => c.SubjectItems.Aggregate(
            c.Value(1, 0L), (sum, item) => Sum(c, sum, Part(c.Rendering, item, c.Value(0, null)))) },
        { "map", OperationTable.Any, static c => Generated(Mapped(c)) },
        { "select", OperationTable.Any, static c => Generated(Selected(c, byAttribute: false, wanted: true)) },
        { "reject", OperationTable.Any, static c => Generated(Selected(c, byAttribute: false, wanted: false)) },
        { "selectattr", OperationTable.Any, static c => Generated(Selected(c, byAttribute: true, wanted: true)) },
        { "rejectattr", OperationTable.Any, static c => Generated(Selected(c, byAttribute: true, wanted: false)) },
    };

    private static SequenceValue Generated(IEnumerable<object?> items) => SequenceValue.Of([.. items], SequenceKind.Generator);

    private static Undefined Empty(string which) => new($"there is no {which} item, since the sequence is empty");

    private static object? Length(Call call) => call.Subject switch
    {
        string text => (long)PythonString.Length(text),
        DictValue dict => (long)dict.Count,
        Undefined => 0L,
        SequenceValue { Kind: not SequenceKind.Generator } sequence => (long)sequence.Count,
        var value => throw TemplateException.Failure($"object of type '{TypeName.Of(value)}' has no length"),
    };

    private static DictValue Dict(Call call) => call.Subject as DictValue
        ?? throw (call.Subject is Undefined undefined
            ? undefined.Fault()
            : TemplateException.Failure($"a dict is needed, not '{TypeName.Of(call.Subject)}'"));

    private static SequenceValue DictSort(Call call)
    {
        var place = call.Value(1, "key") switch
        {
            "key" => 0,
            "value" => 1,
            _ => throw TemplateException.Failure("'dictsort' sorts by 'key' or by 'value'"),
        };
        var pairs = Dict(call).Pairs;
        return SequenceValue.Of(Sorting.By(call.Rendering, pairs, Key, call.Flag(2)));

        object? Key(object? pair) => Folded(call.Rendering, ((SequenceValue)pair!).Items[place], call.Flag(0));
    }

    /// <summary>An item, or the part of it that a path such as "a.b" names.</summary>
    private static object? Part(Rendering rendering, object? item, object? path)
    {
        if (path is null)
            return item;

        if (Numbers.TryWhole(path, out var index))
            return Members.Item(rendering, item, index);

        if (path is not string names)
            throw TemplateException.Failure($"an attribute is named by a text, not by '{TypeName.Of(path)}'");

        rendering.ChargeFor(names);
        foreach (var name in names.Split('.'))
        {
            rendering.Charge(1);
            item = Members.Item(rendering, item, long.TryParse(name, out var place) ? place : name);
        }

        return item;
    }

    /// <summary>What an item is ordered or known by; the numbers are the places of the arguments that say so.</summary>
    private static object? Key(Call call, object? item, int path, int isCaseSensitive) =>
        Folded(call.Rendering, Part(call.Rendering, item, call.Value(path, byDefault: null)), call.Flag(isCaseSensitive));

    private static object? Folded(Rendering rendering, object? value, bool isCaseSensitive)
    {
        rendering.ChargeFor(value);
        return value is string text && !isCaseSensitive ? text.ToLowerInvariant() : value;
    }

    private static IEnumerable<object?> Unique(Call call)
    {
        var seen = new DictValue();
        foreach (var item in call.SubjectItems)
        {
            var key = Key(call, item, path: 1, isCaseSensitive: 0);
            call.Rendering.ChargeFor(key);
            if (seen.TryGet(key, out _))
                continue;

            seen.Set(key, value: null);
            yield return item;
        }
    }

    private static object? Extreme(Call call, bool isMax)
    {
        var sorted = Sorting.By(call.Rendering, call.SubjectItems, item => Key(call, item, path: 1, isCaseSensitive: 0), isMax);
        return sorted.Count > 0 ? sorted[0] : Empty("aggregated");
    }

    private static object? Sum(Call call, object? sum, object? item) => item is string or SequenceValue
        ? throw TemplateException.Failure($"'sum' does not go with type '{TypeName.Of(item)}'")
        : Operators.Levels[0]["+"](call.Rendering, sum, item);

    /// <summary>The items of the subject; these filters take none and false for nothing, unlike the others.</summary>
    private static IReadOnlyList<object?> Truthy(Call call) => Truth.Of(call.Subject) ? call.SubjectItems : [];

    private static IEnumerable<object?> Mapped(Call call)
    {
        var items = Truthy(call);
        var given = call.Given;
        if (given.Positional.Count > 0)
        {
            var filter = Filters.Known.Need(given.Positional[0], "filter");
            return items.Select(item => filter.Invoke(call.Scope, item, given.Rest));
        }

        if (given.Named.Keys.FirstOrDefault(static name => name is not ("attribute" or "default")) is { } unknown)
            throw TemplateException.Unknown($"the argument '{unknown}' of 'map'");
        if (!given.Named.TryGetValue("attribute", out var path))
            throw TemplateException.Failure("'map' needs a filter or an attribute");

        var hasDefault = given.Named.TryGetValue("default", out var byDefault);
        return items.Select(item => Part(call.Rendering, item, path) is var part && part is Undefined && hasDefault ? byDefault : part);
    }

    /// <summary>The items that pass a test, themselves or by an attribute; without a test, those that are true.</summary>
    private static IEnumerable<object?> Selected(Call call, bool byAttribute, bool wanted)
    {
        var given = call.Given;
        object? path = null;
        if (byAttribute)
        {
            if (given.Positional.Count == 0)
                throw TemplateException.Failure("the attribute is missing to select by");

            (path, given) = (given.Positional[0], given.Rest);
        }

        var test = given.Positional.Count > 0 ? ValueTests.Known.Need(given.Positional[0], "test") : null;
        return Truthy(call).Where(item => wanted == Truth.Of(Passed(Part(call.Rendering, item, path))));

        object? Passed(object? value) => test is null ? value : test.Invoke(call.Scope, value, given.Rest);
    }
}
