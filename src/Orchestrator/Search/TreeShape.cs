namespace HeavySim.Orchestrator;

/// <summary>The shape of a tree: of partial solutions (<see cref="TreeOptions"/>) or of answers (<see cref="AdaptiveOptions"/>).</summary>
internal abstract record TreeShape
{
    /// <summary>Reads "breadth=4,depth=3,beam=2", "best-first", "default", or "ab:calls=32".</summary>
    /// <exception cref="HeavySimException">It is none of these, or a number is out of range; the message says what is right.</exception>
    public static TreeShape Parse(string text) => text.Split(':', 2) switch
    {
        [AdaptiveOptions.Name] => new AdaptiveOptions(),
        [AdaptiveOptions.Name, var parts] => AdaptiveOptions.Parse(parts),
        _ => TreeOptions.Parse(text),
    };
}
