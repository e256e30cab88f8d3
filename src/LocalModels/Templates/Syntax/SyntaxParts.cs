namespace HeavySim.LocalModels;

/// <summary>The arguments of a call as they are written.</summary>
internal sealed record ArgumentList(IReadOnlyList<Expression> Positional, IReadOnlyList<(string Name, Expression Value)> Named)
{
    /// <summary>None.</summary>
    public static ArgumentList Empty { get; } = new([], []);

    /// <summary>These and one more.</summary>
    public ArgumentList With(string name, Expression value) => this with { Named = [.. Named, (name, value)] };

    /// <summary>Their values.</summary>
    public Arguments Of(Scope scope)
    {
        if (Positional.Count == 0 && Named.Count == 0)
            return Arguments.Empty;

        var values = new List<object?>(Positional.Count);
        foreach (var argument in Positional)
        {
            var value = argument.Of(scope);
            if (argument is SpreadExpression)
                values.AddRange(((SequenceValue)value!).Items);
            else
                values.Add(value);
        }

        var named = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in Named)
            named[name] = value.Of(scope);

        return new Arguments(values, named);
    }
}

/// <summary>A parameter of a macro; without a default it is undefined where it is not given.</summary>
internal sealed record MacroParameter(string Name, Expression? Default);

/// <summary>Filters that a block is passed through, in their order.</summary>
internal sealed record BlockFilters(IReadOnlyList<(Operation Filter, ArgumentList Arguments)> Filters)
{
    /// <summary>What they make of the text of the block.</summary>
    public object? Of(Scope scope, string text)
    {
        object? value = text;
        foreach (var (filter, arguments) in Filters)
            value = filter.Invoke(scope, value, arguments.Of(scope));

        return value;
    }
}

/// <summary>What can be assigned to.</summary>
internal abstract record AssignmentTarget
{
    /// <summary>Assigns.</summary>
    public abstract void Assign(Scope scope, object? value);

    /// <summary>A variable.</summary>
    internal sealed record Variable(string Name) : AssignmentTarget
    {
        public override void Assign(Scope scope, object? value) => scope.Set(Name, value);
    }

    /// <summary>An attribute of a namespace.</summary>
    internal sealed record Attribute(string Namespace, string Name) : AssignmentTarget
    {
        public override void Assign(Scope scope, object? value)
        {
            if (scope.Get(Namespace) is not NamespaceValue holder)
                throw TemplateException.Failure($"cannot assign an attribute of '{Namespace}', which is not a namespace");

            holder.Attributes[Name] = value;
        }
    }

    /// <summary>Several at once.</summary>
    internal sealed record Several(IReadOnlyList<AssignmentTarget> Parts) : AssignmentTarget
    {
        public override void Assign(Scope scope, object? value)
        {
            var values = Iteration.Of(value, scope.Rendering);
            if (values.Count != Parts.Count)
                throw TemplateException.Failure($"{values.Count} values for {Parts.Count} names");

            for (var i = 0; i < values.Count; i++)
                Parts[i].Assign(scope, values[i]);
        }
    }
}
