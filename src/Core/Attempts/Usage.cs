namespace HeavySim.Core;

/// <summary>What work was paid for. Unknown is null, never 0; a sum with an unknown part keeps what is known.</summary>
public sealed record Usage
{
    /// <summary>Nothing asked, nothing spent.</summary>
    public static Usage None { get; } = new() { Calls = 0, InputTokens = 0, OutputTokens = 0, Cost = 0 };

    /// <summary>Requests sent to an endpoint, retries included.</summary>
    public int Calls { get; init; }

    /// <summary>Prompt tokens, or null when the endpoint did not say.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Generated tokens, reasoning included, or null when the endpoint did not say.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>US dollars, or null when the price is not known.</summary>
    public decimal? Cost { get; init; }

    /// <summary>True when a token count is our estimate and not the endpoint's word.</summary>
    public bool IsEstimated { get; init; }

    /// <summary>Adds two usages; a figure unknown on both sides stays unknown, and adding nothing changes nothing.</summary>
    public static Usage operator +(Usage left, Usage right) => left == None ? right : right == None ? left : new()
    {
        Calls = left.Calls + right.Calls,
        InputTokens = Add(left.InputTokens, right.InputTokens),
        OutputTokens = Add(left.OutputTokens, right.OutputTokens),
        Cost = left.Cost is null ? right.Cost : left.Cost + (right.Cost ?? 0),
        IsEstimated = left.IsEstimated || right.IsEstimated,
    };

    /// <summary>Adds all usages, starting from <see cref="None"/>; with no known part, tokens and cost are unknown.</summary>
    public static Usage Sum(IEnumerable<Usage> parts) => parts.Aggregate(None, static (total, part) => total + part);

    private static long? Add(long? left, long? right) => left is null ? right : left + (right ?? 0);
}
