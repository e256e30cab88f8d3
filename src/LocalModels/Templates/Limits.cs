namespace HeavySim.LocalModels;

/// <summary>How much a template may do: it comes with a file from anywhere, and must neither hang nor exhaust the process.</summary>
internal static class Limits
{
    /// <summary>The longest template, in characters.</summary>
    public const int Source = 1_000_000;

    /// <summary>How deep its statements and expressions may stand in each other.</summary>
    public const int Nesting = 100;

    /// <summary>How many evaluations one rendering may take; long texts and lists count as several.</summary>
    public const int Steps = 1_000_000;

    /// <summary>How many evaluations may be under way inside each other.</summary>
    public const int Depth = 1_000;

    /// <summary>The longest text, in characters, written or in a variable.</summary>
    public const int Text = 4_000_000;

    /// <summary>The longest list.</summary>
    public const int Items = 1_000_000;

    /// <summary>The longest range, which is Jinja's own limit for templates that are not trusted.</summary>
    public const int Range = 100_000;

    /// <summary>How deep a value may hold values that is written or compared.</summary>
    public const int ValueDepth = 100;
}
