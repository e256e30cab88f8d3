using HeavySim.Experiments.Comparing;
using HeavySim.Experiments.Reports;
using HeavySim.Orchestrator;

namespace HeavySim.Cli.Options;

/// <summary>What <see cref="ReplayOptions"/> say.</summary>
/// <param name="Selectors">The selectors, or null when none are wanted.</param>
/// <param name="StopRules">The stop rules, or null when none are wanted.</param>
/// <param name="Golds">How many problems' golds fusion and the confidences may use.</param>
internal sealed record ReplaySettings(IReadOnlyList<string>? Selectors, IReadOnlyList<IStopRule>? StopRules, int Golds)
{
    /// <summary>
    /// Reports a run with what was asked for; where no stop rules are named, with the usual ones if the run has what it takes to replay
    /// them.
    /// </summary>
    /// <exception cref="HeavySimException">What was asked for cannot be told from the run.</exception>
    public async Task<RunReport> ReportAsync(RunReader run, CancellationToken cancellationToken)
    {
        var report = await RunReportBuilder.Build(run, elapsed: null, StopRules is null ? StopRuleCatalog.Usual : [], cancellationToken)
            .WithSelectorsAsync(run, Selectors, Selectors ?? [], Ensemble.Answers, Golds, cancellationToken);
        return report with
        {
            StopRules = StopRules is null ? report.StopRules : StopReplay.Of(run, cancellationToken).Table(StopRules, cancellationToken),
        };
    }
}
