using System.Text.Json;
using HeavySim.Cli.Documents;
using HeavySim.Experiments;

namespace HeavySim.Cli.Rendering;

/// <summary>A report on stdout: for people a table, for machines JSON.</summary>
internal static class ReportOutput
{
    public static void Write(RunReport report, bool isJson)
    {
        if (isJson)
            Console.Out.WriteLine(JsonSerializer.Serialize(report, DocumentJson.Default.RunReport));
        else
            ReportText.Write(Terminal.Out, report);
    }
}
