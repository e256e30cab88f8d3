using HeavySim.Experiments.Comparing;
using HeavySim.Experiments.Reports;
using HeavySim.Records.Recorded;
using HeavySim.Statistics.Calibration;

namespace HeavySim.Reporting;

/// <summary>Everything a report draws of one run. Shares are in 0..1, unknown is null or empty.</summary>
internal sealed record ReportModel
{
    /// <summary>The run.</summary>
    public required RunSummary Run { get; init; }

    /// <summary>Its curve, outcomes and usage.</summary>
    public required RunReport Report { get; init; }

    /// <summary>Time to solution of each problem with an answer in seconds, ascending.</summary>
    public required IReadOnlyList<double> SolutionSeconds { get; init; }

    /// <summary>Duration of each sample in seconds, ascending.</summary>
    public required IReadOnlyList<double> SampleSeconds { get; init; }

    /// <summary>Whether the confidence in the answer chosen is borne out; of the vote's agreement where nothing was selected.</summary>
    public required CalibrationCurve? Chosen { get; init; }

    /// <summary>Whether the agents' own confidence is borne out, over samples.</summary>
    public required CalibrationCurve? Stated { get; init; }

    /// <summary>
    /// Problems by the share of their samples that is right: none; ten bins of a tenth, each with its upper edge; all. Only problems with a
    /// gold and at least one sample.
    /// </summary>
    public required IReadOnlyList<int> Difficulty { get; init; }

    /// <summary>Mean tokens of one sample, prompt and output together.</summary>
    public required double? TokensPerSample { get; init; }

    /// <summary>Mean tokens of one solution, checks and selection included.</summary>
    public required double? TokensPerSolution { get; init; }

    /// <summary>The selectors, replayed.</summary>
    public required IReadOnlyList<ReportedSelector> Selectors { get; init; }

    /// <summary>The stop rules, replayed: those of the report; empty where the run has not what it takes to tell.</summary>
    public IReadOnlyList<ReportedStopRule> StopRules => Report.StopRules ?? [];

    /// <summary>The categories, most problems first; empty when there are none.</summary>
    public required IReadOnlyList<CategoryFigure> Categories { get; init; }

    /// <summary>Lengths of all recorded texts in characters.</summary>
    internal IReadOnlyList<int> TextLengths { get; init; } = [];

    /// <summary>True for a search tree, whose leaves are no independent samples.</summary>
    internal bool IsTree => Run.Settings.Options.GetValueOrDefault("tree", "none") != "none";

    /// <summary>Tokens that k samples of a problem cost on average, or null when not known.</summary>
    public double? TokensOf(double samples) => TokensPerSample * samples;
}
