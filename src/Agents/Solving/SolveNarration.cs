using System.Globalization;

namespace HeavySim.Agents;

/// <summary>Tells of a solve as it goes, one line an event. Agents are numbered from 1, as people count.</summary>
internal static class SolveNarration
{
    private const int LongestAnswer = 120;

    /// <summary>The line for an event, or null for one that is not worth a line.</summary>
    public static string? Of(SolveEvent happened) => happened switch
    {
        SolveEvent.Started started => $"{started.Agents.Count} agents set out.",
        SolveEvent.RoundStarted round => $"Round {round.Round + 1}: {round.Attempts} agents go on from the round before.",
        SolveEvent.AttemptStarted began => $"Agent {began.Agent + 1} started.",
        SolveEvent.AttemptEnded { Attempt: var attempt } => $"Agent {attempt.Agent.Index + 1}: {Ending(attempt)}",
        SolveEvent.Voted { Ballot: { Classes.Count: > 0 } ballot } => $"Ballot: {Standing(ballot)}.",
        SolveEvent.Stopped stopped => $"Stopped: {stopped.Reason}.",
        SolveEvent.Checked { Finding: var finding } => Finding(finding),
        SolveEvent.Solved { Solution.Selection: { Answer: not null, Rationale.Length: > 0 } selection } => selection.Rationale,
        _ => null,
    };

    private static string Ending(Attempt attempt) => attempt.Answer is { } answer
        ? Short(answer.Text)
        : $"no answer ({attempt.Outcome.Name}{(attempt.Outcome.Explanation is { } why ? $": {why}" : "")}).";

    private static string Standing(Ballot ballot)
    {
        var classes = ballot.Classes.Take(4).Select(static c => $"{Short(c.Text)} x{c.Votes}");
        return string.Join(", ", classes) + (ballot.Classes.Count > 4 ? $", {ballot.Classes.Count - 4} others" : "");
    }

    private static string Finding(Finding finding) => finding switch
    {
        { Problem: { } problem } => $"Agent {finding.Checker.Index + 1} could not check: {problem}",
        Verdict verdict =>
            $"Agent {finding.Checker.Index + 1} judges {Short(verdict.AnswerKey)}: {verdict.Judgement.ToString().ToLowerInvariant()}.",
        Comparison { PreferredKey: { } preferred } comparison =>
            $"Agent {finding.Checker.Index + 1} prefers {Short(preferred)}{Margin(comparison)}.",
        Comparison { Margin: 0 } => $"Agent {finding.Checker.Index + 1} rates both the same.",
        Revision { IsChanged: true } revision =>
            $"Agent {finding.Checker.Index + 1} changes its answer to {Short(revision.Attempt.Answer!.Text)}.",
        _ => $"Agent {finding.Checker.Index + 1} compared ({finding.Method}).",
    };

    private static string Margin(Comparison comparison) => comparison.Margin is { } margin
        ? string.Create(CultureInfo.InvariantCulture, $" by {margin:0.00} of 1")
        : "";

    private static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= LongestAnswer ? line : line[..LongestAnswer] + "...";
    }
}
