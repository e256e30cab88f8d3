using Microsoft.Extensions.AI;

namespace HeavySim.Verifier;

/// <summary>An agent in its role as a checker of others' answers.</summary>
/// <param name="Card">Who it is; the index tells which answers are its own, and model and temperature go into its requests.</param>
/// <param name="Client">Its model, already resilient; shared and safe to call concurrently.</param>
public sealed record Checker(AgentCard Card, IChatClient Client)
{
    /// <summary>Most tokens of a reply, reasoning included, or null (the default) for the endpoint's own limit.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>
    /// Reads what a reply cost, where the client says more than token counts (price, retries); null reads the token counts.
    /// </summary>
    public Func<ChatResponse, Usage>? Meter { get; init; }
}
