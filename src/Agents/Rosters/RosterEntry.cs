namespace HeavySim.Agents;

/// <summary>One line of a roster: so many agents of one kind.</summary>
internal sealed record RosterEntry
{
    /// <summary>An endpoint's name, or an address such as <c>sim:</c> or <c>http://…</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The model, or null for the endpoint's first.</summary>
    public string? Model { get; init; }

    /// <summary>The strategy's name, or null to deal them out in turn.</summary>
    public string? Strategy { get; init; }

    /// <summary>The temperature, or null to spread it. Range 0 to 2.</summary>
    public double? Temperature { get; init; }

    /// <summary>How much they are asked to reason, or null for what the roster says.</summary>
    public ReasoningEffort? Effort { get; init; }

    /// <summary>How many agents. Default 1; range 1 to 32.</summary>
    public int Count { get; init; } = 1;
}
