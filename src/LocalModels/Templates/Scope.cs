namespace HeavySim.LocalModels;

/// <summary>
/// The variables that a place of the template sees: its own, then those around it, then the functions that every template has. A loop
/// and a macro have a scope of their own, a condition has not.
/// </summary>
internal sealed class Scope(Rendering rendering, Scope? outer)
{
    private Dictionary<string, object?>? _variables;

    /// <summary>The rendering that this is part of.</summary>
    public Rendering Rendering => rendering;

    /// <summary>A scope inside of this one.</summary>
    public Scope Inner() => new(rendering, this);

    /// <summary>Sets a variable here.</summary>
    public void Set(string name, object? value) => (_variables ??= new(StringComparer.Ordinal))[name] = value;

    /// <summary>The value of a variable, or <see cref="Undefined"/>.</summary>
    public object? Get(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._variables is not null && scope._variables.TryGetValue(name, out var value))
                return value;
        }

        return Globals.Known.TryGetValue(name, out var function)
            ? new OperationFunction(function, subject: null)
            : new Undefined($"'{name}' is undefined");
    }

    private Scope? Outer => outer;
}
