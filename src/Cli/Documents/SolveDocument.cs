using System.Text.Json;
using HeavySim.Core;
using HeavySim.Experiments;

namespace HeavySim.Cli.Documents;

/// <summary>The JSON document of <c>solve</c>. Shares are in 0..1, unknown is null.</summary>
internal sealed record SolveDocument(
    string? Answer,
    string? Text,
    double? Confidence,
    int Agents,
    string? Stopped,
    bool Simulated,
    string Method,
    string Rationale,
    IReadOnlyList<SolveDocument.Entry> Ballot,
    IReadOnlyList<SolveDocument.Try> Attempts,
    IReadOnlyList<SolveDocument.Gap> Missing,
    ReportedUsage Usage,
    double ElapsedSeconds)
{
    /// <summary>An answer class.</summary>
    internal sealed record Entry(string Answer, int Votes, double Score);

    /// <summary>One agent's attempt.</summary>
    internal sealed record Try(int Agent, string Model, string Endpoint, string Strategy, string Outcome, string? Answer, string? Cause, long? OutputTokens, double ElapsedSeconds);

    /// <summary>An agent without an answer.</summary>
    internal sealed record Gap(int Agent, string Cause);

    public static void Write(TextWriter writer, Solution solution, bool isSimulated) =>
        writer.WriteLine(JsonSerializer.Serialize(Of(solution, isSimulated), DocumentJson.Default.SolveDocument));

    private static SolveDocument Of(Solution solution, bool isSimulated)
    {
        var chosen = solution.Selection.Answer;
        return new SolveDocument(
            chosen?.Text,
            // The text of the first agent that gave the chosen answer: the reasoning a reader wants to see.
            solution.Ballot.Classes.FirstOrDefault(c => string.Equals(c.Key, chosen?.Key, StringComparison.Ordinal))?.Members[0].Attempt.Text,
            solution.Selection.Confidence,
            solution.Attempts.Count,
            solution.Stopped,
            isSimulated,
            solution.Selection.Method,
            solution.Selection.Rationale,
            [.. solution.Selection.Ranking.Select(static r => new Entry(r.Text, r.Votes, r.Score))],
            [.. solution.Attempts.Select(static a => new Try(
                a.Agent.Index + 1, a.Agent.Model, a.Agent.Endpoint, a.Agent.Strategy, a.Outcome.Name, a.Answer?.Text, a.Outcome.Explanation, a.Usage.OutputTokens, a.Elapsed.TotalSeconds))],
            [.. solution.Missing.Select(static m => new Gap(m.Agent + 1, m.Cause))],
            ReportedUsage.Of(solution.Usage),
            solution.Elapsed.TotalSeconds);
    }
}
