using System.Text.Json;
using HeavySim.Experiments.Reports;

namespace HeavySim.Cli.Rendering;

/// <summary>A report on stdout: for people a table, for machines JSON.</summary>
internal static class ReportOutput
{
    /// <param name="terminal">Where it goes.</param>
    /// <param name="report">The report.</param>
    /// <param name="isJson">True for JSON, which always holds everything.</param>
    /// <param name="showsRules">True to show people, too, what each stop rule would have made of the run.</param>
    public static void Write(Terminal terminal, RunReport report, bool isJson, bool showsRules = false)
    {
        if (isJson)
            terminal.Out.WriteLine(JsonSerializer.Serialize(report, DocumentJson.Default.RunReport));
        else
            ReportText.Write(terminal.Results, report, showsRules);
    }
}
