namespace HeavySim.Ensembles.Runs;

/// <summary>What a run would take. Unknown is null.</summary>
/// <param name="Problems">Problems to solve.</param>
/// <param name="Agents">Agents at each.</param>
/// <param name="Calls">Requests.</param>
/// <param name="InputTokens">Prompt tokens.</param>
/// <param name="OutputTokens">Generated tokens.</param>
/// <param name="Cost">US dollars.</param>
/// <param name="ElapsedSeconds">Wall time, on the clock of the run's world.</param>
/// <param name="Basis">
/// What the estimate rests on: "simulation", "recorded run", or "prompts" when nothing is known of the endpoint.
/// </param>
/// <param name="Assumptions">What was assumed, for people.</param>
internal sealed record RunEstimate(
    int Problems, int Agents, double Calls, double? InputTokens, double? OutputTokens, double? Cost, double? ElapsedSeconds, string Basis,
    IReadOnlyList<string> Assumptions);
