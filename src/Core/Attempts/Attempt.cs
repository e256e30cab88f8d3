namespace HeavySim.Core;

/// <summary>One agent's try at one problem, however it ended. This is what is journaled and paid for.</summary>
public sealed record Attempt
{
    /// <summary>The problem's id.</summary>
    public required string ProblemId { get; init; }

    /// <summary>Who tried.</summary>
    public required AgentCard Agent { get; init; }

    /// <summary>The number of the sample, as in <see cref="Assignment.Sample"/>.</summary>
    public int Sample { get; init; }

    /// <summary>
    /// The round it was made in, from 0. Attempts of the first round are independent of each other; those of a later one saw attempts of
    /// the round before (<see cref="Assignment.Earlier"/>).
    /// </summary>
    public int Round { get; init; }

    /// <summary>How it ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The model's whole text, partial where the attempt was cut, or null where there was none.</summary>
    public string? Text { get; init; }

    /// <summary>The model's reasoning where the endpoint gives it apart from the text, or null.</summary>
    public string? Reasoning { get; init; }

    /// <summary>What it cost.</summary>
    public Usage Usage { get; init; } = Usage.None;

    /// <summary>When it began, on the clock of its world, from the solve's first call slot.</summary>
    public TimeSpan Started { get; init; }

    /// <summary>How long it took, queueing and retries included.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Time from the beginning to the first token, or null when none came.</summary>
    public TimeSpan? TimeToFirstToken { get; init; }

    /// <summary>True when the model was cut off at its token limit.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>The model's own confidence in 0..1 (stated, or from log-probabilities), or null.</summary>
    public double? Confidence { get; init; }

    /// <summary>How sure the model was, token by token; null where no log-probabilities came, or none were asked for.</summary>
    public TokenConfidence? TokenConfidence { get; init; }

    /// <summary>The tools it had and called, or null when it was given none.</summary>
    public ToolTrace? Tools { get; init; }

    /// <summary>The answer, or null when the attempt has none.</summary>
    public Answer? Answer => (Outcome as Outcome.Answered)?.Answer;
}
