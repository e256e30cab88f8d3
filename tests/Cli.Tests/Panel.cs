using System.Globalization;
using System.Text;

namespace HeavySim.Cli.Tests;

/// <summary>Recorded samples of a small panel: one able member, the others weak and wrong together.</summary>
internal static class Panel
{
    public static string File(ScratchFolder folder, int problems = 60, string name = "panel")
    {
        var lines = new StringBuilder();
        for (var i = 0; i < problems; i++)
        {
            // Member 0 misses every tenth problem; the four others agree on one wrong answer at every second.
            var able = i % 10 == 3 ? "7" : "5";
            string[] weak = [.. Enumerable.Range(1, 4).Select(j => i % 2 == 0 ? "9" : i % 7 == j ? "6" : "5")];
            string[] answers = [able, .. weak];
            var models = i == 0 ? ""","models":["able","weak-a","weak-b","weak-c","weak-d"]""" : "";
            lines.AppendLine(string.Create(CultureInfo.InvariantCulture, $$"""
                {"id":"p{{i}}","question":"What is {{i}} - {{i - 5}}?","gold":"5","category":"{{(i % 3 == 0 ? "a" : "b")}}",{{""
                }}"answers":["{{string.Join("\",\"", answers)}}"],"outputTokens":[200,50,50,60,40]{{models}}}
                """));
        }

        return folder.Write(name + ".jsonl", lines.ToString());
    }
}
