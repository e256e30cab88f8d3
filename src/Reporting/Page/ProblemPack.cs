using System.IO.Compression;
using System.Text.Json;
using HeavySim.Records.Recorded;
using static HeavySim.Reporting.ProblemDetails;

namespace HeavySim.Reporting;

/// <summary>Packs all that is known of a problem as JSON, gzip and base64: of an alphabet in which no markup can be written.</summary>
internal sealed class ProblemPack
{
    private const int MostAnswerCharacters = 400;
    private const int LeastAnswerCharacters = 40;
    private const int MostQuestionCharacters = 20_000;

    private readonly RecordedProblem _problem;
    private readonly ProblemResult _result;
    private readonly int _most;

    private ProblemPack(RecordedProblem problem, ProblemResult result, int charactersPerText) =>
        (_problem, _result, _most) = (problem, result, charactersPerText);

    /// <summary>Packs a problem with so many characters per recorded text.</summary>
    public static string Of(RecordedProblem problem, ProblemResult result, int charactersPerText)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            JsonSerializer.Serialize(
                gzip, new ProblemPack(problem, result, charactersPerText).Details(), ProblemDetailsJson.Default.ProblemDetails);

        return Convert.ToBase64String(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    private ProblemDetails Details()
    {
        var problem = _problem.Problem;
        var solution = _problem.Solution?.Solution;
        return new ProblemDetails
        {
            Question = CutText.Of(problem.Question, Math.Min(MostQuestionCharacters, 4 * _most)),
            Choices = problem.Choices.Count == 0 ? null : [.. problem.Choices.Take(64).Select(Short)],
            Gold = problem.Gold is { } gold ? Short(gold) : null,
            Choice = solution is null ? null : Choice(solution),
            Rationale = solution?.Selection.Rationale is { Length: > 0 } why ? Numerals.Shortened(why, 2 * MostAnswerCharacters) : null,
            Stopped = solution?.Stopped,
            Spent = solution is null ? null : $"{Spent(solution.Usage)}, {Numerals.Seconds(solution.Elapsed.TotalSeconds)} to solution",
            Answers = [.. _result.Final.Classes.Take(64).Select(Row)],
            Findings = [.. (solution?.Findings ?? []).Select(Row)],
            Tree = TreeRows.Of(solution?.Tree ?? [], Math.Clamp(_most, LeastAnswerCharacters, MostAnswerCharacters)),
            Attempts = [.. _problem.Attempts.Select(Row)],
        };
    }

    private string Choice(Solution solution) => solution.Selection switch
    {
        { Answer: null } selection => $"{selection.Method} had nothing to choose from",
        { Answer: { } answer, Confidence: { } confidence } selection =>
            $"{Short(answer.Text)} (by {selection.Method}, confidence {Numerals.Percent(confidence)})",
        { Answer: { } answer } selection => $"{Short(answer.Text)} (by {selection.Method})",
    };

    private AnswerRow Row(AnswerClass answer)
    {
        var solution = _problem.Solution?.Solution;
        var share = _result.RightShare(answer.Key);
        if (share is null && solution?.Selection.Answer?.Key == answer.Key
            && _problem.Solution is { Grade: Grade.Correct or Grade.Incorrect } graded)
            share = graded.Grade == Grade.Correct ? 1 : 0;
        return new AnswerRow(
            Short(answer.Text),
            answer.Votes,
            !_problem.IsGraded || share is null ? null : share >= .5,
            solution?.Selection.Ranking.FirstOrDefault(r => r.Key == answer.Key)?.Score,
            string.Join(", ", answer.Members.Take(64).Select(static m => Number(m.Attempt.Agent, m.Attempt.Sample))));
    }

    private FindingRow Row(Finding finding)
    {
        var (says, tone, about) = finding switch
        {
            Verdict { Judgement: Judgement.Correct } verdict => ($"accepts{Sure(verdict.Confidence)}", "good", Answer(verdict.AnswerKey)),
            Verdict { Judgement: Judgement.Incorrect } verdict => (
                $"rejects{Sure(verdict.Confidence)}{(verdict.FirstWrongStep is { } step ? $": {Short(step)}" : "")}",
                "bad",
                Answer(verdict.AnswerKey)),
            Verdict { Judgement: Judgement.Unsure } verdict => ("cannot tell", "flat", Answer(verdict.AnswerKey)),
            Verdict verdict => ("said nothing readable", "flat", Answer(verdict.AnswerKey)),
            Comparison { PreferredKey: { } preferred, Margin: { } margin } => (
                $"prefers by {Numerals.Percent(margin)} of the scale", "good", Answer(preferred)),
            Comparison { PreferredKey: { } preferred } => ("prefers", "good", Answer(preferred)),
            Comparison { Margin: 0 } => ("rated both the same", "flat", null),
            Comparison => ("made no choice", "flat", null),
            Revision { IsChanged: true } revision => ("changed its answer to", "good", Short(revision.Attempt.Answer?.Text ?? "")),
            Revision => ("kept its answer", "flat", null),
            _ => ("", "flat", (string?)null),
        };
        return new FindingRow(
            Who(finding.Checker, 0),
            finding.Method, says, tone, about,
            CutText.OfKnown(finding.Text, _most),
            finding.Problem is { } why ? Short(why) : null);

        string Answer(string key) => Short(_result.Final.Classes.FirstOrDefault(c => c.Key == key)?.Text ?? key);
    }

    private AttemptRow Row(RecordedAttempt recorded)
    {
        var attempt = recorded.Attempt;
        var facts = new List<string> { Spent(attempt.Usage) };
        if (attempt.Elapsed > TimeSpan.Zero)
            facts.Add(Numerals.Seconds(attempt.Elapsed.TotalSeconds));
        if (attempt.Confidence is { } confidence)
            facts.Add($"sure {Numerals.Percent(confidence)}");
        if (attempt.IsTruncated)
            facts.Add("cut at its token limit");
        if (attempt.Tools is { Calls.Count: > 0 } tools)
            facts.Add($"{tools.Calls.Count} tool calls");
        if (attempt.Round > 0)
            facts.Insert(0, $"round {attempt.Round + 1}");
        var tone = recorded.Grade switch { Grade.Correct => "good", Grade.Incorrect => "bad", _ => "flat" };
        return new AttemptRow(
            Who(attempt.Agent, attempt.Sample),
            attempt.Outcome.Name,
            attempt.Answer is { } answer ? Short(answer.Text) : null,
            tone,
            attempt.Outcome.Explanation is { } why ? Numerals.Shortened(why, MostAnswerCharacters) : null,
            string.Join(", ", facts.Where(static f => f.Length > 0)),
            CutText.OfKnown(attempt.Text, _most),
            CutText.OfKnown(attempt.Reasoning, _most));
    }

    private static string Sure(double? confidence) => confidence is { } known ? $" ({Numerals.Percent(known)} sure)" : "";

    private string Who(AgentCard agent, int sample) =>
        string.Join(" · ", new[] { Number(agent, sample), Short(agent.Model), agent.Strategy }.Where(static part => part.Length > 0));

    private static string Number(AgentCard agent, int sample) => sample == 0 ? $"{agent.Index + 1}" : $"{agent.Index + 1}.{sample + 1}";

    /// <summary>Answers give way with the texts, later: many of them long and different take room as well.</summary>
    private string Short(string text) => Numerals.Shortened(text, Math.Clamp(_most, LeastAnswerCharacters, MostAnswerCharacters));

    private static string Spent(Usage usage)
    {
        var parts = new List<string>();
        if (usage.InputTokens is { } input and > 0)
            parts.Add($"{Numerals.Short(input)} tokens in");
        if (usage.OutputTokens is { } output and > 0)
            parts.Add($"{Numerals.Short(output)} out");
        if (usage.Cost is { } cost and > 0)
            parts.Add(Numerals.Dollars(cost));
        if (usage.IsEstimated && parts.Count > 0)
            parts.Add("in part estimated");
        return string.Join(", ", parts);
    }
}
