namespace HeavySim.LocalModels;

/// <summary>Something that can be called.</summary>
internal abstract class FunctionValue(string name)
{
    /// <summary>What it is called.</summary>
    public string Name => name;

    /// <summary>Calls it from a place of the template.</summary>
    public abstract object? Invoke(Scope caller, Arguments arguments);
}

/// <summary>A function of the table, or a method together with the value that it belongs to.</summary>
internal sealed class OperationFunction(Operation operation, object? subject) : FunctionValue(operation.Name)
{
    public override object? Invoke(Scope caller, Arguments arguments) => operation.Invoke(caller, subject, arguments);
}

/// <summary>A macro: it sees the place where it was defined, and gives the text that it writes.</summary>
internal sealed class MacroFunction(
    string name, IReadOnlyList<MacroParameter> parameters, IReadOnlyList<Statement> body, Scope definition) : FunctionValue(name)
{
    /// <summary>What a macro calls the block that it was called with.</summary>
    public const string Caller = "caller";

    public override object? Invoke(Scope caller, Arguments arguments)
    {
        if (arguments.Positional.Count > parameters.Count)
            throw TemplateException.Failure($"macro '{Name}' takes not more than {parameters.Count} argument(s)");

        if (arguments.Named.Keys.FirstOrDefault(given => given != Caller && parameters.All(p => p.Name != given)) is { } unknown)
            throw TemplateException.Failure($"macro '{Name}' takes no keyword argument '{unknown}'");

        var scope = definition.Inner();
        if (arguments.Named.TryGetValue(Caller, out var block))
            scope.Set(Caller, block);

        for (var i = 0; i < parameters.Count; i++)
            scope.Set(parameters[i].Name, Value(i, arguments, scope));

        var text = new StringBuilder();
        Statement.RenderAll(body, scope, text);
        return text.ToString();
    }

    private object? Value(int index, Arguments arguments, Scope scope)
    {
        var (name, byDefault) = parameters[index];
        var isNamed = arguments.Named.TryGetValue(name, out var named);
        if (index < arguments.Positional.Count)
        {
            return isNamed
                ? throw TemplateException.Failure($"macro '{Name}' got several values for argument '{name}'")
                : arguments.Positional[index];
        }

        return isNamed ? named : byDefault is null ? new Undefined($"parameter '{name}' was not provided") : byDefault.Of(scope);
    }
}
