using System.Globalization;
using HeavySim.Statistics;

namespace HeavySim.Reporting;

/// <summary>The curves of runs as CSV (RFC 4180): one row per run and k, shares in 0..1, unknown is empty.</summary>
internal static class CurveCsv
{
    /// <summary>Writes the header and every row.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="runs">The runs.</param>
    public static void Write(TextWriter writer, IReadOnlyList<ReportModel> runs)
    {
        writer.Write("run,simulated,k,problems,maj,maj_low,maj_high,pass,pass_low,pass_high,tokens_per_problem\n");
        foreach (var run in runs)
        {
            foreach (var point in run.Report.Curve)
            {
                writer.Write(
                    $"{Quoted(run.Run.Name)},{(run.Report.Simulated ? "true" : "false")},{point.K},{point.Problems},"
                    + $"{Cells(point.Majority)},{Cells(point.Pass)},{Cell(run.TokensOf(point.K))}\n");
            }

            // Problems of which the number that passed is known are in no point above, and have no vote.
            foreach (var point in run.Report.Passed)
            {
                writer.Write(
                    $"{Quoted(run.Run.Name)},{(run.Report.Simulated ? "true" : "false")},{point.K},{point.Problems},,,,"
                    + $"{Cells(point.Pass)},{Cell(run.TokensOf(point.K))}\n");
            }
        }
    }

    private static string Cells(Estimate share) => $"{Cell(share.Value)},{Cell(share.Low)},{Cell(share.High)}";

    private static string Cell(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
