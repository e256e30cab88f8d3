using HeavySim.Experiments.Comparing;

namespace HeavySim.Experiments.Reports;

/// <summary>Adds to a report how selectors fare, with all agents and against their number.</summary>
internal static class ReportedSelectors
{
    /// <summary>
    /// The report with a table of selectors, where one is asked for, and with the curves of the run's own selector and of those asked for,
    /// where there is a curve at all; and with the golds that the table was fitted with.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <param name="run">Its run.</param>
    /// <param name="table">The selectors of the table, from <see cref="SelectorTable.Names"/>, or null for no table.</param>
    /// <param name="curves">Selectors by name.</param>
    /// <param name="answers">Marks answers that no recorded attempt gave.</param>
    /// <param name="golds">How many problems' golds may be used, 0 or more.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="HeavySimException">A table is asked for and no problem is graded, or the run cannot be read.</exception>
    public static async Task<RunReport> WithSelectorsAsync(
        this RunReport report, RunReader run, IReadOnlyList<string>? table, IReadOnlyList<string> curves, IAnswerEngine answers, int golds,
        CancellationToken cancellationToken)
    {
        var rows = table is null ? null : new SelectorTable(run, table);
        var points = new SelectorCurves(run, report.Curve.Count == 0 ? [] : SelectorCurves.Names(report.Selected?.Method, curves));
        ReplayPlan[] plans = rows is null ? [.. points.Plans] : [rows.Plan, .. points.Plans];
        var replay = new SelectorReplay(run, answers) { Golds = golds };
        if (plans.Length > 0)
            await replay.WalkAsync(plans, cancellationToken);
        var drawn = points.Curves;
        var own = drawn.FirstOrDefault(c => c.Method == report.Selected?.Method);
        return report with
        {
            Selectors = rows?.Rows(),
            SelectorCurves = drawn,
            Golds = golds == 0 ? null
                : rows is null ? new ReportedGolds(golds, Seen: 0, Measured: 0, Problems: 0)
                : new ReportedGolds(golds, replay.GoldsSeen, rows.Golds, rows.Problems),
            Selected = report.Selected is { DecidedAsItWent: true } selected && own is not null
                ? selected with { DecidedAnew = own.Points[^1].Accuracy }
                : report.Selected,
        };
    }
}
