namespace HeavySim.LocalModels;

/// <summary>What a loop, or a filter on a list, goes through.</summary>
internal static class Iteration
{
    /// <summary>The values that a value gives; none if it is undefined, an error if it is not made of several.</summary>
    public static IReadOnlyList<object?> Of(object? value, Rendering rendering)
    {
        var items = value switch
        {
            SequenceValue sequence => sequence.Read(),
            string text => PythonString.Characters(text),
            DictValue dict => dict.Keys,
            Undefined => [],
            _ => throw TemplateException.Failure($"'{TypeName.Of(value)}' object is not iterable"),
        };
        rendering.Charge(items.Count / (value is string ? 4 : 16));
        return items;
    }
}
