namespace HeavySim.Reporting;

/// <summary>The charts of a report, by name; each overlays all runs it is given.</summary>
internal static class RunCharts
{
    private static readonly IReadOnlyDictionary<string, Func<IReadOnlyList<ReportModel>, Chart>> ByName =
        new Dictionary<string, Func<IReadOnlyList<ReportModel>, Chart>>(StringComparer.Ordinal)
        {
            [CurveChart.Name] = CurveChart.Of,
            [TokensChart.Name] = TokensChart.Of,
            [LatencyChart.Name] = LatencyChart.Of,
            [CalibrationChart.Name] = CalibrationChart.Of,
            [DifficultyChart.Name] = DifficultyChart.Of,
        };

    /// <summary>Every chart's name.</summary>
    public static IReadOnlyList<string> Names { get; } = [CurveChart.Name, TokensChart.Name, LatencyChart.Name, CalibrationChart.Name, DifficultyChart.Name];

    /// <summary>The chart of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="runs">At least one run.</param>
    /// <exception cref="HeavySimException">There is no such chart.</exception>
    public static Chart Of(string name, IReadOnlyList<ReportModel> runs) => ByName.TryGetValue(name, out var draw)
        ? draw(runs)
        : throw new HeavySimException($"There is no chart '{name}'. Charts: {string.Join(", ", Names)}.");
}
