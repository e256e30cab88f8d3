using HeavySim.Experiments.Reports;

namespace HeavySim.Reporting;

/// <summary>Says what figures rest on: when choices were made, and which golds were seen.</summary>
internal static class Basis
{
    /// <summary>What chose, and where it learns that it did so as the run went: "chosen by fusion, as the run went".</summary>
    public static string Chosen(ReportedSelection selected) =>
        $"chosen by {selected.Method}{(selected.DecidedAsItWent ? ", as the run went" : "")}";

    /// <summary>What is to be known of runs before their figures are read, in sentences.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<ReportModel> runs)
    {
        if (runs.Select(static r => Anew(r.Report)).OfType<string>().FirstOrDefault() is { } anew)
            yield return anew;
        foreach (var run in runs)
        {
            if (Golds(run.Report) is { } golds)
                yield return runs.Count == 1 ? golds : $"{RunNames.Of(run)}: {golds}";
        }
    }

    /// <summary>What is decided with the whole run where the run itself decided with a part; null where that makes no difference.</summary>
    private static string? Anew(RunReport report) => report.Selected is { DecidedAsItWent: true } selected
        ? $"As the run went, {selected.Method} decided each problem with what had been seen by then; decided anew is with what the whole "
            + "run has shown."
        : null;

    /// <summary>How many golds were seen, and whether their problems are measured too; null where none were asked for.</summary>
    public static string? Golds(RunReport report) => report.Golds is not { } golds ? null
        : golds.Seen == 0
        ? $"No gold was seen of the {Numerals.Count(golds.Asked)} asked for: no problem that was answered has one."
        : $"Fusion, decided anew, and confidences are fitted with the {(golds.Seen == 1 ? "gold" : "golds")} of "
            + Numerals.Counted(golds.Seen, "problem")
            + (golds.Seen < golds.Asked ? $" ({Numerals.Count(golds.Asked)} were asked for: there are no more to learn from)" : "")
            + (golds.Measured == golds.Problems ? ", which are all that are measured: how they do on others cannot be told from this."
                : golds.Measured == 0 ? $", which are not among the {Numerals.Count(golds.Problems)} measured."
                : $", which {(golds.Measured == 1 ? "is" : "are")} among the {Numerals.Count(golds.Problems)} measured.");
}
