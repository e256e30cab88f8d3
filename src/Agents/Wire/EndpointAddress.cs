using System.Text.RegularExpressions;

namespace HeavySim.Agents;

/// <summary>
/// Where an endpoint takes chat completions, from whatever its user wrote: with or without scheme, trailing slash, <c>/v1</c> or
/// <c>/chat/completions</c>, a query string kept.
/// </summary>
internal sealed partial record EndpointAddress
{
    private const string Completions = "/chat/completions";

    // What people may have written at the end of an address, whichever of the two is asked for.
    private static readonly string[] Operations = [Completions, "/responses"];

    private readonly string _operation;

    private EndpointAddress(IReadOnlyList<Uri> candidates, string operation, string display, bool isAzure)
    {
        _operation = operation;
        Candidates = candidates;
        Display = display;
        IsAzure = isAzure;
    }

    /// <summary>The addresses to post to, most likely first; the second is tried when the first does not exist.</summary>
    public IReadOnlyList<Uri> Candidates { get; }

    /// <summary>Where the endpoint lists its models, beside one of the <see cref="Candidates"/>; null where it has no list.</summary>
    public Uri? ModelsBeside(Uri candidate) =>
        candidate.AbsolutePath.Contains("/deployments/", StringComparison.OrdinalIgnoreCase)
            || !candidate.AbsolutePath.EndsWith(_operation, StringComparison.OrdinalIgnoreCase)
            ? null
            : new UriBuilder(candidate) { Path = candidate.AbsolutePath[..^_operation.Length] + "/models" }.Uri;

    /// <summary>What is asked for here, in words.</summary>
    public string What => _operation == Completions ? "chat completions" : _operation[(_operation.LastIndexOf('/') + 1)..];

    /// <summary>The address for people: without query, key or user.</summary>
    public string Display { get; }

    /// <summary>True for Azure, which wants the key in an <c>api-key</c> header.</summary>
    public bool IsAzure { get; }

    /// <summary>True for OpenAI's own host, which has given up <c>max_tokens</c>.</summary>
    public bool IsOpenAI => Candidates[0].Host.Equals("api.openai.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a base URL.</summary>
    /// <param name="baseUrl">As its user wrote it.</param>
    /// <param name="operation">What is asked for there, with its slash.</param>
    /// <exception cref="HeavySimException">It is no http or https URL, or it carries a user or password.</exception>
    public static EndpointAddress Parse(string baseUrl, string operation = Completions)
    {
        var text = baseUrl.Trim();
        if (!text.Contains("://", StringComparison.Ordinal))
            text = (IsLocal(text) ? "http://" : "https://") + text;

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            throw new HeavySimException(
                $"'{SafeText.Of(baseUrl, null)}' is no endpoint address; write something like http://localhost:8080/v1.");

        if (uri.UserInfo.Length > 0)
            throw new HeavySimException(
                $"The endpoint address for {uri.Host} carries a user or password; give the key in an environment variable instead.");

        var isAzure = uri.Host.EndsWith(".azure.com", StringComparison.OrdinalIgnoreCase)
            || uri.AbsolutePath.Contains("/openai/deployments/", StringComparison.OrdinalIgnoreCase);
        var path = uri.AbsolutePath.TrimEnd('/');
        if (Operations.FirstOrDefault(known => path.EndsWith(known, StringComparison.OrdinalIgnoreCase)) is { } written)
            return Create(uri, isAzure, operation, path[..^written.Length]);

        if (VersionSegment().IsMatch(path) || path.Contains("/deployments/", StringComparison.OrdinalIgnoreCase))
            return Create(uri, isAzure, operation, path);

        if (isAzure && !path.EndsWith("/openai", StringComparison.OrdinalIgnoreCase))
            path += "/openai";
        return isAzure
            ? Create(uri, isAzure, operation, path + "/v1")
            : Create(uri, isAzure, operation, path + "/v1", path);
    }

    /// <summary>The one address of an operation that has a fixed place under its server's root.</summary>
    /// <exception cref="HeavySimException">It is no http or https URL, or it carries a user or password.</exception>
    public static EndpointAddress At(string root, string operation)
    {
        var server = Parse(root).Candidates[^1];
        var path = server.AbsolutePath[..^Completions.Length];
        foreach (var end in (string[])["/chat", "/messages", "/v1", "/api"])
            path = path.EndsWith(end, StringComparison.OrdinalIgnoreCase) ? path[..^end.Length] : path;

        return Create(server, isAzure: false, operation, path);
    }

    /// <summary>The root of the server of <see cref="At"/>.</summary>
    public Uri Root => new(Display + "/");

    private static EndpointAddress Create(Uri uri, bool isAzure, string operation, params string[] paths)
    {
        var authority = uri.GetLeftPart(UriPartial.Authority);
        return new EndpointAddress(
            [.. paths.Select(path => new Uri(authority + path + operation + uri.Query))], operation, authority + paths[^1], isAzure);
    }

    private static bool IsLocal(string hostAndMore)
    {
        var host = hostAndMore.Split('/', ':')[0];
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || hostAndMore.StartsWith('[') || System.Net.IPAddress.TryParse(host, out _);
    }

    [GeneratedRegex("/v[0-9]+[a-z0-9]*(?:/|$)", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionSegment();
}
