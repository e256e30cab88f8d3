namespace HeavySim.Reporting;

/// <summary>What runs are called in charts and tables.</summary>
internal static class RunNames
{
    private const int MostCharacters = 40;

    /// <summary>The run's name, and that it is simulated where it is.</summary>
    public static string Of(ReportModel run) =>
        Numerals.Shortened(run.Run.Name, MostCharacters) + (run.Report.Simulated ? " (simulated)" : "");

    /// <summary>
    /// A mark's name in a legend: what it is; where there are several runs the run's, once, and nothing for its lesser marks.
    /// </summary>
    public static string? Legend(IReadOnlyList<ReportModel> runs, int run, string what, bool isLesser = false) =>
        runs.Count == 1 ? what : isLesser ? null : Of(runs[run]);

    /// <summary>Begins the words on hover with the run's name where there are several.</summary>
    public static string Hover(IReadOnlyList<ReportModel> runs, int run, string what) =>
        runs.Count == 1 ? what : $"{RunNames.Of(runs[run])}\n{what}";

    /// <summary>A table over runs: with a first column for the run where there are several.</summary>
    public static FigureTable Table(
        IReadOnlyList<ReportModel> runs, IReadOnlyList<string> headers, Func<int, IEnumerable<IReadOnlyList<string>>> rows) =>
        new(
        runs.Count == 1 ? headers : ["run", .. headers],
        [.. Enumerable.Range(0, runs.Count).SelectMany(run => rows(run).Select(row => runs.Count == 1 ? row : [Of(runs[run]), .. row]))],
        runs.Count == 1 ? 1 : 2);
}
