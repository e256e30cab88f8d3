namespace HeavySim.LocalModels;

/// <summary>What <c>loop</c> is inside of a loop.</summary>
internal sealed class LoopValue(IReadOnlyList<object?> items)
{
    private static readonly Dictionary<string, Func<LoopValue, object?>> Known = new(StringComparer.Ordinal)
    {
        ["index"] = static loop => loop.Index + 1L,
        ["index0"] = static loop => (long)loop.Index,
        ["revindex"] = static loop => (long)(loop.Count - loop.Index),
        ["revindex0"] = static loop => (long)(loop.Count - loop.Index - 1),
        ["first"] = static loop => loop.Index == 0,
        ["last"] = static loop => loop.Index == loop.Count - 1,
        ["length"] = static loop => (long)loop.Count,
        ["previtem"] = static loop => loop.Item(loop.Index - 1, "there is no previous item"),
        ["nextitem"] = static loop => loop.Item(loop.Index + 1, "there is no next item"),
    };

    /// <summary>The place of the item whose turn it is, from 0.</summary>
    public int Index { get; set; }

    private int Count => items.Count;

    /// <summary>A part of it by its name.</summary>
    public object? Get(string name) => Known.TryGetValue(name, out var read)
        ? read(this)
        : throw TemplateException.Unknown($"the loop variable 'loop.{name}'");

    private object? Item(int index, string reason) => index >= 0 && index < Count ? items[index] : new Undefined(reason);
}
