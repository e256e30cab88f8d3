using HeavySim.Cli.Composition;
using HeavySim.Core;
using HeavySim.Experiments;

namespace HeavySim.Cli.Options;

/// <summary>What <see cref="ReplayOptions"/> say.</summary>
/// <param name="Selectors">The selectors, or null when none are wanted.</param>
/// <param name="StopRules">The stop rules, or null when none are wanted.</param>
internal sealed record ReplaySettings(IReadOnlyList<string>? Selectors, IReadOnlyList<IStopRule>? StopRules)
{
    /// <summary>The report with what was asked for.</summary>
    public async Task<RunReport> AddToAsync(RunReport report, RunReader run, CancellationToken cancellationToken) => report with
    {
        Selectors = Selectors is null ? null : await SelectorTable.OfAsync(run, Selectors, EnsembleFactory.Answers, cancellationToken),
        StopRules = StopRules is null ? null : StopTable.Of(run, StopRules, cancellationToken),
    };
}
