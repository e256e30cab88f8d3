namespace HeavySim.Agents;

/// <summary>What a <see cref="CompletionReader"/> has to know of the request and of the endpoint.</summary>
internal sealed record ReadingTerms
{
    /// <summary>Our estimate of the prompt, used where the endpoint counts nothing.</summary>
    public required long PromptTokens { get; init; }

    /// <summary>Counts the prompt better, where the endpoint does not.</summary>
    public required Func<long> CountPrompt { get; init; }

    /// <summary>Counts what came, where the endpoint does not.</summary>
    public required TokenEstimate Estimate { get; init; }

    /// <summary>The limit we asked for, or null; an endpoint that ignores it is cut off by us.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Makes the exception for an error in a payload.</summary>
    public required Func<ErrorBody, Exception> Fail { get; init; }

    /// <summary>How many candidates of each token were asked for, or null for none.</summary>
    public int? TopLogprobs { get; init; }

    /// <summary>The memory for the text.</summary>
    public required ByteLease Lease { get; init; }

    /// <summary>The key that must not come back, or null.</summary>
    public KeyRedaction? Key { get; init; }

    /// <summary>What was asked for and not sent, as the endpoint refuses it.</summary>
    public IReadOnlyCollection<string> Unsent { get; init; } = [];
}
