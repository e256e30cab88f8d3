namespace HeavySim.Agents;

/// <summary>A model at an endpoint, ready to be asked: real, simulated or replayed.</summary>
/// <param name="Name">The endpoint's name, without key and query.</param>
/// <param name="Model">The model's name, or "" for the endpoint's only one.</param>
/// <param name="Client">The endpoint's shared client, resilient already.</param>
/// <param name="Prices">What its tokens cost, or null.</param>
public sealed record EndpointBinding(string Name, string Model, IChatClient Client, TokenPrices? Prices = null);
