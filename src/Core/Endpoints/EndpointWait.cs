namespace HeavySim.Core;

/// <summary>Why nothing moves at an endpoint: for whoever watches a run.</summary>
/// <param name="Endpoint">The endpoint's name.</param>
/// <param name="Since">Since when, by the wall clock.</param>
/// <param name="Until">Until when at most, by the wall clock.</param>
/// <param name="IsAsked">True when the endpoint asked for the wait (a rate limit); false when it is away.</param>
/// <param name="Reason">What it last said, safe to show.</param>
public sealed record EndpointWait(string Endpoint, DateTimeOffset Since, DateTimeOffset Until, bool IsAsked, string Reason);
