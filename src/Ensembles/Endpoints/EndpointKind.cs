using HeavySim.Ensembles.Rosters;

namespace HeavySim.Ensembles.Endpoints;

/// <summary>A kind of endpoint, told by how it is written. A new kind is a file beside this one and a line of <see cref="All"/>.</summary>
internal abstract class EndpointKind
{
    // The first that can read a text has it.
    private static readonly IReadOnlyList<EndpointKind> All =
    [
        new SimulatedEndpoints(),
        new ReplayEndpoints(),
        new GgufEndpoints(),
        new HttpEndpoints(),
        new ResponsesEndpoints(),
        new AnthropicEndpoints(),
        new OllamaEndpoints(),
        new AzureEndpoints(),
        new NamedEndpoints(),
    ];

    /// <summary>How such endpoints are written, for people.</summary>
    public abstract string Form { get; }

    /// <summary>The kind of an endpoint as it was written.</summary>
    /// <exception cref="HeavySimException">It is none.</exception>
    public static EndpointKind Of(string text) => All.FirstOrDefault(kind => kind.Reads(text))
        ?? throw new HeavySimException(
            $"'{text}' is no endpoint. Endpoints are {string.Join(", ", All.SkipLast(1).Select(static k => k.Form))}, or {All[^1].Form}.");

    /// <summary>
    /// Endpoints as a run records them, parted by blanks, each in one form of the many that mean the same: to find what is alike, not to be
    /// recorded, as runs on file have the form they were given.
    /// </summary>
    public static string InOneForm(string endpoints) => string.Join(
        ' ', endpoints.Split(' ').Select(static text => All.FirstOrDefault(kind => kind.Reads(text))?.OneForm(text) ?? text));

    /// <summary>Whether a text is one of these.</summary>
    public abstract bool Reads(string text);

    /// <summary>The models of an endpoint.</summary>
    /// <exception cref="HeavySimException">It cannot be used; the message says how to put it right.</exception>
    public abstract IModelSource Open(string text, EndpointSettings settings);

    /// <summary>The agents of an endpoint that brings its own and stands alone, or null: of models, agents are made.</summary>
    /// <exception cref="HeavySimException">It cannot be used; the message says how to put it right.</exception>
    public virtual Task<IRosterSource?> OpenAgentsAsync(string text, EndpointSettings settings, CancellationToken cancellationToken) =>
        Task.FromResult<IRosterSource?>(null);

    /// <summary>The endpoint as it may be recorded, without what can hold keys.</summary>
    public virtual string WithoutSecrets(string text) => text;

    /// <summary>The form that all texts have in common which mean this endpoint; the text itself where only one does.</summary>
    protected virtual string OneForm(string text) => text;
}
