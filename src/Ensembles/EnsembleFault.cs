namespace HeavySim.Ensembles;

/// <summary>What is wrong with an option.</summary>
/// <param name="Option">The option, as JSON names it.</param>
/// <param name="Fault">What is wrong, as the rest of a sentence: "is 1 to 32, not 40."</param>
public sealed record EnsembleFault(string Option, string Fault);
