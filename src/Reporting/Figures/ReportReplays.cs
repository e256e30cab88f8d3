using HeavySim.Experiments.Comparing;

namespace HeavySim.Reporting;

/// <summary>What a report replays on the recorded samples. All of it is pure: nothing is asked again.</summary>
internal sealed record ReportReplays
{
    /// <summary>Names of selectors that ask no model, the plain vote first, as <see cref="SelectorTable.Names"/> gives them.</summary>
    public IReadOnlyList<string> Selectors { get; init; } = [];

    /// <summary>Selectors to show against the number of agents, besides the run's own.</summary>
    public IReadOnlyList<string> Curves { get; init; } = [];

    /// <summary>How many problems' golds fusion and the confidences may use, 0 (the default) or more.</summary>
    public int Golds { get; init; }

    /// <summary>Stop rules, replayed over all orders in which the samples might have come.</summary>
    public IReadOnlyList<IStopRule> StopRules { get; init; } = [];

    /// <summary>Marks answers that a selector chose and no attempt gave; without it no selector is replayed.</summary>
    public IAnswerEngine? Answers { get; init; }
}
