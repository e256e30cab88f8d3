using HeavySim.Experiments.Reports;

namespace HeavySim.Reporting;

/// <summary>Says what a run still lacks, so that a part of it is never taken for the whole.</summary>
internal static class Remainder
{
    /// <summary>The problems of which something is recorded, and where these are not all, of how many: "8 of 20 problems".</summary>
    public static string Problems(RunReport report) => report.Problems < report.ProblemsInSet
        ? $"{Numerals.Count(report.Problems)} of {Numerals.Counted(report.ProblemsInSet, "problem")}"
        : Numerals.Counted(report.Problems, "problem");

    /// <summary>What is missing, in a sentence; null where the run is whole, or nobody set out to solve its problems.</summary>
    public static string? Of(RunReport report)
    {
        if (report.Unfinished is not (> 0 and var unfinished))
        {
            return report.UnsettledAttempts is not (> 0 and var failed) ? null
                : $"Unfinished: {Numerals.Counted(failed, "failed attempt")} {(failed == 1 ? "is" : "are")} made again by the run's "
                    + "command, given again.";
        }

        var parts = new List<string>();
        if (report.ProblemsInSet - report.Problems is > 0 and var untouched)
            parts.Add($"nothing is recorded of {Numerals.Count(untouched)}");
        if (report.Lost is > 0 and var lost)
            parts.Add($"{Numerals.Count(lost)} for a failing endpoint");
        var missing = report.MissingAttempts is > 0 and var open
            ? $", {Numerals.Counted(open, "attempt")} {(open == 1 ? "is" : "are")} missing"
            : "";
        return $"Unfinished: {Numerals.Count(unfinished)} of {Numerals.Counted(report.ProblemsInSet, "problem")} "
            + $"{(unfinished == 1 ? "has" : "have")} no solution{(parts.Count > 0 ? $" ({string.Join(", ", parts)})" : "")}"
            + $"{missing}; the run's command, given again, goes on.";
    }

    /// <summary>How sure the tokens are: nothing where the endpoint counted all, else that they are estimated, or some of them.</summary>
    public static string Estimated(RunReport report) =>
        !report.Usage.IsEstimated ? "" : report.EstimatedThroughout ? "estimated" : "in part estimated";
}
