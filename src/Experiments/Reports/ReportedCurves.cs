using HeavySim.Experiments.Comparing;

namespace HeavySim.Experiments.Reports;

/// <summary>Adds to a report how selectors fare against the number of agents.</summary>
internal static class ReportedCurves
{
    /// <summary>The report with the curves of the run's own selector and of those asked for, where there is a curve at all.</summary>
    /// <param name="report">The report.</param>
    /// <param name="run">Its run.</param>
    /// <param name="asked">Selectors by name.</param>
    /// <param name="answers">Marks answers that no recorded attempt gave.</param>
    /// <param name="golds">How many problems' golds may be used, 0 or more.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static async Task<RunReport> WithCurvesAsync(
        this RunReport report, RunReader run, IReadOnlyList<string> asked, IAnswerEngine answers, int golds,
        CancellationToken cancellationToken) => report.Curve.Count == 0 ? report : report with
        {
            SelectorCurves = await SelectorCurves.OfAsync(
                run, SelectorCurves.Names(report.Selected?.Method, asked), answers, golds, cancellationToken),
        };
}
