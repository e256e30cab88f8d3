using System.Text.Json.Serialization;

namespace HeavySim.Records.Recorded;

/// <summary>An attempt with its grade as JSON: one line of the own form, described in docs/formats.md. Absent means not known.</summary>
internal sealed record AttemptRecord
{
    public string Record { get; init; } = OwnRecords.Attempt;

    public required string Problem { get; init; }

    public int Agent { get; init; }

    public int Sample { get; init; }

    /// <summary>The round it was made in, from 0, where attempts go on from each other.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Round { get; init; }

    public string? Model { get; init; }

    public string? Endpoint { get; init; }

    public string? Strategy { get; init; }

    public double? Temperature { get; init; }

    /// <summary>Left out, it follows from whether there is an answer.</summary>
    public string? Outcome { get; init; }

    public string? Cause { get; init; }

    public string? Message { get; init; }

    public decimal? AfterSeconds { get; init; }

    public AnswerRecord? Answer { get; init; }

    public Grade? Grade { get; init; }

    public string? Checker { get; init; }

    /// <summary>How the program of a code problem fared in its tests.</summary>
    public TestReport? Tests { get; init; }

    public double? Confidence { get; init; }

    /// <summary>How sure the model was, from its tokens' log-probabilities.</summary>
    public TokenConfidence? TokenConfidence { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Truncated { get; init; }

    public int Calls { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    public decimal? Cost { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Estimated { get; init; }

    public decimal StartedSeconds { get; init; }

    public decimal ElapsedSeconds { get; init; }

    public decimal? FirstTokenSeconds { get; init; }

    /// <summary>The question, in files whose attempts stand without their problems.</summary>
    public string? Question { get; init; }

    /// <summary>The gold, in files whose attempts stand without their problems.</summary>
    public string? Gold { get; init; }

    public string? Text { get; init; }

    public string? Reasoning { get; init; }

    public ToolTrace? Tools { get; init; }

    public static AttemptRecord Of(RecordedAttempt recorded) =>
        Of(recorded.Attempt) with { Grade = recorded.Grade, Checker = recorded.Checker, Tests = recorded.Tests };

    public static AttemptRecord Of(Attempt attempt)
    {
        var outcome = OutcomeForm.Of(attempt.Outcome);
        return new()
        {
            Problem = attempt.ProblemId,
            Agent = attempt.Agent.Index,
            Sample = attempt.Sample,
            Round = attempt.Round,
            Model = attempt.Agent.Model,
            Endpoint = attempt.Agent.Endpoint,
            Strategy = attempt.Agent.Strategy,
            Temperature = FiniteOrNull(attempt.Agent.Temperature),
            Outcome = outcome.Name,
            Cause = outcome.Cause,
            Message = outcome.Message,
            AfterSeconds = Seconds.Of(outcome.After),
            Answer = AnswerRecord.Of(attempt.Answer),
            Confidence = FiniteOrNull(attempt.Confidence),
            TokenConfidence = attempt.TokenConfidence,
            Truncated = attempt.IsTruncated,
            Calls = attempt.Usage.Calls,
            InputTokens = attempt.Usage.InputTokens,
            OutputTokens = attempt.Usage.OutputTokens,
            Cost = attempt.Usage.Cost,
            Estimated = attempt.Usage.IsEstimated,
            StartedSeconds = Seconds.Of(attempt.Started),
            ElapsedSeconds = Seconds.Of(attempt.Elapsed),
            FirstTokenSeconds = Seconds.Of(attempt.TimeToFirstToken),
            Text = attempt.Text,
            Reasoning = attempt.Reasoning,
            Tools = attempt.Tools,
        };
    }

    /// <summary>The attempt, or null when the outcome is not of the closed family.</summary>
    public Attempt? ToAttempt()
    {
        var form = new OutcomeForm(Outcome ?? (Answer is null ? "abstained" : "answered"), Cause, Message, Seconds.ToTime(AfterSeconds));
        if (form.ToOutcome(AnswerRecord.ToAnswer(Answer)) is not { } outcome)
            return null;

        return new()
        {
            ProblemId = Problem,
            Agent = new AgentCard(Agent, Model ?? "", Endpoint ?? "", Strategy ?? "", Temperature),
            Sample = Sample,
            Round = Round,
            Outcome = outcome,
            Text = Text,
            Reasoning = Reasoning,
            Usage = new Usage
            {
                Calls = Calls,
                InputTokens = InputTokens,
                OutputTokens = OutputTokens,
                Cost = Cost,
                IsEstimated = Estimated,
            },
            Started = Seconds.ToTime(StartedSeconds),
            Elapsed = Seconds.ToTime(ElapsedSeconds),
            TimeToFirstToken = Seconds.ToTime(FirstTokenSeconds),
            IsTruncated = Truncated,
            Confidence = Confidence,
            TokenConfidence = TokenConfidence,
            Tools = Tools,
        };
    }

    private static double? FiniteOrNull(double? value) => value is { } known && double.IsFinite(known) ? known : null;
}
