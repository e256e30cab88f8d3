namespace HeavySim.LocalModels;

/// <summary>What a function is called with.</summary>
internal sealed record Arguments(IReadOnlyList<object?> Positional, OrderedDictionary<string, object?> Named)
{
    /// <summary>Nothing.</summary>
    public static Arguments Empty { get; } = new([], []);

    /// <summary>The arguments after the first.</summary>
    public Arguments Rest => this with { Positional = [.. Positional.Skip(1)] };
}
