namespace HeavySim.Core;

/// <summary>Who an agent is: what the journal, the events and the reports say of it.</summary>
/// <param name="Index">Place in the roster, from 0.</param>
/// <param name="Model">The model's name at its endpoint.</param>
/// <param name="Endpoint">The endpoint's name, without key and query.</param>
/// <param name="Strategy">The prompt strategy's name.</param>
/// <param name="Temperature">Sampling temperature, or null for the endpoint's own default.</param>
public sealed record AgentCard(int Index, string Model, string Endpoint, string Strategy, double? Temperature);
