namespace HeavySim.Ensembles.Rosters;

/// <summary>Where the agents come from.</summary>
internal interface IRosterSource
{
    /// <summary>True when they live in virtual time.</summary>
    bool IsSimulated { get; }

    /// <summary>True when they can judge answers, and not only give their own.</summary>
    bool CanCheck { get; }

    /// <summary>True when they share a simulated endpoint with limits of its own.</summary>
    bool SharesLimitedEndpoint { get; }

    /// <summary>What the simulated endpoints have carried so far, world by world; empty for real ones.</summary>
    IReadOnlyCollection<EndpointStatistics> EndpointStatistics { get; }

    /// <summary>What the settings of a run say of them, so that it resumes with the same ones only.</summary>
    string Description { get; }

    /// <summary>The agents, in the world of this clock.</summary>
    Roster Build(int agents, TimeProvider time);
}
