namespace HeavySim.Orchestrator;

/// <summary>What the rounds of a solve came to.</summary>
/// <param name="Ballot">The vote of the last round that has an answer; of the first where none has.</param>
/// <param name="Voters">The attempts of that round.</param>
/// <param name="Attempts">Those of all rounds, in order.</param>
/// <param name="Stopped">Why attempts were called off, or null.</param>
internal sealed record RoundResult(Ballot Ballot, IReadOnlyList<Attempt> Voters, IReadOnlyList<Attempt> Attempts, string? Stopped);
