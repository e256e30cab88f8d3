namespace HeavySim.Ensembles.Endpoints;

/// <summary>What <c>--endpoint</c> names: a closed family.</summary>
internal abstract record EndpointSource
{
    private EndpointSource()
    {
    }

    /// <summary>Reads an endpoint as it was written.</summary>
    /// <exception cref="HeavySimException">It is none.</exception>
    public static EndpointSource Parse(string text)
    {
        if (text.StartsWith("sim:", StringComparison.Ordinal))
            return new Simulated(text["sim:".Length..]);
        if (text.StartsWith("replay:", StringComparison.Ordinal))
            return text.Length > "replay:".Length ? new Replay(text["replay:".Length..]) : throw new HeavySimException("replay: needs a file, as in replay:samples.jsonl.gz.");
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            return new Http(uri);
        if (text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            return new Named(text);

        throw new HeavySimException($"'{text}' is no endpoint. Endpoints are sim:, sim:<profile>, replay:<file>, http(s)://host[:port][/v1], or a name from heavysim.json.");
    }

    /// <summary>The simulated model; the profile may be empty for the default.</summary>
    public sealed record Simulated(string Profile) : EndpointSource;

    /// <summary>Recorded answers.</summary>
    public sealed record Replay(string Path) : EndpointSource;

    /// <summary>An OpenAI-compatible server.</summary>
    public sealed record Http(Uri BaseUrl) : EndpointSource;

    /// <summary>An endpoint configured in heavysim.json.</summary>
    public sealed record Named(string Name) : EndpointSource;
}
