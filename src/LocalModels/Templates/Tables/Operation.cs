namespace HeavySim.LocalModels;

/// <summary>A filter, a test, a method or a function: one line of a table.</summary>
/// <param name="Name">What templates call it.</param>
/// <param name="Parameters">The names of its parameters in their order; null takes whatever is given.</param>
/// <param name="Body">What it does.</param>
internal sealed record Operation(string Name, IReadOnlyList<string>? Parameters, Func<Call, object?> Body)
{
    /// <summary>Applies it.</summary>
    /// <param name="scope">From where.</param>
    /// <param name="subject">What a filter, a test or a method is applied to.</param>
    /// <param name="given">The arguments.</param>
    public object? Invoke(Scope scope, object? subject, Arguments given)
    {
        scope.Rendering.Charge(1);
        scope.Rendering.ChargeFor(subject);
        var value = Body(new Call(this, scope, subject, given, Bound(given)));
        scope.Rendering.ChargeFor(value);
        return value;
    }

    /// <summary>The arguments in the places of their parameters; what is not given stays open.</summary>
    private object?[] Bound(Arguments given)
    {
        if (Parameters is null)
            return [];

        if (given.Positional.Count > Parameters.Count)
            throw TemplateException.Failure($"'{Name}' takes not more than {Parameters.Count} argument(s)");

        var bound = new object?[Parameters.Count];
        Array.Fill(bound, Call.NotGiven);
        for (var i = 0; i < given.Positional.Count; i++)
            bound[i] = given.Positional[i];

        foreach (var (name, value) in given.Named)
        {
            var at = Parameters.ToList().IndexOf(name);
            if (at < 0)
                throw TemplateException.Unknown($"the argument '{name}' of '{Name}'");
            if (at < given.Positional.Count)
                throw TemplateException.Failure($"'{Name}' got several values for argument '{name}'");

            bound[at] = value;
        }

        return bound;
    }
}
