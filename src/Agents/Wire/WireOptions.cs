namespace HeavySim.Agents;

/// <summary>How a client speaks to its endpoint.</summary>
internal sealed record WireOptions
{
    /// <summary>The model to ask for when a request names none, or null: some local servers have only one.</summary>
    public string? Model { get; init; }

    /// <summary>The key, or null for endpoints without one. It appears in no message.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Further request headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The output limit of requests that set none, in tokens, or null to leave it to the endpoint. A stream that runs far beyond its limit
    /// is cut off.
    /// </summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>True to have answers made in the background, and to ask for them until they are there.</summary>
    public bool IsBackground { get; init; }

    /// <summary>The most bytes of one response that are read. Default 64 MiB; range 64 KiB to 1 GiB.</summary>
    public long MaxResponseBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// The most bytes of a response that is one document: it is held as a whole. Default 16 MiB, and never more than
    /// <see cref="MaxResponseBytes"/>.
    /// </summary>
    public int MaxDocumentBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The most bytes of one line or one event. Default 4 MiB, and never more than <see cref="MaxResponseBytes"/>.</summary>
    public int MaxEventBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>The memory for responses, shared by all calls. Default: that of the process.</summary>
    public ByteBudget Memory { get; init; } = ByteBudget.OfProcess;

    /// <summary>
    /// Hears once for each model what the endpoint refuses and is left out from then on, as one line that is safe to show; null where
    /// nobody listens. May be called from any call's continuation.
    /// </summary>
    public Action<string>? Notice { get; init; }
}
