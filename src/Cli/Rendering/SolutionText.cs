using HeavySim.Ensembles.Runs;
using HeavySim.Experiments.Reports;

namespace HeavySim.Cli.Rendering;

/// <summary>A solution for people: the ballot, what is missing, and the answer last, where the eye ends.</summary>
internal static class SolutionText
{
    public static void Write(IAnsiConsole console, Solution solution, LearnedRun? learned, bool isSimulated, bool isMadeUp)
    {
        if (solution.Tree.Count > 0)
            TreeText.Write(console.Profile.Out.Writer, solution);
        if (solution.Selection.Ranking.Count > 0)
        {
            var ballot = new Table().Border(TableBorder.Simple).AddColumns("answer", "votes", "score");
            ballot.Columns[1].RightAligned();
            ballot.Columns[2].RightAligned();
            foreach (var entry in solution.Selection.Ranking)
            {
                ballot.AddRow(
                    new Text(Terminal.Line(entry.Text)),
                    new Text(entry.Votes.ToString(CultureInfo.InvariantCulture)),
                    new Text(entry.Score.ToString("0.000", CultureInfo.InvariantCulture)));
            }

            console.Write(ballot);
        }

        if (solution.Attempts is [.., { Round: > 0 and var last }])
            Line(
                console,
                $"{last + 1} rounds of {string.Join(", ", solution.Attempts.GroupBy(static a => a.Round).Select(static r => r.Count()))} "
                + "attempts; the votes above are of the last that has an answer");
        foreach (var attempt in solution.Attempts)
            Tools(console, attempt);
        foreach (var missing in solution.Missing)
            Line(console, $"agent {missing.Agent + 1} gave no answer: {Terminal.Line(missing.Cause, 120)}");
        if (solution.Stopped is { } reason)
            Line(console, $"stopped early: {reason}");
        if (learned is not null)
            Line(console, $"learned from the run {Terminal.Line(learned.Run, 100)}: {Figures.Counted(learned.Problems, "problem")}");
        if (solution.Selection.Rationale.Length > 0)
            Line(console, Terminal.Safe(solution.Selection.Rationale));
        Line(console, $"{Spent(solution)}, {Figures.Duration(solution.Elapsed)}{(isSimulated ? " (simulated)" : "")}");
        Line(console, solution.Selection.Answer is not { } answer ? "no answer: no agent gave one"
            : isMadeUp ? $"made-up answer: {Terminal.Safe(answer.Text)}   (simulated: no model was asked)"
            : $"answer: {Terminal.Safe(answer.Text)}   ({(solution.Selection.IsShare ? "share" : "confidence")} "
                + $"{Figures.Percent(solution.Selection.Confidence)} %)");
    }

    private static void Tools(IAnsiConsole console, Attempt attempt)
    {
        if (attempt.Tools is not { } tools)
            return;

        if (tools.Access == ToolAccess.None)
            Line(console, $"agent {attempt.Agent.Index + 1} had no tools: its endpoint takes none");
        foreach (var call in tools.Calls)
            Line(console, $"agent {attempt.Agent.Index + 1} called {Terminal.Line(call.Tool, 40)} {Terminal.Line(call.Arguments, 60)}: "
                + $"{Terminal.Line(call.Error is { } error ? $"error: {error}" : call.Result ?? "", 60)}");
    }

    private static string Spent(Solution solution)
    {
        var tokens = new CountedTokens();
        foreach (var attempt in solution.Attempts)
            tokens.Add(attempt.Usage);
        return Figures.Usage(solution.Usage, tokens.AreAllEstimated(solution.Usage));
    }

    private static void Line(IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(text);
}
