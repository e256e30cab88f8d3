namespace HeavySim.Ensembles.Endpoints;

/// <summary>What the endpoints of an ensemble are opened with.</summary>
/// <param name="Plan">What is asked for.</param>
/// <param name="File">The configuration file's endpoints; empty where there is no file.</param>
/// <param name="Problems">What will be asked: the simulated model knows the golds.</param>
/// <param name="Answers">Reads answers.</param>
internal sealed record EndpointSettings(EnsemblePlan Plan, RosterFile File, IReadOnlyList<Problem> Problems, IAnswerEngine Answers)
{
    /// <summary>
    /// How calls are repeated. How long an attempt may take is the fan-out's to say: the client is patient for as long as it is let.
    /// </summary>
    public ResilienceOptions Resilience => Patient(new ResilienceOptions { MaxConcurrency = Plan.Concurrency });

    /// <summary>The same with the patience that was asked for; an endpoint's own stays where none was.</summary>
    public ResilienceOptions Patient(ResilienceOptions options) =>
        Plan.Patience is { } patience ? options with { Patience = patience } : options;
}
