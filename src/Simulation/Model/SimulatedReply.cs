namespace HeavySim.Simulation;

/// <summary>What the simulated model answers to a request, and how long it would take on an idle endpoint.</summary>
internal sealed record SimulatedReply
{
    /// <summary>The model's thoughts, or null without thinking.</summary>
    public string? Reasoning { get; init; }

    /// <summary>The text; cut where the reply is.</summary>
    public required string Text { get; init; }

    /// <summary>Prompt tokens.</summary>
    public required int InputTokens { get; init; }

    /// <summary>Generated tokens, reasoning included.</summary>
    public required int OutputTokens { get; init; }

    /// <summary>Tokens of reasoning among them.</summary>
    public int ReasoningTokens { get; init; }

    /// <summary>True when the reply ran into its token limit.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>The confidences of its tokens, to be drawn once from first to last; null where they are not asked for.</summary>
    public ConfidenceTrack? Confidences { get; init; }

    /// <summary>Over how many candidates of each token.</summary>
    public int TopLogprobs { get; init; }

    /// <summary>Seconds from the grant of a slot to the first token.</summary>
    public required double FirstTokenSeconds { get; init; }

    /// <summary>Tokens a second on an idle endpoint.</summary>
    public required double TokensPerSecond { get; init; }
}
