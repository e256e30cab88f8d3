using System.Text.Json;
using HeavySim.Ensembles.Runs;

namespace HeavySim.Cli.Documents;

/// <summary>
/// The JSON document of <c>solve</c>. Shares are in 0..1, unknown is null: so is how sure one may be of an answer that a simulated model
/// made up. A confidence that is a share is no probability. The recorded run that what was learned is of is null where there was none.
/// </summary>
internal sealed record SolveDocument(
    string? Answer,
    string? Text,
    string? Reasoning,
    double? Confidence,
    bool IsShare,
    int Agents,
    string? Stopped,
    bool Simulated,
    string Method,
    string Rationale,
    LearnedRun? LearnedFrom,
    IReadOnlyList<SolveDocument.Entry> Ballot,
    IReadOnlyList<SolveDocument.Try> Attempts,
    IReadOnlyList<SolveDocument.Gap> Missing,
    IReadOnlyList<TreeDocument.Node> Tree,
    Usage Usage,
    double ElapsedSeconds)
{
    /// <summary>An answer class.</summary>
    internal sealed record Entry(string Answer, int Votes, double Score);

    /// <summary>One agent's attempt; its round is 0 where it had seen no other.</summary>
    internal sealed record Try(
        int Agent, int Round, string Model, string Endpoint, string Strategy, string Outcome, string? Answer, string? Cause,
        long? OutputTokens, double ElapsedSeconds, Tooling? Tools, TokenConfidence? TokenConfidence);

    /// <summary>What tools an attempt had, and what it did with them.</summary>
    internal sealed record Tooling(string Access, IReadOnlyList<string> Offered, IReadOnlyList<Call> Calls);

    /// <summary>A call of a tool.</summary>
    internal sealed record Call(int Round, string Tool, string Arguments, string? Result, string? Error, double ElapsedSeconds);

    /// <summary>An agent without an answer.</summary>
    internal sealed record Gap(int Agent, string Cause);

    public static void Write(TextWriter writer, Solution solution, LearnedRun? learned, bool isSimulated, bool isMadeUp) =>
        writer.WriteLine(JsonSerializer.Serialize(Of(solution, learned, isSimulated, isMadeUp), DocumentJson.Default.SolveDocument));

    private static SolveDocument Of(Solution solution, LearnedRun? learned, bool isSimulated, bool isMadeUp)
    {
        var chosen = solution.Selection.Answer;
        // The first agent that gave the chosen answer: its reasoning is what a reader wants to see.
        var speaker = solution.Ballot.Classes.FirstOrDefault(c => c.Key == chosen?.Key)?.Members[0].Attempt;
        return new SolveDocument(
            chosen?.Text,
            speaker?.Text,
            speaker?.Reasoning,
            isMadeUp ? null : solution.Selection.Confidence,
            solution.Selection.IsShare,
            solution.Attempts.Count(static a => a.Round == 0),
            solution.Stopped,
            isSimulated,
            solution.Selection.Method,
            solution.Selection.Rationale,
            learned,
            [.. solution.Selection.Ranking.Select(static r => new Entry(r.Text, r.Votes, r.Score))],
            [.. solution.Attempts.Select(static a => new Try(
                a.Agent.Index + 1, a.Round, a.Agent.Model, a.Agent.Endpoint, a.Agent.Strategy, a.Outcome.Name, a.Answer?.Text,
                a.Outcome.Explanation, a.Usage.OutputTokens, a.Elapsed.TotalSeconds, Of(a.Tools),
                a.TokenConfidence))],
            [.. solution.Missing.Select(static m => new Gap(m.Agent + 1, m.Cause))],
            TreeDocument.NodesOf(solution),
            solution.Usage,
            solution.Elapsed.TotalSeconds);
    }

    private static Tooling? Of(ToolTrace? tools) => tools is null ? null : new Tooling(
        tools.Access.ToString().ToLowerInvariant(),
        tools.Offered,
        [.. tools.Calls.Select(static c => new Call(c.Round, c.Tool, c.Arguments, c.Result, c.Error, c.Elapsed.TotalSeconds))]);
}
