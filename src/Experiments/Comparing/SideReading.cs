namespace HeavySim.Experiments.Comparing;

/// <summary>How the choices of one side of a comparison are read off its run.</summary>
internal abstract record SideReading
{
    private SideReading()
    {
    }

    /// <summary>As the run itself chose; by the vote where it did not, as in an import.</summary>
    public sealed record AsRun : SideReading;

    /// <summary>As a selector that asks no model chooses from the recorded candidates and findings.</summary>
    /// <param name="Name">Its name, as for <see cref="SelectorTable.Names"/>.</param>
    public sealed record Selector(string Name) : SideReading;

    /// <summary>As the vote is when a stop rule ends it, in expectation over the orders in which the samples might have come.</summary>
    /// <param name="Rule">The rule.</param>
    public sealed record Stop(IStopRule Rule) : SideReading;
}
