namespace HeavySim.Reporting;

/// <summary>A chart before it is drawn: what it shows, not how large.</summary>
internal sealed record Chart
{
    /// <summary>The chart's name on the command line and in the page's links: "curve", "tokens", ...</summary>
    public required string Name { get; init; }

    /// <summary>The heading.</summary>
    public required string Title { get; init; }

    /// <summary>What is to be seen, in a sentence or two; also read out by screen readers.</summary>
    public required string Summary { get; init; }

    /// <summary>The axis across.</summary>
    public required Axis X { get; init; }

    /// <summary>The axis up.</summary>
    public required Axis Y { get; init; }

    /// <summary>What is drawn, the lowest first. Empty when nothing is known: then <see cref="Summary"/> says why.</summary>
    public required IReadOnlyList<ChartMark> Marks { get; init; }

    /// <summary>The figures behind the chart.</summary>
    public required FigureTable Table { get; init; }
}
