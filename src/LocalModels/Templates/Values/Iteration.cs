namespace HeavySim.LocalModels;

/// <summary>What a loop, or a filter on a list, goes through.</summary>
internal static class Iteration
{
    /// <summary>The values that a value gives one after the other; nothing for what is undefined, an error for what is not a list.</summary>
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
        rendering.Charge(items.Count / 16);
        return items;
    }
}
