namespace HeavySim.Server;

/// <summary>A model that an endpoint offers.</summary>
/// <param name="Id">The name callers ask for; it reaches the client as <see cref="ChatOptions.ModelId"/>.</param>
/// <param name="Client">Who answers. It is called concurrently, and stays its owner's to dispose.</param>
public sealed record ServedModel(string Id, IChatClient Client)
{
    /// <summary>What the model list says of its owner.</summary>
    public string OwnedBy { get; init; } = "heavysim";
}
