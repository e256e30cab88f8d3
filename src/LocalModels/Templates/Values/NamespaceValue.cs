namespace HeavySim.LocalModels;

/// <summary>A holder of variables that a template may change from inside of a loop.</summary>
internal sealed class NamespaceValue
{
    /// <summary>The variables.</summary>
    public Dictionary<string, object?> Attributes { get; } = new(StringComparer.Ordinal);
}
